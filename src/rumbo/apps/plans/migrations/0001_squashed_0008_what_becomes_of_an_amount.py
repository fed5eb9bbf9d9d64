import django.db.models.deletion
import rumbo.apps.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('plans', '0001_initial'), ('plans', '0002_what_a_plan_says_and_prints'), ('plans', '0003_what_a_version_prints'), ('plans', '0004_how_a_plan_counts_what_it_does_not_say'), ('plans', '0005_targets_measured_by_a_sheet'), ('plans', '0006_contributions_that_add'), ('plans', '0007_money_by_source_and_versions_in_formulation'), ('plans', '0008_what_becomes_of_an_amount')]

    initial = True

    dependencies = [
        ('catalogs', '0001_initial'),
        ('evidence', '0001_initial'),
        ('indicators', '0003_results_that_are_closed'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Node',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('fiscal_year', models.PositiveIntegerField()),
                ('periodicity', models.CharField(max_length=20)),
                ('ordinal', models.PositiveIntegerField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('fiscal_year', 'periodicity', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('entity', 'fiscal_year', 'periodicity', 'ordinal'), name='period_once'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='period_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(max_length=60)),
                ('fiscal_year', models.PositiveIntegerField(blank=True, null=True)),
                ('first_year', models.PositiveIntegerField(blank=True, null=True)),
                ('last_year', models.PositiveIntegerField(blank=True, null=True)),
                ('programme_basis', models.CharField(blank=True, max_length=12)),
                ('counting_rule', models.CharField(blank=True, max_length=30)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('-fiscal_year', 'name'),
                'constraints': [models.UniqueConstraint(fields=('entity', 'name'), name='plan_name_once')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('returned', 'Returned'), ('approved', 'Approved'), ('superseded', 'Superseded')], default='draft', max_length=12)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.CharField(blank=True, max_length=200)),
                ('return_remark', models.TextField(blank=True)),
                ('edit', models.PositiveIntegerField(default=0)),
                ('number', models.PositiveIntegerField()),
                ('label', models.CharField(blank=True, max_length=40)),
                ('act_kind', models.CharField(blank=True, max_length=60)),
                ('act_number', models.CharField(blank=True, max_length=60)),
                ('act_date', models.DateField(blank=True, null=True)),
                ('in_force_from', models.DateField(blank=True, null=True)),
                ('objective', models.TextField(blank=True)),
                ('layout', models.CharField(blank=True, max_length=60)),
                ('printed', models.JSONField(blank=True, default=dict)),
                ('in_formulation', models.BooleanField(default=False)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.storedfile')),
            ],
            options={
                'ordering': ('plan', 'number'),
                'indexes': [models.Index(fields=['entity', 'state'], name='version_entity')],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='version_number_once'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'returned']), ('approved_at__isnull', False), _connector='OR'), name='version_approved_with_day')],
            },
        ),
        migrations.CreateModel(
            name='NodeRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(max_length=80)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=1000)),
                ('depth', models.PositiveIntegerField(default=0)),
                ('ordinal', models.PositiveIntegerField()),
                ('weight', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('printed', models.JSONField(blank=True, default=dict)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='plans.node')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plans.noderevision')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='nodes', to='plans.planversion')),
            ],
            options={
                'ordering': ('version', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('version', 'node'), name='node_once_a_version')],
            },
        ),
        migrations.CreateModel(
            name='NarrativeSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(max_length=60)),
                ('text', models.TextField()),
                ('ordinal', models.PositiveIntegerField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='narrative', to='plans.planversion')),
            ],
            options={
                'ordering': ('version', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('version', 'ordinal'), name='narrative_ordinal_once')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeasuredBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures_targets', to='indicators.indicator')),
                ('target', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='measured_by', to='plans.target')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('same', 'Same'), ('reworded', 'Reworded'), ('split', 'Split'), ('merged', 'Merged'), ('replaced', 'Replaced'), ('new', 'New'), ('dropped', 'Dropped')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lineage', to='plans.planversion')),
                ('from_target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='became', to='plans.target')),
                ('to_target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='plans.target')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dropped'), _negated=True), models.Q(('to_target__isnull', True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='lineage_dropped_with_reason'), models.CheckConstraint(condition=models.Q(('from_target__isnull', False), ('to_target__isnull', False), _connector='OR'), name='lineage_of_something')],
            },
        ),
        migrations.CreateModel(
            name='TargetRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('statement', models.TextField()),
                ('measure_unit', models.CharField(blank=True, max_length=120)),
                ('quantity', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('report_kind', models.CharField(choices=[('quantity', 'Quantity'), ('ratio', 'Ratio'), ('percentage', 'Percentage'), ('milestones', 'Milestones'), ('done', 'Done')], default='quantity', max_length=12)),
                ('annualization', models.CharField(default='sum', max_length=30)),
                ('programme_basis', models.CharField(blank=True, max_length=12)),
                ('baseline', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('opening_value', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('opening_source', models.CharField(blank=True, max_length=300)),
                ('opening_day', models.DateField(blank=True, null=True)),
                ('start', models.DateField(blank=True, null=True)),
                ('end', models.DateField(blank=True, null=True)),
                ('periodicity', models.CharField(blank=True, max_length=20)),
                ('expense_type', models.CharField(blank=True, max_length=120)),
                ('funding_source', models.CharField(blank=True, max_length=300)),
                ('expected_evidence', models.TextField(blank=True)),
                ('origin', models.JSONField(blank=True, default=dict)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='indicators.indicator')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='plans.target')),
            ],
            options={
                'indexes': [models.Index(fields=['entity', 'target'], name='revision_entity')],
            },
        ),
        migrations.CreateModel(
            name='TargetFunding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=300)),
                ('amount', rumbo.apps.fields.MoneyField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='plans.targetrevision')),
            ],
            options={
                'ordering': ('revision', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('revision', 'ordinal'), name='target_funding_once')],
            },
        ),
        migrations.CreateModel(
            name='TargetAlignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('catalogue_key', models.CharField(max_length=60)),
                ('as_written', models.CharField(max_length=500)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('ordinal', models.PositiveIntegerField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogs.entry')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alignments', to='plans.targetrevision')),
            ],
            options={
                'ordering': ('revision', 'ordinal'),
            },
        ),
        migrations.CreateModel(
            name='ProgrammeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('quantity', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.period')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programme', to='plans.targetrevision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('revision', 'period'), name='programme_once')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('number', models.CharField(max_length=20)),
                ('ordinal', models.PositiveIntegerField()),
                ('weight', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('counts', models.BooleanField(default=True)),
                ('printed', models.JSONField(blank=True, default=dict)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='plans.noderevision')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='plans.planversion')),
                ('serves', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='served_by', to='plans.target')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='plans.targetrevision')),
            ],
            options={
                'ordering': ('version', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('version', 'ordinal'), name='placement_ordinal_once'), models.UniqueConstraint(condition=models.Q(('counts', True)), fields=('version', 'revision'), name='placement_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=500)),
                ('due', models.DateField()),
                ('weight', rumbo.apps.fields.QuantityField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='plans.targetrevision')),
            ],
            options={
                'ordering': ('revision', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('revision', 'ordinal'), name='milestone_once')],
            },
        ),
        migrations.CreateModel(
            name='TargetUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('reports', models.BooleanField(default=False)),
                ('counting', models.CharField(choices=[('adds', 'Adds'), ('part', 'Part'), ('informs', 'Informs')], default='informs', max_length=8)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='plans.targetrevision')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='people.unit')),
            ],
            options={
                'ordering': ('revision', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('revision', 'unit'), name='target_unit_once'), models.UniqueConstraint(condition=models.Q(('reports', True)), fields=('revision',), name='one_unit_reports')],
            },
        ),
    ]
