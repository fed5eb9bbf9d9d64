import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('publishing', '0001_initial'), ('publishing', '0002_errors_known_when_publishing')]

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('followup', '0001_initial'),
        ('people', '0001_initial'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('prepared', 'Prepared'), ('drawing', 'Drawing'), ('failed', 'Failed'), ('published', 'Published'), ('discarded', 'Discarded')], default='prepared', max_length=10)),
                ('year', models.PositiveIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('approver', models.CharField(blank=True, max_length=200)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('reason', models.TextField(blank=True)),
                ('prepared_by', models.CharField(max_length=200)),
                ('prepared_at', models.DateTimeField()),
                ('failure', models.TextField(blank=True)),
                ('known_errors', models.JSONField(blank=True, default=list)),
                ('known_by', models.CharField(blank=True, max_length=200)),
                ('known_at', models.DateTimeField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('followup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='followup.followup')),
                ('plan_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='plans.planversion')),
                ('supersedes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='publishing.publication')),
            ],
            options={
                'ordering': ('-year', '-number'),
                'constraints': [models.UniqueConstraint(fields=('entity', 'year', 'number'), name='publication_number_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('format', models.CharField(max_length=10)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.storedfile')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='publishing.publication')),
            ],
            options={
                'ordering': ('publication', 'format'),
                'constraints': [models.UniqueConstraint(fields=('publication', 'format'), name='publication_format_once')],
            },
        ),
    ]
