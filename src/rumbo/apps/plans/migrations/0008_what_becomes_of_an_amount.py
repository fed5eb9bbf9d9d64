from typing import Any

from django.db import migrations, models


def say_what_adds(apps: Any, editor: Any) -> None:
    apps.get_model("plans", "TargetUnit").objects.filter(adds=True).update(counting="adds")


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0007_money_by_source_and_versions_in_formulation'),
    ]

    operations = [
        migrations.AddField(
            model_name='targetunit',
            name='counting',
            field=models.CharField(
                choices=[('adds', 'Adds'), ('part', 'Part'), ('informs', 'Informs')], default='informs', max_length=8
            ),
        ),
        migrations.RunPython(say_what_adds, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='targetunit',
            name='adds',
        ),
    ]
