import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('formulating', '0001_initial'), ('formulating', '0002_what_units_take_note_of_and_propose'), ('formulating', '0003_parts_that_pass_to_another_unit')]

    initial = True

    dependencies = [
        ('people', '0003_units_become_others'),
        ('plans', '0007_money_by_source_and_versions_in_formulation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Formulation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('opens_on', models.DateField()),
                ('until', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.CharField(max_length=200)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='formulations', to='plans.plan')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.planversion')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='formulations', to='plans.planversion')),
            ],
            options={
                'ordering': ('-opened_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('plan',), name='formulation_open_once'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('opens_on'))), name='formulation_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('signed_by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=1000)),
                ('act_kind', models.CharField(max_length=60)),
                ('act_number', models.CharField(max_length=60)),
                ('act_date', models.DateField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.node')),
                ('signer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.planversion')),
                ('formulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='formulating.formulation')),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('node__isnull', False)), fields=('formulation', 'node'), name='component_approved_once')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('not_begun', 'Not Begun'), ('drafting', 'Drafting'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('taken', 'Taken'), ('passed', 'Passed')], default='not_begun', max_length=10)),
                ('opens_on', models.DateField()),
                ('until', models.DateField()),
                ('window_reason', models.TextField(blank=True)),
                ('edit', models.PositiveIntegerField(default=0)),
                ('known', models.CharField(blank=True, max_length=64)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('formulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='formulating.formulation')),
                ('passed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('unit__name',),
                'constraints': [models.UniqueConstraint(fields=('formulation', 'unit'), name='part_once'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('opens_on'))), name='part_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Noted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('signed_by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('signer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='noted', to='formulating.part')),
            ],
            options={
                'ordering': ('part', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LevelProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=1000)),
                ('reason', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='waiting', max_length=8)),
                ('proposed_by', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.node')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.node')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='formulating.part')),
            ],
            options={
                'ordering': ('part', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('signed_by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('ordinal', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='formulating.part')),
                ('signer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('part', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('part', 'ordinal'), name='submission_once')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('signed_by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('decision', models.CharField(choices=[('taken', 'Taken'), ('returned', 'Returned')], max_length=8)),
                ('remark', models.TextField(blank=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('signer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='formulating.submission')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TargetRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('field', models.CharField(max_length=40)),
                ('remark', models.TextField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('ruling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='formulating.ruling')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.target')),
            ],
            options={
                'ordering': ('ruling', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('ruling', 'target', 'field'), name='target_remark_once')],
            },
        ),
    ]
