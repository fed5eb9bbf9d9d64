"""A database that the previous step of Rumbo made, brought to where it is to be updated. Runs in a process of its own.

`tests/cases/upgrades/step-2.sqlite3.xz` is the entity of the demonstration as that edition wrote it: a plan with a
closed quarter and an open one, projects, indicators, risks, a budget, publications, and the trail of all of it, sealed.
"""

import json
import lzma
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

WOULD_FAIL = {"keeping.guards_missing", "keeping.migrations_pending"}
KEPT = Path(__file__).resolve().parent.parent / "cases" / "upgrades" / "step-2.sqlite3.xz"


def unpacked(folder: Path) -> Path:
    """The database as a file of SQLite."""
    folder.mkdir(exist_ok=True)
    place = folder / "rumbo.sqlite3"
    place.write_bytes(lzma.decompress(KEPT.read_bytes()))
    return place


def rows_of(place: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each table that has rows, with them."""
    with closing(sqlite3.connect(place)) as base:
        base.row_factory = sqlite3.Row
        for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            if rows := [dict(row) for row in base.execute(f'SELECT * FROM "{table}" ORDER BY 1')]:
                yield table, rows


def carry(place: str) -> None:
    """Writes the same rows into the empty database at hand, under the migrations that edition had."""
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    told = dict(rows_of(Path(place)))
    done = [(row["app"], row["name"]) for row in told.pop("django_migrations")]
    executor = MigrationExecutor(connection)
    # One after the other, as then: those that replace them came later.
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    executor.migrate(done)
    models = executor.loader.project_state(done).apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table: model for model in models}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in set(told) & set(tables):
            data = {field.column for field in tables[table]._meta.fields if field.get_internal_type() == "JSONField"}
            lines = [{name: _plain(value, name in data) for name, value in row.items()} for row in told[table]]
            names = ", ".join(f'"{name}"' for name in lines[0])
            rows = f'SELECT {names} FROM json_populate_recordset(NULL::"{table}", %s::json)'
            cursor.execute(f'INSERT INTO "{table}" ({names}) {rows}', [json.dumps(lines)])
        for statement in connection.ops.sequence_reset_sql(no_style(), [*tables.values()]):
            cursor.execute(statement)


def _plain(value: Any, data: bool) -> Any:
    return json.loads(value) if data and isinstance(value, str) else value


def told() -> dict[str, Any]:
    """What an updated installation says of itself and of what it keeps."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from rumbo.apps.audit.queries import broken_seals, entities_with_lines
    from rumbo.apps.keeping.queries import lacks
    from rumbo.apps.measurement.queries import closed_followups, differences
    from rumbo.apps.plans.models import PlanVersion

    version = PlanVersion.objects.filter(state="approved").order_by("pk")[0]
    browser = Client()
    browser.force_login(get_user_model().objects.get(email="planeacion@valdeluna.example"))
    pages = [reverse(f"web:{name}") for name in ("home", "followup-rounds", "people-trail", "risks-list")]
    pages.append(reverse("web:plans-version", args=[version.uid]))
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return {
        "counts": counts,
        "seals": [each.code for key in entities_with_lines() for each in broken_seals(key)],
        "differences": [len(differences(each)) for each in closed_followups()],
        "unguarded": [each.code for each in lacks() if each.code in WOULD_FAIL],
        "pages": [browser.get(page, headers={"host": "localhost"}).status_code for page in pages],
    }
