"""What an installation lacks is named, with what to do; what it has is not."""

import os
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.audit.queries import SETTLED_AFTER
from rumbo.apps.keeping.queries import lacks, write_copy
from rumbo.apps.notices.models import Message
from rumbo.apps.people.models import Entity
from rumbo.faces.cli.main import app
from rumbo.findings import word
from tests.characters import House

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _migrated(monkeypatch: Any, settings: Any, tmp_path: Path) -> None:
    """The tables of the tests are made without migrations; those are not what is asked here."""
    monkeypatch.setattr("rumbo.apps.keeping.queries.readiness._migrations", list)
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()
    (settings.FILES_DIR / ".copied").touch()


OF_THE_TESTS = {"keeping.without_https", "keeping.without_mail", "keeping.weak_key", "keeping.single_file"}
"""What the settings of the tests lack by themselves."""


def codes() -> set[str]:
    return {finding.code for finding in lacks()} - OF_THE_TESTS - {"keeping.little_room"}


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
    assert "keeping.trail_unsealed" in codes()


def test_a_folder_where_nobody_may_write_is_told(house: House, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    settings.FILES_DIR = tmp_path / "file"
    assert "keeping.folder_not_writable" in codes()


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"DEBUG": True}, "debug_on", "error"),
        ({"SECRET_KEY": "corta"}, "weak_key", "error"),
        ({"ALLOWED_HOSTS": ["*"]}, "any_host", "error"),
        ({"HTTPS": False, "ALLOWED_HOSTS": ["plan.example"]}, "without_https", "error"),
        ({"STATIC_COLLECTED": True, "STATIC_ROOT": Path("/nowhere")}, "static_missing", "error"),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend", "ALLOWED_HOSTS": ["plan.example"]},
            "without_mail",
            "warning",
        ),
    ],
)
def test_what_the_settings_lack_is_named_once_in_plain_words(
    house: House, settings: Any, changed: dict[str, Any], code: str, severity: str
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    (finding,) = [each for each in lacks() if each.code == f"keeping.{code}"]
    assert finding.severity == severity
    told = word(finding)
    assert told.how
    assert not re.search(r"security\.W|You have|rumbo\.[EW]0", told.what + told.how)


def test_a_file_of_this_edition_that_was_not_collected_is_named(house: House, monkeypatch: Any) -> None:
    storage = ManifestStaticFilesStorage(location="/nowhere", base_url="/static/")
    storage.hashed_files = {}
    monkeypatch.setattr("rumbo.apps.keeping.queries.configuration.staticfiles_storage", storage)
    (finding,) = [each for each in lacks() if each.code == "keeping.static_missing"]
    assert finding.facts["name"]


def test_a_zone_that_the_machine_does_not_know_is_named(house: House) -> None:
    assert "keeping.zone_unknown" not in codes()
    Entity.objects.update(time_zone="America/Macondo")
    (finding,) = [each for each in lacks() if each.code == "keeping.zone_unknown"]
    assert finding.facts["zone"] == "America/Macondo"


def test_a_copy_that_was_never_made_or_is_old_is_told(house: House, settings: Any) -> None:
    mark = settings.FILES_DIR / ".copied"
    week_ago = time.time() - 7 * 24 * 3600
    os.utime(mark, (week_ago, week_ago))
    (finding,) = [each for each in lacks() if each.code == "keeping.old_copy"]
    assert finding.facts["days"] == 7
    mark.unlink()
    assert codes() == {"keeping.no_copy"}
    write_copy(settings.FILES_DIR.parent / "copy.zip", house.entity)
    assert codes() == {"keeping.no_copy"}, "the copy of one entity is none of the installation"
    write_copy(settings.FILES_DIR.parent / "copy.zip")
    assert codes() == set()


def test_mail_that_no_server_takes_is_told(house: House) -> None:
    hours_ago = timezone.now() - timedelta(hours=5)
    told = {"day": hours_ago.date(), "language": "es", "subject": "x", "sections": [], "written_at": hours_ago}
    message = Message.objects.create(entity=house.entity, person=house.lucia.user, **told)
    assert codes() == set()
    Message.objects.filter(pk=message.pk).update(attempts=3, error="connection refused")
    (finding,) = [each for each in lacks() if each.code == "keeping.mail_stopped"]
    assert (finding.facts["count"], finding.facts["hours"]) == (1, 5)


def test_the_command_ends_in_1_for_an_error_and_says_how_to_go_on(house: House) -> None:
    DBTaskResult.objects.create(task_path="a.b", args_kwargs={}, backend_name="default", exception_class_path="")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    answer = CliRunner().invoke(app, ["check"])
    assert answer.exit_code == 1
    assert "Nadie atiende los trabajos" in answer.output
    assert "db_worker" in answer.output
