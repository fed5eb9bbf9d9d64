import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_codes_posts_and_the_date_of_a_format'), ('people', '0003_units_become_others'), ('people', '0004_an_entity_calls_people_by_its_own_name')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('language', models.CharField(default='es', max_length=5)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('short_name', models.CharField(max_length=60)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('nit', models.CharField(blank=True, max_length=20)),
                ('time_zone', models.CharField(default='America/Bogota', max_length=60)),
                ('document_process', models.CharField(blank=True, max_length=200)),
                ('document_code', models.CharField(blank=True, max_length=60)),
                ('document_version', models.CharField(blank=True, max_length=40)),
                ('document_date', models.DateField(blank=True, null=True)),
                ('signatories', models.JSONField(blank=True, default=list)),
                ('logo_svg', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('renamed', 'Renamed'), ('merged', 'Merged'), ('split', 'Split')], max_length=8)),
                ('since', models.DateField()),
                ('act', models.CharField(max_length=300)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'ordering': ('since', 'pk'),
                'indexes': [models.Index(fields=['entity', 'since'], name='succession_entity')],
                'constraints': [models.CheckConstraint(condition=models.Q(('act', ''), _negated=True), name='succession_with_act')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', models.CharField(blank=True, max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.unit')),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('entity', 'name'), name='unit_name_in_force'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True), models.Q(('code', ''), _negated=True)), fields=('entity', 'code'), name='unit_code_in_force'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.unit')),
            ],
            options={
                'ordering': ('title',),
                'constraints': [models.UniqueConstraint(fields=('entity', 'title', 'unit'), name='post_once'), models.UniqueConstraint(condition=models.Q(('unit__isnull', True)), fields=('entity', 'title'), name='post_of_the_entity_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('planning_office', 'planning_office'), ('liaison', 'liaison'), ('unit_lead', 'unit_lead'), ('internal_control', 'internal_control'), ('director', 'director'), ('administrator', 'administrator')], max_length=20)),
                ('known_as', models.CharField(blank=True, max_length=200)),
                ('post', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('granted_at', models.DateTimeField(blank=True, null=True)),
                ('delegated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['entity', 'person'], name='membership_entity')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['planning_office', 'liaison', 'unit_lead', 'internal_control', 'director', 'administrator'])), name='membership_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['liaison', 'unit_lead']), _negated=True), ('unit__isnull', False), _connector='OR'), name='membership_unit_where_needed')],
            },
        ),
        migrations.CreateModel(
            name='Inheritance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('called', models.CharField(max_length=300)),
                ('answers', models.BooleanField(default=False)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('succession', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='people.succession')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heirs', to='people.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inherited', to='people.unit')),
            ],
            options={
                'ordering': ('succession', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'called'), name='inheritance_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entity', 'name'), name='unit_alias_once')],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('valid_from', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('entity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.entity')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entity', 'key', 'valid_from'), name='setting_once_a_day')],
            },
        ),
    ]
