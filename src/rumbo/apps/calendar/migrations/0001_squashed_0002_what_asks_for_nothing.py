import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('calendar', '0001_initial'), ('calendar', '0002_what_asks_for_nothing')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('plans', '0006_contributions_that_add'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('report_until', models.DateField()),
                ('reason', models.TextField()),
                ('given_by', models.CharField(max_length=200)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_by', models.CharField(blank=True, max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='plans.period')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='plans.target')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ('-given_at',),
                'indexes': [models.Index(fields=['entity', 'period'], name='exception_entity')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('target__isnull', False), ('unit__isnull', True)), models.Q(('target__isnull', True), ('unit__isnull', False)), _connector='OR'), name='exception_of_unit_or_target'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='exception_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('cancelled', 'Cancelled'), ('suspended', 'Suspended')], max_length=10)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('reason', models.TextField()),
                ('act', models.CharField(max_length=200)),
                ('decided_by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='plans.target')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='plans.planversion')),
            ],
            options={
                'ordering': ('since', 'pk'),
                'indexes': [models.Index(fields=['entity', 'target'], name='standing_target')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='standing_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cancelled'), ('until__isnull', True)), models.Q(('kind', 'suspended'), ('until__gte', models.F('since'))), _connector='OR'), name='standing_days_of_its_kind')],
            },
        ),
    ]
