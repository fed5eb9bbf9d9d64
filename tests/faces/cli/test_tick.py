"""`rumbo tick`: what it does at its hour, and that the second time and the second tick do nothing again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from typer.testing import CliRunner

from rumbo.apps.audit.models import Seal
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.notices.models import Message
from rumbo.domain.calendar.windows import Windows
from rumbo.faces.cli.main import app
from tests.characters import House
from tests.rounds import quarter

pytestmark = pytest.mark.django_db
JULY = Windows(date(2024, 7, 2), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))


def tick() -> str:
    answer = CliRunner().invoke(app, ["tick"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_the_clock_writes_sends_and_seals_once_a_day(
    house: House, other_house: House, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    for each in (house, other_house):
        open_followup(each.pilar.actor, each.version, quarter(each), windows=JULY)
    now = datetime(2099, 7, 15, 11, 59, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with django_capture_on_commit_callbacks(execute=True):
        assert "avisos" not in tick(), "before seven in Bogotá"
    sealed = Seal.objects.count()
    assert sealed
    for minute, expected in ((0, "PRIMERA: avisos escritos, 0."), (5, "")):
        now = datetime(2099, 7, 15, 12, minute, tzinfo=UTC)
        assert expected in tick()
    assert not Message.objects.exists(), "whose last reminder fell 75 years ago"


def test_everybody_is_told_once_and_a_broken_entity_does_not_keep_the_others_waiting(
    house: House, other_house: House, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    for each in (house, other_house):
        open_followup(each.pilar.actor, each.version, quarter(each), windows=JULY)
    now = datetime(2024, 7, 15, 12, 1, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with django_capture_on_commit_callbacks(execute=True):
        assert "SEGUNDA: avisos por enviar, 1." in tick()
    with django_capture_on_commit_callbacks(execute=True):
        assert "avisos" not in tick()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "lucia@primera.gov.co",
        "lucia@segunda.gov.co",
    ]
    house.entity.time_zone = "Marte/Olimpo"
    house.entity.save()
    now = datetime(2024, 7, 16, 12, 1, tzinfo=UTC)
    answer = CliRunner().invoke(app, ["tick"])
    assert answer.exit_code == 1
    assert "SEGUNDA: avisos escritos, 1." in answer.output
