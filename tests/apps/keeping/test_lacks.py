"""What an installation lacks is named, with what to do; what it has is not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.audit.queries import SETTLED_AFTER
from rumbo.apps.keeping.queries import lacks
from rumbo.faces.cli.main import app
from tests.characters import House

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _migrated(monkeypatch: Any, settings: Any, tmp_path: Path) -> None:
    """The tables of the tests are made without migrations; those are not what is asked here."""
    monkeypatch.setattr("rumbo.apps.keeping.queries.readiness._migrations", list)
    settings.FILES_DIR = tmp_path / "files"


def codes() -> set[str]:
    return {finding.code for finding in lacks()} - {"keeping.not_safe", "keeping.single_file", "keeping.little_room"}


def test_an_installation_at_work_lacks_nothing(house: House) -> None:
    assert codes() == set()


def test_a_table_without_its_triggers_is_named(house: House) -> None:
    with connection.cursor() as cursor:
        on = ' ON "people_unit"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "rumbo_{"rows" if on else "insert"}_people_unit"{on}')
        if not on:
            cursor.execute('DROP TRIGGER "rumbo_update_people_unit"')
            cursor.execute('DROP TRIGGER "rumbo_delete_people_unit"')
    (finding,) = [each for each in lacks() if each.code == "keeping.guards_missing"]
    assert finding.facts["names"] == "people_unit"
    triggers.install()


def test_work_that_nobody_takes_is_told(house: House) -> None:
    DBTaskResult.objects.create(task_path="a.b", args_kwargs={}, backend_name="default", exception_class_path="")
    assert codes() == set()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    assert codes() == {"keeping.no_worker"}


def test_a_trail_that_nobody_seals_is_told(house: House, monkeypatch: Any) -> None:
    later = timezone.now() + timedelta(days=3) + SETTLED_AFTER
    monkeypatch.setattr("rumbo.apps.audit.queries.timezone.now", lambda: later)
    assert codes() == {"keeping.trail_unsealed"}


def test_a_folder_where_nobody_may_write_is_told(house: House, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    settings.FILES_DIR = tmp_path / "file"
    assert "keeping.folder_not_writable" in codes()


def test_the_command_ends_in_1_for_an_error_and_says_how_to_go_on(house: House) -> None:
    DBTaskResult.objects.create(task_path="a.b", args_kwargs={}, backend_name="default", exception_class_path="")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    answer = CliRunner().invoke(app, ["check"])
    assert answer.exit_code == 1
    assert "Nadie atiende los trabajos" in answer.output
    assert "db_worker" in answer.output
