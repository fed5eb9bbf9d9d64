"""A closed report reopened, corrected by the chain, and what that leaves of the closing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.followup.actions import (
    attach_link,
    detach_evidence,
    expire_reopening,
    reopen_report,
    return_report,
    submit_report,
    withdraw_reopening,
)
from rumbo.apps.followup.bridge import AnswerData, reported_values
from rumbo.apps.followup.models import Followup, Reopening, Report, ReportEntry, ReportState
from rumbo.apps.followup.queries import board_of, reports_owed
from rumbo.apps.measurement.actions import accept_report, close_period
from rumbo.apps.measurement.models import CorrectedFigure, Correction
from rumbo.apps.measurement.queries import differences, measured_followups
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed
from tests.apps.measurement.quarters import answer, open_quarter, report_of, value
from tests.characters import House

WHY = "La oficina sumó dos veces la visita de abril."
TOLD = "Se hicieron tres visitas; la de abril estaba dos veces."


def closed_quarter(house: House) -> tuple[Followup, Report]:
    first = open_quarter(house, 1)
    answer(house, first, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, first)
    return first, report_of(first, "1")


def reopened(house: House, report: Report, **more: Any) -> Reopening:
    report.refresh_from_db()
    told = {"ends_at": timezone.now() + timedelta(days=2), "reason": WHY, "act": "Acta 7"} | more
    return reopen_report(house.pilar.actor, report, report.edit, **told)


def handed_in(house: House, report: Report, quantity: int = 3) -> Report:
    report.refresh_from_db()
    return submit_report(
        house.lucia.actor, report, AnswerData(quantity=Quantity.of(quantity), narrative=TOLD), report.edit
    )


def corrected(house: House, report: Report, quantity: int = 3) -> Report:
    submitted = handed_in(house, report, quantity)
    return accept_report(house.pilar.actor, submitted, submitted.edit)


def known(report: Report) -> object:
    (each,) = reported_values([report.target_id], until=report.period.last_day)
    return each.answer


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def test_a_correction_stands_beside_the_closing_and_both_verify(house: House) -> None:
    first, report = closed_quarter(house)
    later = open_quarter(house, 2)
    frozen, counted = value(first, "1"), value(later, "1")
    reopened(house, report)
    assert [each.pk for each in reports_owed(house.lucia.actor) if each.followup_id == first.pk] == [report.pk]
    assert known(report) == Quantity.of(4), "what was accepted counts until a correction is"
    after = corrected(house, report)
    assert (after.state, after.closed_accepted, after.reopened_until) == (ReportState.CLOSED, True, None)
    assert known(report) == Quantity.of(3)
    assert value(first, "1") == frozen, "the figure of the closing stays as it was closed"
    assert value(later, "1") != counted, "what is open counts what was corrected"
    correction = Correction.objects.get(followup=first)
    rows = CorrectedFigure.objects.filter(correction=correction, figure__placement__number="1")
    assert rows.get(figure__measure="year").value != frozen
    assert ReportEntry.objects.filter(report=report).count() == 2
    assert correction.reopening.ending == "corrected"
    assert not differences(first)
    (told,) = (each for each in measured_followups(house.entity.pk) if each.followup == first)
    since = CorrectedFigure.objects.get(figure__placement=None, figure__node=None, figure__measure="year")
    assert told.corrected == Computed(since.value)
    assert told.outcomes["year"] != told.corrected, "the figure of the closing stands beside it"


def test_a_correction_changes_later_closings_and_tampering_is_told(house: House) -> None:
    first, report = closed_quarter(house)
    second = open_quarter(house, 2)
    answer(house, second, "1", quantity=Quantity.of(2))
    close_period(house.pilar.actor, second)
    for quantity in (3, 5):
        reopened(house, report)
        corrected(house, report, quantity)
    assert [each.ordinal for each in Correction.objects.filter(followup=second)] == [1, 2]
    assert not differences(first)
    assert not differences(second)
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectedFigure.objects.filter(correction__followup=second).update(value=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.all().delete()


def test_only_the_named_report_opens_and_only_for_whoever_may(house: House) -> None:
    first, report = closed_quarter(house)
    with pytest.raises(Forbidden):
        reopen_report(house.lucia.actor, report, report.edit, ends_at=timezone.now() + timedelta(1), reason=WHY)
    for told, expected in (
        ({"reason": " "}, "reopening.reason_missing"),
        ({"ends_at": timezone.now() - timedelta(minutes=1)}, "reopening.ends_in_the_past"),
    ):
        with pytest.raises(Refused) as refused:
            reopened(house, report, **told)
        assert code(refused) == expected
    reopened(house, report)
    others = Report.objects.filter(followup=first).exclude(pk=report.pk)
    assert set(others.values_list("state", flat=True)) == {"closed"}
    with pytest.raises(DatabaseError), transaction.atomic():
        others.update(state="returned", reopened_until=timezone.now())
    open_one = report_of(open_quarter(house, 2), "1")
    with pytest.raises(Refused) as refused:
        reopened(house, open_one)
    assert code(refused) == "reopening.round_open"


def test_two_who_reopen_at_once_and_two_who_end_it(house: House) -> None:
    _first, report = closed_quarter(house)
    report.refresh_from_db()
    seen = report.edit
    reopening = reopened(house, report)
    with pytest.raises(Refused) as refused:
        reopen_report(house.pilar.actor, report, seen, ends_at=timezone.now() + timedelta(1), reason=WHY)
    assert code(refused) == FASTER.code
    stale = Report.objects.get(pk=report.pk)
    withdraw_reopening(house.pilar.actor, reopening)
    for late in (
        lambda: withdraw_reopening(house.pilar.actor, reopening),
        lambda: submit_report(
            house.lucia.actor, stale, AnswerData(quantity=Quantity.of(9), narrative=TOLD), stale.edit
        ),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert code(refused) == FASTER.code
    assert known(report) == Quantity.of(4)


def test_it_locks_by_itself_and_what_nobody_accepted_corrects_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, report = closed_quarter(house)
    reopening = reopened(house, report)
    with pytest.raises(Refused):
        expire_reopening(house.system, reopening)
    submitted = handed_in(house, report)
    with pytest.raises(Refused) as refused:
        withdraw_reopening(house.pilar.actor, reopening)
    assert code(refused) == "followup.awaiting_review"
    later = reopening.ends_at + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(Refused) as refused:
        accept_report(house.pilar.actor, submitted, submitted.edit)
    assert code(refused) == "calendar.reopening_over"
    expire_reopening(house.system, reopening)
    report.refresh_from_db()
    assert (report.state, report.closed_accepted) == ("closed", True)
    assert known(report) == Quantity.of(4)
    assert not Correction.objects.exists()
    assert not differences(first)


def test_by_the_clock_it_is_closed_before_the_task_that_locks_it_passes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, report = closed_quarter(house)
    reopening = reopened(house, report)
    assert reopened_of(first) == 1
    monkeypatch.setattr(timezone, "now", lambda: reopening.ends_at)
    report.refresh_from_db()
    assert (report.state, report.state_now) == ("returned", "closed")
    assert reopened_of(first) == 0
    assert not [each for each in reports_owed(house.lucia.actor) if each.pk == report.pk]
    again = reopened(house, report, ends_at=reopening.ends_at + timedelta(days=1))
    reopening.refresh_from_db()
    assert (reopening.ending, again.ordinal) == ("expired", 2), "who opens it anew ends the one before"
    assert not differences(first)


def reopened_of(followup: Followup) -> int:
    return sum(row.counts["returned"] for row in board_of(followup))


def test_a_returned_correction_leaves_what_stood_and_evidence_is_added_only(house: House) -> None:
    first = open_quarter(house, 1)
    report = report_of(first, "1")
    day = timezone.localdate()
    kept = attach_link(house.lucia.actor, report, "https://valdeluna.example/acta", own_date=day)
    answer(house, first, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, first)
    reopened(house, report)
    submitted = handed_in(house, report)
    returned = return_report(house.pilar.actor, submitted, submitted.edit, "Falta decir qué visita sobra.")
    assert known(report) == Quantity.of(4)
    with pytest.raises(Refused) as refused:
        detach_evidence(house.lucia.actor, returned, kept)
    assert code(refused) == "followup.evidence_of_the_closing"
    attach_link(house.lucia.actor, returned, "https://valdeluna.example/acta-corregida", own_date=day)
    corrected(house, report)
    assert not differences(first)


def test_what_was_never_handed_in_is_late_for_ever_when_reopened(house: House) -> None:
    first = open_quarter(house, 1)
    close_period(house.pilar.actor, first)
    report = report_of(first, "1")
    reopened(house, report)
    assert corrected(house, report).late
    assert not differences(first)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE followup_report SET closed_accepted = %s WHERE id = %s", [False, report.pk])
