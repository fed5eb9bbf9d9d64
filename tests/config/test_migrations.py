"""The tables of the tests are made from the models; here they are held to what the migrations make."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.config.serving import Installation, installed, own_database


def described() -> dict[str, Any]:
    """Every table with its columns, and with the constraints and indexes over them. Runs in two processes."""
    from django.db import connection

    known = connection.introspection
    with connection.cursor() as cursor:
        tables = {
            table: {
                "columns": sorted(
                    [column.name, str(column.type_code), column.null_ok, str(column.default)]
                    for column in known.get_table_description(cursor, table)
                ),
                # SQLite numbers what has no name, in an order of its own.
                "rules": sorted(
                    (
                        [name * (rule["check"] and "unnamed" not in name)]
                        + [rule[each] for each in ("columns", "unique", "check", "index", "primary_key", "foreign_key")]
                        for name, rule in known.get_constraints(cursor, table).items()
                    ),
                    key=repr,
                ),
            }
            for table in known.table_names(cursor)
        }
    return json.loads(json.dumps(tables))  # type: ignore[no-any-return]


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Installation]:
    """An installation on the engine at hand."""
    if connection.vendor == "sqlite":
        yield installed(tmp_path)
        return
    with own_database("migrated") as address:
        yield installed(tmp_path, RUMBO_DATABASE_URL=address)


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say(migrated: Installation) -> None:
    told = f"import json\nfrom typing import Any\n{inspect.getsource(described)}\nprint(json.dumps(described()))"
    made, modelled = json.loads(migrated.run(told)), described()
    assert made.keys() - {"django_migrations"} == modelled.keys() - {"django_migrations"}
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("rumbo.")]
    assert models
    for table in (model._meta.db_table for model in models):
        assert made[table] == modelled[table], table
