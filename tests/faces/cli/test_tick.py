"""`rumbo tick`: what it does at its hour, and that the second time and the second tick do nothing again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.audit.models import Seal
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.models import Figure, Verification
from rumbo.apps.notices.models import Message
from rumbo.domain.calendar.windows import Windows
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import open_quarter
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


def test_what_is_closed_is_verified_once_a_night_and_the_planning_office_is_told(
    house: House, other_house: House, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    closed = close_period(house.pilar.actor, open_quarter(house, 1))
    now = datetime(2024, 7, 15, 6, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with django_capture_on_commit_callbacks(execute=True):
        told = tick()
    assert "PRIMERA: se comprueban los periodos cerrados." in told
    assert "SEGUNDA: se comprueban" not in told, "nothing of it is closed"
    with django_capture_on_commit_callbacks(execute=True):
        assert "se comprueban" not in tick()
    night = Verification.objects.get()
    assert (night.entity, night.day, night.closings, night.differing) == (house.entity, date(2024, 7, 15), 1, 0)
    page = house.diana.browser().get(reverse("web:measurement-list")).content.decode()
    assert "Todo coincide." in page

    triggers.remove()
    Figure.objects.filter(followup=closed, placement=None, node=None, measure="year").update(undefined="no_weight")
    triggers.install()
    now = datetime(2024, 7, 16, 12, 1, tzinfo=UTC)
    with django_capture_on_commit_callbacks(execute=True):
        tick()
    night = Verification.objects.get(day=date(2024, 7, 16))
    assert (night.differing, night.told[0]["followup"]) == (2, str(closed.uid))
    now = datetime(2024, 7, 17, 12, 1, tzinfo=UTC)
    with django_capture_on_commit_callbacks(execute=True):
        tick()
    (letter,) = [each for each in mail.outbox if "cerradas que ya no coinciden" in each.subject]
    assert letter.to == [house.pilar.user.email]
    message = Message.objects.get(person=house.pilar.user, day=date(2024, 7, 17))
    page = house.pilar.browser().get(reverse("web:notices-message", args=[message.uid])).content.decode()
    assert "2 diferencias" in page
    assert reverse("web:measurement-list") in page
    page = house.pilar.browser().get(reverse("web:measurement-list")).content.decode()
    assert "Lo que se cerró ya no coincide: 2 diferencias" in page
    assert "todo el plan (Avance del año): la cifra guardada no es la que da el cálculo" in page
