"""A year of one plan with a target of each periodicity, as its people see it: what is owed when, and why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.calendar.queries import rounds_planned
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.people.actions import set_zone
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    create_plan,
    draft_version,
    ensure_periods,
    propose_version,
    write_version,
)
from rumbo.apps.plans.models import PlanVersion
from rumbo.content.periodicities import calendar_code
from tests.characters import NODES, YEAR, House, targets
from tests.rounds import report_of

Clock = Callable[[str], None]
OWED = (
    # How documents say it, its first day, its last day, the months at whose end it owes.
    ("Mensual", (2, 15), (11, 20), {2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
    ("Bimestral", (3, 10), (10, 31), {4, 6, 8, 10}),
    ("Trimestral", (4, 1), (9, 30), {6, 9}),
    ("Cuatrimestral", (2, 1), (8, 31), {4, 8}),
    ("Semestral", (7, 1), (12, 31), {12}),
    ("Anual", (1, 15), (11, 30), {12}),
    ("Única", (3, 1), (5, 15), {5}),
    ("A demanda", (1, 1), (12, 31), set[int]()),
)
NUMBER = {name: str(place) for place, (name, *_) in enumerate(OWED, start=1)}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what time it is, in UTC."""

    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


@pytest.fixture
def version(house: House) -> PlanVersion:
    """An approved plan with one target of each periodicity, each with its own days."""
    pilar, units = house.pilar.actor, (house.units["Oficina de Proyectos"].pk,)
    version = draft_version(pilar, create_plan(pilar, house.entity, "Plan", "action_plan_matrix", fiscal_year=YEAR))
    rows = [
        replace(
            targets(house)[0],
            number=NUMBER[name],
            statement=f"Meta {name}",
            periodicity=calendar_code(name),
            start=date(YEAR, *first),
            end=date(YEAR, *last),
            units=units,
        )
        for name, first, last, _ in OWED
    ]
    write_version(pilar, version, NODES, rows)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "8", date(YEAR, 1, 30)))


@pytest.fixture
def year(house: House, version: PlanVersion) -> dict[int, Followup]:
    """By month its round, opened with the windows that the calendar of the entity proposes."""
    months = ensure_periods(house.pilar.actor, house.entity, YEAR, "monthly")
    planned = rounds_planned(house.entity.pk, [version], YEAR)[version.pk]
    return {
        each.period.ordinal: open_followup(
            house.pilar.actor, version, months[each.period.ordinal - 1], windows=each.windows
        )
        for each in planned
    }


def test_each_target_owes_when_a_period_of_its_own_ends(house: House, year: dict[int, Followup]) -> None:
    rows = Report.objects.filter(followup__in=year.values())
    owed: dict[str, set[int]] = {name: set() for name in NUMBER}
    for statement, month in rows.values_list("revision__statement", "period__ordinal"):
        owed[statement.removeprefix("Meta ")].add(month)
    assert owed == {name: months for name, *_, months in OWED}
    assert 1 not in year, "no target has begun a period that ends in January"
    # The round says of each target that owes nothing why, and when it will.
    told = house.pilar.browser().get(reverse("web:followup-unowed", args=[year[4].uid])).content.decode()
    for said in ("30 de junio de 2024", "15 de mayo de 2024", "31 de diciembre de 2024", "por demanda"):
        assert said in told, said


def test_the_windows_are_counted_in_working_days_and_last_until_midnight(
    house: House, year: dict[int, Followup], clock: Clock
) -> None:
    april = year[4]
    # Workers' Day and the Monday of the Ascension lie in between.
    days = [april.opens_on, april.report_until, april.review_until, april.close_on]
    assert days == [date(YEAR, 5, 1), date(YEAR, 5, 8), date(YEAR, 5, 14), date(YEAR, 5, 16)]
    report = report_of(april, NUMBER["Mensual"])
    address = reverse("web:followup-report", args=[report.uid])

    def shown(moment: str) -> str:
        clock(moment)
        return house.lucia.browser().get(address).content.decode()

    locked, opens = "El plazo venció el 8 de mayo de 2024.", "La ventana para reportar abre el 1 de mayo de 2024."
    for zone, last_minute, one_past in (
        ("America/Bogota", "2024-05-09T04:59", "2024-05-09T05:01"),
        ("Asia/Tokyo", "2024-05-08T14:59", "2024-05-08T15:01"),
    ):
        set_zone(house.andres.actor, house.entity, zone)
        assert "Enviar a revisión" in shown(last_minute), zone
        late = shown(one_past)
        assert locked in late, zone
        assert "Enviar a revisión" not in late, zone
    assert opens in shown("2024-04-30T14:59")


def test_exceptions_lengthen_one_unit_or_one_target_with_their_reason(
    house: House, year: dict[int, Followup], clock: Clock
) -> None:
    clock("2024-05-09T12:00")
    april, pilar = year[4], house.pilar.actor
    monthly, bimonthly = (report_of(april, NUMBER[name]) for name in ("Mensual", "Bimestral"))

    def locked(report: Report) -> bool:
        page = house.lucia.browser().get(reverse("web:followup-report", args=[report.uid])).content.decode()
        assert ("El plazo venció" in page) != ("Enviar a revisión" in page)
        return "El plazo venció" in page

    assert locked(monthly)
    told = {"report_until": date(YEAR, 5, 10), "reason": "Incapacidad de quien reporta"}
    give_exception(pilar, april.period, target=monthly.target, **told)
    assert (locked(monthly), locked(bimonthly)) == (False, True)
    unit = house.units["Oficina de Proyectos"]
    give_exception(pilar, april.period, unit=unit, report_until=date(YEAR, 5, 15), reason="Paro")
    clock("2024-05-16T04:59")
    assert (locked(monthly), locked(bimonthly)) == (False, False)
    clock("2024-05-16T05:01")
    assert (locked(monthly), locked(bimonthly)) == (True, True)
    page = house.pilar.browser().get(reverse("web:calendar-exceptions")).content.decode()
    for said in ("Incapacidad de quien reporta", "Paro", unit.name, "Meta Mensual", "15/05/2024"):
        assert said in page, said
