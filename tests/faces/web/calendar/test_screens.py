"""The calendar on the screen: its year, its windows, its exceptions; why a report is locked, where its button was."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.calendar.models import ReportingException
from rumbo.apps.calendar.queries import lateness_on, rules_on
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.models import Followup
from rumbo.domain.calendar.windows import Windows
from tests.characters import House
from tests.rounds import quarter, report_of

JULY = Windows(date(2024, 7, 1), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))


@pytest.fixture
def followup(house: House) -> Followup:
    return open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:calendar-{name}", args=args)


def test_the_year_shows_what_is_open_and_what_is_to_come(house: House, followup: Followup) -> None:
    page = house.pilar.browser().get(screen("year"), {"vigencia": 2024}).content.decode()
    assert "II trimestre de 2024" in page
    assert "15/07/2024" in page
    assert f"{reverse('web:followup-open')}?version={house.version.uid}&amp;period=2024%3Aquarterly%3A3" in page
    assert "15 de octubre de 2024" not in page
    assert "Día de la Independencia" in page
    read = house.lucia.browser().get(screen("year"), {"vigencia": 2024}).content.decode()
    assert "15/07/2024" in read
    assert reverse("web:followup-open") not in read
    assert house.lucia.browser().get(screen("year"), {"vigencia": "x"}).status_code == 200


def test_a_link_of_the_year_opens_with_the_days_of_the_calendar(house: House, clock: Any) -> None:
    clock("2024-06-01T12:00")
    page = house.pilar.browser()
    asked = {"version": str(house.version.uid), "period": "2024:quarterly:2"}
    for shown in (
        page.get(reverse("web:followup-open"), asked),
        page.post(reverse("web:followup-open"), asked | {"propose": "1"}),
    ):
        assert shown.status_code == 200
        assert 'value="2024-07-15"' in shown.content.decode()
    clock("2024-09-01T12:00")
    page = house.pilar.browser()
    assert "ya pasó" in page.get(reverse("web:followup-open"), asked).content.decode()
    backwards = asked | {"report_until": "2024-07-15", "review_until": "2024-07-01"}
    assert page.post(reverse("web:followup-open"), backwards).status_code == 422


def test_the_windows_are_changed_from_a_day_on(house: House) -> None:
    pilar = house.pilar.browser()
    assert "10 días hábiles después del periodo" in pilar.get(screen("rules")).content.decode()
    typed = {"valid_from": "2024-01-01", "reason": "Circular 4"}
    days = {"opens": -5, "opens_kind": "plain", "report": 3, "review": 5, "close": 8}
    kinds = {f"{name}_kind": "working" for name in ("report", "review", "close")}
    assert pilar.post(screen("rule", "quarterly"), typed | days | kinds).status_code == 302
    assert rules_on(house.entity.pk, date(2024, 3, 31))["quarterly"].report.days == 3
    wrong = pilar.post(screen("rule", "quarterly"), typed | days | kinds | {"review": 1})
    assert wrong.status_code == 422
    assert "no están en orden" in wrong.content.decode() or "termina antes" in wrong.content.decode()
    assert pilar.post(screen("lateness"), typed | {"report": "on"}).status_code == 302
    late = lateness_on(house.entity.pk, date(2024, 3, 31))
    assert (late.report, late.review) == (True, False)
    for address in (screen("rule", "quarterly"), screen("lateness")):
        assert house.lucia.browser().get(address).status_code == 404
    assert pilar.get(screen("rule", "once")).status_code == 404


def test_the_report_says_why_it_is_locked_and_an_exception_opens_it(
    house: House, followup: Followup, clock: Any
) -> None:
    report = report_of(followup, "1")
    address = reverse("web:followup-report", args=[report.uid])
    lucia, pilar = house.lucia.browser(), house.pilar.browser()
    clock("2024-06-30T12:00")
    assert "La ventana para reportar abre el 1 de julio de 2024." in lucia.get(address).content.decode()
    clock("2024-07-16T12:00")
    locked = lucia.get(address).content.decode()
    assert "El plazo venció el 15 de julio de 2024." in locked
    assert "Enviar a revisión" not in locked
    answer = {"edit": 0, "quantity": "3", "narrative": "Se hicieron tres visitas.", "submit": "1"}
    late = lucia.post(address, answer)
    assert late.status_code == 422
    assert "Se hicieron tres visitas." in late.content.decode()
    give = f"{screen('give')}?reporte={report.uid}"
    assert give in pilar.get(address).content.decode()
    assert lucia.get(give).status_code == 404
    typed = {"scope": str(report.unit.uid), "report_until": "2024-07-19", "reason": "Paro de transportadores"}
    assert pilar.post(give, typed | {"report_until": "2024-07-01"}).status_code == 422
    assert pilar.post(give, typed).status_code == 302
    opened = lucia.get(address).content.decode()
    assert "19 de julio de 2024" in opened
    assert "Enviar a revisión" in opened
    assert lucia.post(address, answer).status_code == 302
    handed = lucia.get(address).content.decode()
    assert "El reporte está en revisión" in handed
    assert "Fuera de plazo" not in handed


def test_an_exception_is_listed_and_withdrawn(house: House, other_house: House, followup: Followup, clock: Any) -> None:
    clock("2024-07-16T12:00")
    pilar, report = house.pilar.browser(), report_of(followup, "1")
    typed = {"scope": "target", "report_until": "2024-07-19", "reason": "Incapacidad"}
    pilar.post(f"{screen('give')}?reporte={report.uid}", typed)
    given = ReportingException.objects.get()
    page = pilar.get(screen("exceptions")).content.decode()
    assert "Incapacidad" in page
    assert "Realizar diez seguimientos" in page
    assert "Incapacidad" not in other_house.pilar.browser().get(screen("exceptions")).content.decode()
    withdraw = screen("withdraw", given.uid)
    assert other_house.pilar.browser().get(withdraw).status_code == 404
    assert house.lucia.browser().get(withdraw).status_code == 404
    assert pilar.get(withdraw).status_code == 200
    assert pilar.post(withdraw, {"reason": "Se dio por error"}).status_code == 302
    assert "Retirada" in pilar.get(screen("exceptions")).content.decode()


def test_the_days_of_a_round_are_changed_with_a_reason(house: House, followup: Followup) -> None:
    pilar = house.pilar.browser()
    address = reverse("web:followup-reschedule", args=[followup.uid])
    assert 'value="2024-07-15"' in pilar.get(address).content.decode()
    assert house.irene.browser().get(address).status_code == 404
    assert pilar.post(address, {"report_until": "2024-08-15"}).status_code == 422
    assert pilar.post(address, {"report_until": "2024-08-15", "reason": "Circular 9"}).status_code == 302
    followup.refresh_from_db()
    assert followup.report_until == date(2024, 8, 15)
    assert "15 de agosto de 2024" in pilar.get(reverse("web:followup-round", args=[followup.uid])).content.decode()
