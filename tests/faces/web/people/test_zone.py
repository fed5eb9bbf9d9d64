"""The time zone of the entity: its consequence is told, what another one moves is shown first, then it moves."""

import sys
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.audit.actor import Role
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.notices.actions.send_messages import deliver_messages
from rumbo.apps.people.actions import grant_membership
from rumbo.apps.people.models import Entity
from rumbo.domain.calendar.windows import Windows
from rumbo.faces.cli.tick import tick
from tests.characters import House
from tests.rounds import quarter

JULY = Windows(date(2024, 7, 1), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))
SCREEN = reverse("web:people-zone")


def test_what_another_time_zone_moves_is_seen_before_it_moves(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 16, 12, tzinfo=UTC))
    browser = house.andres.browser()
    assert "termina a la medianoche de Bogotá." in browser.get(reverse("web:people-entity")).content.decode()
    assert "Terminaría" not in browser.get(SCREEN).content.decode()
    shown = browser.get(SCREEN, {"zona": "Asia/Tokyo"}).content.decode()
    # Midnight of Tokyo is ten in the morning of the same day in Bogotá; what is over already does not move.
    for said in ("Tokio", "23 de julio de 2024, 12:00\N{NO-BREAK SPACE}a. m.", "22 de julio de 2024, 10:00"):
        assert said in shown, said
    assert "15/07/2024" not in shown
    for wrong in (browser.get(SCREEN, {"zona": "Macondo"}), browser.post(SCREEN, {"zona": "Macondo"})):
        assert wrong.status_code == 422
    assert house.pilar.browser().post(SCREEN, {"zona": "Asia/Tokyo"}).status_code == 404
    assert browser.post(SCREEN, {"zona": "Asia/Tokyo"}).status_code == 302
    assert Entity.objects.get(pk=house.entity.pk).time_zone == "Asia/Tokyo"
    assert "termina a la medianoche de Tokio." in browser.get(reverse("web:people-entity")).content.decode()
    # The clock of the pages is that of the entity, and ends with the page.
    assert (
        "16 de julio de 2024, 9:00\N{NO-BREAK SPACE}p. m."
        in browser.get(SCREEN, {"zona": "America/Bogota"}).content.decode()
    )
    assert timezone.get_current_timezone_name() == "America/Bogota"


def test_the_history_of_a_record_tells_moments_by_the_clock_of_the_entity(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 16, 3, tzinfo=UTC))
    role = grant_membership(house.andres.actor, house.entity, house.irene.user, Role.DIRECTOR, since=date(2024, 1, 1))
    page = house.andres.browser().get(reverse("web:people-record", args=["membership", role.uid])).content.decode()
    assert "15 de julio de 2024, 10:00\N{NO-BREAK SPACE}p. m." in page[page.index("Asignado el") :]


def test_what_the_machine_does_for_an_entity_goes_by_its_clock(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    Entity.objects.filter(pk=house.entity.pk).update(time_zone="Asia/Tokyo")
    clocks = []

    def seen(*_asked: object) -> list[object]:
        clocks.append(timezone.get_current_timezone_name())
        return []

    monkeypatch.setattr(sys.modules["rumbo.apps.notices.actions.send_messages"], "messages_ready", seen)
    monkeypatch.setattr("rumbo.apps.notices.queries.anything_to_send", seen)
    deliver_messages.func(house.entity.pk)
    tick()
    assert (clocks[0], clocks[-1]) == ("Asia/Tokyo", "Asia/Tokyo")
    assert timezone.get_current_timezone_name() == "America/Bogota"
