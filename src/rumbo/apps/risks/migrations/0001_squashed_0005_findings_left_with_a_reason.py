import django.db.models.deletion
import rumbo.apps.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('risks', '0001_initial'), ('risks', '0002_risks_of_projects_kept_here'), ('risks', '0003_what_a_document_says_of_a_risk'), ('risks', '0004_treatment_without_dates'), ('risks', '0005_findings_left_with_a_reason')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('processes', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MapVersion',
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
                ('announced', models.JSONField(blank=True, default=list)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('map', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Risk',
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
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('method', models.CharField(max_length=40)),
                ('risk_class', models.CharField(max_length=40)),
                ('project_code', models.CharField(blank=True, max_length=60)),
                ('statement', models.TextField()),
                ('point', models.TextField(blank=True)),
                ('impact_kind', models.CharField(blank=True, max_length=20)),
                ('immediate_cause', models.TextField(blank=True)),
                ('root_cause', models.TextField(blank=True)),
                ('consequences', models.TextField(blank=True)),
                ('category', models.CharField(blank=True, max_length=200)),
                ('asset', models.TextField(blank=True)),
                ('asset_property', models.CharField(blank=True, max_length=200)),
                ('threat', models.TextField(blank=True)),
                ('vulnerability', models.TextField(blank=True)),
                ('factor', models.CharField(blank=True, max_length=40)),
                ('times_a_year', models.PositiveBigIntegerField(blank=True, null=True)),
                ('history', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('money', rumbo.apps.fields.QuantityField(blank=True, null=True)),
                ('reputation', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('answers', models.JSONField(blank=True, null=True)),
                ('impact_level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('scale', models.CharField(max_length=40)),
                ('probability', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('impact', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('zone', models.CharField(blank=True, max_length=20)),
                ('residual_probability', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('residual_impact', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('residual_zone', models.CharField(blank=True, max_length=20)),
                ('option', models.CharField(blank=True, max_length=40)),
                ('printed', models.JSONField(blank=True, default=dict)),
                ('overruled', models.JSONField(blank=True, default=list)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='processes.process')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='projects.project')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='people.unit')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='risks.mapversion')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='risks.risk')),
            ],
            options={
                'ordering': ('version', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('version', 'risk'), name='risk_once_a_version'), models.UniqueConstraint(fields=('version', 'code'), name='risk_code_once_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('process__isnull', False), ('project_code', '')), models.Q(('process__isnull', True), models.Q(('project_code', ''), _negated=True)), _connector='OR'), name='risk_of_process_or_project'), models.CheckConstraint(condition=models.Q(('project__isnull', True), ('process__isnull', True), _connector='OR'), name='risk_project_has_no_process')],
            },
        ),
        migrations.CreateModel(
            name='RiskMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('fiscal_year', models.PositiveIntegerField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('-fiscal_year', 'name'),
                'constraints': [models.UniqueConstraint(fields=('entity', 'name'), name='risk_map_name_once')],
            },
        ),
        migrations.AddField(
            model_name='mapversion',
            name='map',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='risks.riskmap'),
        ),
        migrations.CreateModel(
            name='Treatment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('action', models.TextField()),
                ('start', models.DateField(blank=True, null=True)),
                ('end', models.DateField(blank=True, null=True)),
                ('evidence', models.TextField(blank=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='treatments', to='risks.assessment')),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('assessment', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('assessment', 'ordinal'), name='treatment_ordinal_once'), models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='treatment_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Control',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('frozen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('responsible', models.CharField(max_length=300)),
                ('action', models.TextField()),
                ('complement', models.TextField(blank=True)),
                ('frequency', models.CharField(blank=True, max_length=200)),
                ('deviations', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
                ('kind', models.CharField(max_length=40)),
                ('way', models.CharField(max_length=40)),
                ('documented', models.BooleanField(blank=True, null=True)),
                ('continuous', models.BooleanField(blank=True, null=True)),
                ('leaves_record', models.BooleanField(blank=True, null=True)),
                ('design', models.JSONField(blank=True, default=dict)),
                ('execution', models.CharField(blank=True, max_length=40)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='controls', to='risks.assessment')),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('assessment', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('assessment', 'ordinal'), name='control_ordinal_once')],
            },
        ),
        migrations.CreateModel(
            name='Materialization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('day', models.DateField()),
                ('facts', models.TextField()),
                ('effects', models.TextField(blank=True)),
                ('response', models.TextField(blank=True)),
                ('told_to', models.CharField(blank=True, max_length=300)),
                ('told_by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materializations', to='risks.risk')),
            ],
            options={
                'ordering': ('-day', '-pk'),
                'indexes': [models.Index(fields=['entity', 'risk'], name='materialization_entity')],
            },
        ),
        migrations.AddIndex(
            model_name='mapversion',
            index=models.Index(fields=['entity', 'state'], name='map_version_entity'),
        ),
        migrations.AddConstraint(
            model_name='mapversion',
            constraint=models.UniqueConstraint(fields=('map', 'number'), name='map_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='mapversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'returned']), ('approved_at__isnull', False), _connector='OR'), name='map_version_approved_with_day'),
        ),
    ]
