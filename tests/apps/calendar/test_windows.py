"""What a term allows and refuses, who lengthens it, and that late stays late: at the hour of a wall clock in Bogotá."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.calendar import queries
from rumbo.apps.calendar.actions import (
    give_exception,
    record_lateness,
    record_windows,
    stand_target,
    withdraw_exception,
)
from rumbo.apps.followup.actions import (
    accept_report,
    attach_link,
    close_followup,
    open_followup,
    reschedule_followup,
    return_report,
    save_draft,
    submit_report,
)
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.plans.models import Target
from rumbo.domain.calendar import QUARTERLY, periods_of_year
from rumbo.domain.calendar.locks import Lateness
from rumbo.domain.calendar.windows import DayRule, WindowRules, Windows
from rumbo.domain.numbers import Quantity
from tests.characters import LONG_AGO, YEAR, House
from tests.rounds import TOLD, quarter, report_of, version_with

WHY = "El convenio empezó en octubre; se recupera en enero."
JULY = Windows(date(2024, 7, 1), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))
Clock = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what time it is, in UTC."""

    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


@pytest.fixture
def followup(house: House) -> Followup:
    return open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        act()
    return told.value.findings[0].code


def send(house: House, followup: Followup, number: str = "1", **more: str) -> Report:
    report = report_of(followup, number)
    told = replace(TOLD, **more) if number == "1" else replace(TOLD, quantity=None, percentage=Quantity.of(30), **more)
    return submit_report(house.lucia.actor, report, told, report.edit)


def test_a_report_is_answered_within_its_window_and_to_its_last_minute(
    house: House, followup: Followup, clock: Clock
) -> None:
    report = report_of(followup, "1")
    clock("2024-07-01T04:59")
    assert refused(lambda: send(house, followup)) == "calendar.not_open_yet"
    clock("2024-07-16T05:00")
    for act in (
        lambda: send(house, followup),
        lambda: save_draft(house.lucia.actor, report, TOLD, report.edit),
        lambda: attach_link(house.lucia.actor, report, "https://x.gov.co/a", own_date=date(2024, 6, 1)),
    ):
        assert refused(act) == "calendar.report_over"
    report.refresh_from_db()
    assert (report.state, report.edit) == ("pending", 0)
    clock("2024-07-16T04:59")
    sent = send(house, followup)
    assert not sent.late
    assert sent.entries.get().due_on == date(2024, 7, 15)


