"""While the task worker writes a large document somebody else saves, over a connection of their own: they wait where
a database lets one write at a time (SQLite), and nobody loses anything."""

from importlib import import_module
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from rumbo.apps.intake.actions import choose_destination, propose_document
from rumbo.apps.intake.models import IntakeState
from rumbo.apps.people.actions import create_alias
from rumbo.apps.people.models import UnitAlias
from tests.apps.intake.test_story import EXAMPLES, bring, settle_errors, settle_names
from tests.characters import build_house

pytestmark = pytest.mark.django_db(transaction=True)

proposing = import_module("rumbo.apps.intake.actions.propose_document")
A_MOMENT = 0.5
"""Seconds in which who need not wait has saved long since, and who must has been made to."""


def test_who_saves_meanwhile_waits_and_nobody_loses(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house = build_house("carrera")
    intake = bring(house, EXAMPLES / "plan-de-accion-2024.xlsx")
    settle_names(house, intake)
    settle_errors(house, intake)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan traído")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(proposing, "WRITTEN_AT_ONCE", 3)
    propose_document(house.pilar.actor, intake)
    unit, told = house.units["Oficina Jurídica"], list[str]()

    def save() -> None:
        try:
            create_alias(house.pilar.actor, unit, "La Jurídica")
            told.append("saved")
        finally:
            connection.close()

    other, propose = Thread(target=save), proposing.propose_version

    def last(*said: Any, **options: Any) -> Any:
        """All is written and nothing of it stands yet: now somebody else saves."""
        other.start()
        other.join(A_MOMENT)
        told.append("written")
        return propose(*said, **options)

    monkeypatch.setattr(proposing, "propose_version", last)
    proposing.write_large_document.call(intake.pk, house.pilar.actor.user_id)
    other.join(30)
    assert sorted(told) == ["saved", "written"]
    if connection.vendor == "sqlite":
        assert told == ["written", "saved"], "one writes at a time, the other waits its turn"
    intake.refresh_from_db()
    assert intake.state == IntakeState.PROPOSED
    assert intake.version is not None
    assert intake.version.placements.exists()
    assert UnitAlias.objects.filter(unit=unit, name="La Jurídica").exists()
