import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('intake', '0001_initial'), ('intake', '0002_what_an_entity_says_of_its_own_tables'), ('intake', '0003_answers_about_documents'), ('intake', '0004_more_questions'), ('intake', '0005_a_large_document_is_being_proposed'), ('intake', '0006_questions_of_indicators'), ('intake', '0007_how_a_target_is_counted'), ('intake', '0008_questions_of_risks'), ('intake', '0009_records_added_and_taken_out'), ('intake', '0010_which_of_several_units_reports')]

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('people', '0003_units_become_others'),
        ('plans', '0002_what_a_plan_says_and_prints'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntityLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('base', models.CharField(max_length=60)),
                ('declaration', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('active', models.BooleanField(default=True)),
                ('created_by', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(fields=['entity', 'active'], name='mapping_entity')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('active', True)), fields=('entity', 'title'), name='mapping_title_once')],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('reading', 'Reading'), ('unreadable', 'Unreadable'), ('settling', 'Settling'), ('proposing', 'Proposing'), ('proposed', 'Proposed'), ('done', 'Done'), ('discarded', 'Discarded')], default='reading', max_length=12)),
                ('layout', models.CharField(blank=True, max_length=60)),
                ('refusal', models.JSONField(blank=True, default=dict)),
                ('plan_name', models.CharField(blank=True, max_length=300)),
                ('reports_only', models.BooleanField(default=False)),
                ('uploaded_by', models.CharField(max_length=200)),
                ('uploaded_at', models.DateTimeField()),
                ('edit', models.PositiveIntegerField(default=0)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='evidence.storedfile')),
                ('mapping', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='intake.entitylayout')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='plans.plan')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='plans.planversion')),
            ],
            options={
                'ordering': ('-uploaded_at',),
                'indexes': [models.Index(fields=['entity', 'state'], name='intake_entity')],
            },
        ),
        migrations.CreateModel(
            name='DocumentAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('question', models.CharField(choices=[('basis', 'Basis'), ('shared', 'Shared'), ('same_target', 'Same Target'), ('unit', 'Unit'), ('project', 'Project'), ('process', 'Process'), ('sheet', 'Sheet'), ('variable', 'Variable'), ('counting', 'Counting'), ('risk_map', 'Risk Map'), ('risk_class', 'Risk Class'), ('risk', 'Risk')], max_length=12)),
                ('path', models.CharField(blank=True, max_length=120)),
                ('choice', models.CharField(blank=True, max_length=120)),
                ('decided_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.target')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='intake.intake')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('intake', 'question', 'path'), name='answered_once')],
            },
        ),
        migrations.CreateModel(
            name='Continuity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('line', models.PositiveIntegerField(blank=True, null=True)),
                ('kind', models.CharField(max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.target')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='continuities', to='intake.intake')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('intake', 'line', 'target'), name='continuity_once')],
            },
        ),
        migrations.CreateModel(
            name='CellDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('part', models.CharField(blank=True, max_length=120)),
                ('row', models.PositiveIntegerField(default=0)),
                ('column', models.PositiveIntegerField(default=0)),
                ('field', models.CharField(max_length=60)),
                ('finding', models.CharField(blank=True, max_length=80)),
                ('fingerprint', models.CharField(blank=True, max_length=16)),
                ('kind', models.CharField(choices=[('accepted', 'Accepted'), ('corrected', 'Corrected'), ('overruled', 'Overruled'), ('added', 'Added'), ('removed', 'Removed'), ('withdrawn', 'Withdrawn')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='intake.intake')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('intake', 'part', 'row', 'column', 'field', 'finding', 'fingerprint'), name='cell_decided_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'overruled'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='overruled_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['added', 'removed', 'withdrawn']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='rows_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='NameDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.CharField(max_length=300)),
                ('same_as', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='names', to='intake.intake')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('intake', 'text'), name='name_decided_once')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('line', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('record_uid', models.UUIDField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='intake.intake')),
            ],
            options={
                'indexes': [models.Index(fields=['entity', 'record_uid'], name='outcome_record')],
            },
        ),
        migrations.CreateModel(
            name='ReporterDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=64)),
                ('units', models.JSONField()),
                ('reports', models.CharField(max_length=300)),
                ('decided_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reporters', to='intake.intake')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('intake', 'key'), name='reporter_decided_once')],
            },
        ),
    ]