def test_what_the_entity_takes_late_is_late_for_ever(house: House, followup: Followup, clock: Clock) -> None:
    record_lateness(house.pilar.actor, house.entity, Lateness(report=True), valid_from=LONG_AGO)
    clock("2024-07-16T05:00")
    sent = send(house, followup)
    assert sent.late
    back = return_report(house.pilar.actor, sent, sent.edit, "Falta el acta.")
    # More time afterwards does not make it in time.
    give_exception(house.pilar.actor, followup.period, target=sent.target, report_until=date(2024, 9, 1), reason="Paro")
    again = submit_report(house.lucia.actor, back, TOLD, back.edit)
    assert again.late
    with pytest.raises(DatabaseError, match="late"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE followup_report SET late = %s WHERE id = %s", [False, again.pk])


def test_an_exception_gives_one_unit_or_one_target_more_time_until_it_is_withdrawn(
    house: House, followup: Followup, clock: Clock
) -> None:
    clock("2024-07-16T12:00")
    pilar, period, first = house.pilar.actor, followup.period, report_of(followup, "1")
    day, unit = date(2024, 7, 18), house.units["Oficina de Proyectos"]
    assert refused(lambda: give_exception(pilar, period, unit=unit, report_until=day, reason=" ")) == (
        "calendar.reason_missing"
    )
    yesterday = date(2024, 7, 15)
    assert refused(lambda: give_exception(pilar, period, unit=unit, report_until=yesterday, reason="Paro")) == (
        "calendar.exception_past"
    )
    for other in (house.units["Oficina Jurídica"], house.units["Secretaría General"]):
        give_exception(pilar, period, unit=other, report_until=day, reason="Paro")
    assert refused(lambda: send(house, followup)) == "calendar.report_over"
    given = give_exception(pilar, period, target=first.target, report_until=day, reason="Paro")
    assert queries.term_of(first).report_until == day
    assert queries.report_lock(first) is None
    withdraw_exception(pilar, given, reason="Se dio por error")
    assert refused(lambda: withdraw_exception(pilar, given, reason="Otra vez")) == FASTER.code
    assert refused(lambda: send(house, followup)) == "calendar.report_over"
    give_exception(pilar, period, unit=unit, report_until=day, reason="Paro")
    sent = send(house, followup)
    assert (sent.late, sent.entries.get().due_on) == (False, day)
    with pytest.raises(DatabaseError, match="exception"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_reportingexception SET reason = 'otra'")


def test_only_planning_of_the_same_entity_gives_exceptions(house: House, other_house: House) -> None:
    given = {"report_until": date(2099, 1, 1), "reason": "Paro"}
    for somebody in (house.lucia, house.irene, house.andres, other_house.pilar):
        with pytest.raises(Forbidden):
            give_exception(somebody.actor, quarter(house), unit=house.units["Oficina Jurídica"], **given)
    with pytest.raises(Forbidden):
        give_exception(house.pilar.actor, quarter(house), unit=other_house.units["Oficina Jurídica"], **given)


def test_the_review_is_locked_only_where_the_entity_says_so(house: House, followup: Followup, clock: Clock) -> None:
    clock("2024-07-10T12:00")
    first, third = send(house, followup), send(house, followup, "3")
    clock("2024-07-23T05:00")
    accept_report(house.pilar.actor, first, first.edit)
    record_lateness(house.pilar.actor, house.entity, Lateness(review=False), valid_from=LONG_AGO)
    for act in (
        lambda: accept_report(house.pilar.actor, third, third.edit),
        lambda: return_report(house.pilar.actor, third, third.edit, "Falta el acta."),
    ):
        assert refused(act) == "calendar.review_over"
    give_exception(
        house.pilar.actor, followup.period, target=third.target, report_until=date(2024, 7, 23), reason="Incapacidad"
    )
    assert accept_report(house.pilar.actor, third, third.edit).state == "accepted"


def test_a_round_closes_once_nobody_has_time_left(house: House, followup: Followup, clock: Clock) -> None:
    clock("2024-07-15T12:00")
    assert refused(lambda: close_followup(house.pilar.actor, followup)) == "calendar.still_reporting"
    clock("2024-07-16T05:00")
    legal = report_of(followup, "2")
    given = give_exception(
        house.pilar.actor, followup.period, unit=legal.unit, report_until=date(2024, 7, 20), reason="Paro"
    )
    assert refused(lambda: close_followup(house.pilar.actor, followup)) == "calendar.still_reporting"
    withdraw_exception(house.pilar.actor, given, reason="El paro terminó")
    assert close_followup(house.pilar.actor, followup).state == "closed"


def test_the_days_of_a_round_move_with_a_reason_and_in_order(house: House, followup: Followup, clock: Clock) -> None:
    pilar = house.pilar.actor
    backwards = Windows(report_until=date(2024, 8, 15), review_until=date(2024, 8, 1))
    assert refused(lambda: reschedule_followup(pilar, followup, backwards, reason="Paro")) == "calendar.out_of_order"
    later = Windows(JULY.opens_on, date(2024, 8, 15))
    assert refused(lambda: reschedule_followup(pilar, followup, later, reason="")) == (
        "followup.reschedule_without_reason"
    )
    with pytest.raises(Forbidden):
        reschedule_followup(house.lucia.actor, followup, later, reason="Paro")
    reschedule_followup(pilar, followup, later, reason="Circular 9")
    clock("2024-08-15T12:00")
    sent = send(house, followup)
    accept_report(pilar, sent, sent.edit)
    clock("2024-08-16T12:00")
    close_followup(pilar, followup)
    assert refused(lambda: reschedule_followup(pilar, followup, JULY, reason="Tarde")) == "followup.already_closed"


def test_the_last_hours_of_a_year_are_of_its_last_quarter(house: House, clock: Clock) -> None:
    """At five of Greenwich it is New Year where the entity is: the term is over, the round is still that of its year,
    and an exception into January counts."""
    days = Windows(date(2024, 12, 16), date(2024, 12, 31), date(2025, 1, 10), date(2025, 1, 20))
    last = open_followup(house.pilar.actor, house.version, quarter(house, 4), windows=days)
    clock("2025-01-01T04:59:59")
    assert not send(house, last, justification=WHY).late
    clock("2025-01-01T05:00")
    assert refused(lambda: send(house, last, "3")) == "calendar.report_over"
    told = {"report_until": date(2025, 1, 3), "reason": "Cierre de fin de año"}
    give_exception(house.pilar.actor, last.period, target=report_of(last, "3").target, **told)
    clock("2025-01-04T04:59:59")
    assert send(house, last, "3", justification=WHY).followup.period.fiscal_year == 2024
    clock("2025-01-21T05:00")
    for number in ("1", "3"):
        sent = report_of(last, number)
        accept_report(house.pilar.actor, sent, sent.edit)
    assert close_followup(house.pilar.actor, last).period.fiscal_year == 2024


def test_the_entity_of_another_time_zone_has_its_own_midnight(house: House, followup: Followup, clock: Clock) -> None:
    house.entity.time_zone = "Pacific/Honolulu"
    house.entity.save()
    clock("2024-07-16T09:59")
    assert send(house, followup).state == "submitted"
    clock("2024-07-16T10:00")
    assert refused(lambda: send(house, followup, "3")) == "calendar.report_over"


def test_the_rules_of_their_day_propose_the_windows(house: House) -> None:
    first, *_, last = periods_of_year(YEAR, QUARTERLY)
    (before,) = queries.windows_proposed(house.entity.pk, [first])
    assert before.days == (date(2024, 4, 1), date(2024, 4, 12), date(2024, 4, 19), date(2024, 4, 26))
    rules = WindowRules(DayRule(-5, working=False), DayRule(3), DayRule(5), DayRule(8))
    record_windows(house.pilar.actor, house.entity, "quarterly", rules, valid_from=date(YEAR, 10, 1))
    now, then = queries.windows_proposed(house.entity.pk, [first, last])
    assert now == before
    assert then.days == (date(2024, 12, 26), date(2025, 1, 7), date(2025, 1, 9), date(2025, 1, 14))
    wrong = WindowRules(DayRule(1), DayRule(10), DayRule(5), DayRule(20))
    assert refused(lambda: record_windows(house.pilar.actor, house.entity, "monthly", wrong, valid_from=LONG_AGO)) == (
        "calendar.out_of_order"
    )
    with pytest.raises(Forbidden):
        record_windows(house.lucia.actor, house.entity, "monthly", rules, valid_from=LONG_AGO)


def test_a_plan_asks_for_the_rounds_of_its_own_targets(house: House) -> None:
    def planned(name: str, **changes: object) -> list[tuple[int, int]]:
        version = version_with(house, name, **changes)
        rounds = queries.rounds_planned(house.entity.pk, [version], YEAR)[version.pk]
        return [(each.period.last_day.month, each.targets) for each in rounds]

    assert planned("Semestral", periodicity="semiannual") == [(6, 1), (12, 1)]
    assert planned("Única", periodicity="once", end=date(YEAR, 5, 15)) == [(6, 1)]
    assert planned("A demanda", periodicity="on_demand") == []
    stopped = version_with(house, "Cancelada", count=2)
    first, second = Target.objects.filter(revisions__placements__version=stopped).order_by("pk")
    told = {"reason": "Convenio terminado", "act": "Acta 3"}
    stand_target(house.pilar.actor, first, stopped, kind="cancelled", since=date(YEAR, 7, 1), until=None, **told)
    days = {"since": date(YEAR, 4, 1), "until": date(YEAR, 9, 30)}
    stand_target(house.pilar.actor, second, stopped, kind="suspended", **days, **told)
    rounds = queries.rounds_planned(house.entity.pk, [stopped], YEAR)[stopped.pk]
    assert [(each.period.last_day.month, each.targets) for each in rounds] == [(3, 2), (6, 1), (12, 1)]
    assert planned("Desde julio", start=date(YEAR, 7, 1), count=2) == [(9, 2), (12, 2)]
