import django.db.models.deletion
import rumbo.apps.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('measurement', '0001_initial'), ('measurement', '0002_count_what_is_undefined_in_an_index'), ('measurement', '0003_corrections_beside_a_closing')]

    initial = True

    dependencies = [
        ('followup', '0008_reopened_to_be_corrected'),
        ('people', '0001_initial'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('ordinal', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('corrected_by', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='followup.followup')),
                ('reopening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='followup.reopening')),
            ],
            options={
                'ordering': ('followup', 'ordinal'),
                'constraints': [models.UniqueConstraint(fields=('followup', 'ordinal'), name='correction_ordinal_once')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('measure', models.CharField(choices=[('year', 'Year'), ('to_date', 'To Date'), ('term', 'Term'), ('expected', 'Expected'), ('at_cutoff', 'At Cutoff')], max_length=10)),
                ('rule', models.CharField(max_length=60)),
                ('edition', models.CharField(max_length=20)),
                ('value', rumbo.apps.fields.FigureField(blank=True, null=True)),
                ('undefined', models.CharField(blank=True, max_length=60)),
                ('marks', models.CharField(blank=True, max_length=200)),
                ('weighted_total', models.CharField(default='0', max_length=40)),
                ('weight_sum', models.BigIntegerField(default=0)),
                ('counted', models.PositiveIntegerField(default=0)),
                ('excluded', models.PositiveIntegerField(default=0)),
                ('inputs_digest', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('followup', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='followup.followup')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='plans.noderevision')),
                ('placement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='plans.placement')),
            ],
            options={
                'indexes': [models.Index(fields=['entity', 'followup'], name='figure_entity'), models.Index(condition=models.Q(('placement__isnull', False)), fields=['followup', 'measure', 'undefined'], name='figure_undefined')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('placement__isnull', False)), fields=('followup', 'placement', 'measure'), name='figure_of_target_once'), models.UniqueConstraint(condition=models.Q(('node__isnull', False)), fields=('followup', 'node', 'measure'), name='figure_of_node_once'), models.UniqueConstraint(condition=models.Q(('node__isnull', True), ('placement__isnull', True)), fields=('followup', 'measure'), name='figure_of_plan_once'), models.CheckConstraint(condition=models.Q(('node__isnull', True), ('placement__isnull', True), _connector='OR'), name='figure_of_one_thing'), models.CheckConstraint(condition=models.Q(('value__isnull', False), models.Q(('undefined', ''), _negated=True), _connector='OR'), name='figure_or_reason')],
            },
        ),
        migrations.CreateModel(
            name='CorrectedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('value', rumbo.apps.fields.FigureField(blank=True, null=True)),
                ('undefined', models.CharField(blank=True, max_length=60)),
                ('marks', models.CharField(blank=True, max_length=200)),
                ('weighted_total', models.CharField(default='0', max_length=40)),
                ('weight_sum', models.BigIntegerField(default=0)),
                ('counted', models.PositiveIntegerField(default=0)),
                ('excluded', models.PositiveIntegerField(default=0)),
                ('inputs_digest', models.CharField(max_length=64)),
                ('trace', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('correction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='measurement.correction')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrected', to='measurement.figure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('correction', 'figure'), name='corrected_figure_once')],
            },
        ),
        migrations.CreateModel(
            name='FrozenTrace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('trace', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('figure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='trace', to='measurement.figure')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
