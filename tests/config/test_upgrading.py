"""What the previous step wrote goes on: its database is updated, and all of it is still there and agrees."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.config.serving import Installation, installed, own_database, unmigrated
from tests.config.upgrading import rows_of, unpacked

# What Django keeps for itself, and writes anew.
BY_ITSELF = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
TELL = "import json\nfrom tests.config.upgrading import told\nprint(json.dumps(told()))"


@pytest.fixture
def updated(tmp_path: Path) -> Iterator[Installation]:
    """An installation of the previous step that was updated, on the engine at hand."""
    place = unpacked(tmp_path)
    if connection.vendor == "sqlite":
        yield installed(tmp_path, RUMBO_DATABASE_URL=f"sqlite:///{place}")
        return
    with own_database("updated") as address:
        old = unmigrated(tmp_path, RUMBO_DATABASE_URL=address)
        old.run(f"from tests.config.upgrading import carry\ncarry({str(place)!r})")
        yield installed(tmp_path, RUMBO_DATABASE_URL=address)


@pytest.mark.django_db
def test_a_database_of_the_previous_step_is_updated_and_all_of_it_agrees(updated: Installation, tmp_path: Path) -> None:
    before = {table: len(rows) for table, rows in rows_of(unpacked(tmp_path / "again"))}
    now: dict[str, Any] = json.loads(updated.run(TELL))
    counts = {table: (count, now["counts"].get(table, 0)) for table, count in before.items() if table not in BY_ITSELF}
    assert not {table: both for table, both in counts.items() if both[0] > both[1]}
    assert now["seals"] == [], "the trail of then is sealed still"
    assert now["differences"] == [0], "what was closed then is computed anew to the same figures"
    assert now["unguarded"] == [], "every table is watched again"
    assert set(now["pages"]) == {200}
