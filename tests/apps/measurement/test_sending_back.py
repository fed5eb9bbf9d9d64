"""An accepted report goes back while its round is open: figures follow, what was said and decided stays."""

import pytest

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.followup.actions import submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Followup, Report, ReportEntry, Review
from rumbo.apps.measurement.actions import accept_report, close_period, rebuild_figures, send_back_report
from rumbo.apps.measurement.queries import closed_followups, differences
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, figures, open_quarter, report_of, value
from tests.characters import House

q = Quantity.of
WHY = "El acta adjunta es de otro convenio."


@pytest.fixture
def followup(house: House) -> Followup:
    return open_quarter(house, 1)


def test_what_goes_back_counts_as_not_reported_until_it_is_accepted_again(house: House, followup: Followup) -> None:
    before = figures(followup)
    report = answer(house, followup, "1", quantity=q(4))
    back = send_back_report(house.pilar.actor, report, report.edit, reason=WHY)
    assert (back.state, figures(followup)) == ("returned", before)
    again = submit_report(
        house.lucia.actor,
        back,
        AnswerData(quantity=q(2), narrative="Se corrigió.", justification="Era menos."),
        back.edit,
    )
    accept_report(house.pilar.actor, again, again.edit)
    incremental = figures(followup)
    assert value(followup, "1") == 200_000_000_000
    rebuild_figures(house.pilar.actor, followup)
    assert figures(followup) == incremental, "as a whole computation has it"


def test_nothing_is_rewritten(house: House, followup: Followup) -> None:
    report = answer(house, followup, "1", quantity=q(4))
    signed = ReportEntry.objects.values().get(report=report)
    send_back_report(house.pilar.actor, report, report.edit, reason=WHY)
    assert ReportEntry.objects.values().get(report=report) == signed
    decided = list(Review.objects.filter(entry__report=report).values_list("decision", "remark"))
    assert decided == [("accepted", ""), ("returned", WHY)]
    line = VerbLine.objects.filter(verb="measurement.report.send_back").get()
    assert (line.actor_name, line.reason) == (house.pilar.actor.name, WHY)


def test_without_a_remark_nothing_goes_back(house: House, followup: Followup) -> None:
    report = answer(house, followup, "1", quantity=q(4))
    with pytest.raises(Refused, match="return_without_remark"):
        send_back_report(house.pilar.actor, report, report.edit, reason="  ")
    assert Report.objects.get(pk=report.pk).state == "accepted"


def test_who_saw_an_older_report_or_a_closed_round_is_told(house: House, followup: Followup) -> None:
    report = answer(house, followup, "1", quantity=q(4))
    with pytest.raises(Refused, match="somebody_was_faster"):
        send_back_report(house.pilar.actor, report, report.edit - 1, reason=WHY)
    close_period(house.pilar.actor, followup)
    with pytest.raises(Refused, match="somebody_was_faster"):
        send_back_report(house.pilar.actor, report, report.edit, reason=WHY)


def test_what_nobody_accepted_does_not_go_back_this_way(house: House, followup: Followup) -> None:
    report = answer(house, followup, "1", accept=False, quantity=q(4))
    with pytest.raises(Refused, match="somebody_was_faster"):
        send_back_report(house.pilar.actor, report, report.edit, reason=WHY)


@pytest.mark.parametrize("name", ["lucia", "leonardo", "irene", "diana", "andres"])
def test_only_planning_sends_back(house: House, followup: Followup, name: str) -> None:
    report = answer(house, followup, "1", quantity=q(4))
    with pytest.raises(Forbidden):
        send_back_report(house.people[name].actor, report, report.edit, reason=WHY)


def test_a_closed_period_that_counted_it_still_agrees(house: House, followup: Followup) -> None:
    first = answer(house, followup, "1", quantity=q(4))
    later = open_quarter(house, 2)
    answer(house, later, "1", quantity=q(3))
    closed = close_period(house.pilar.actor, later)
    frozen = figures(closed)
    back = send_back_report(house.pilar.actor, first, first.edit, reason=WHY)
    assert (differences(closed_followups().get(pk=closed.pk)), figures(closed)) == ([], frozen)
    again = submit_report(
        house.lucia.actor,
        back,
        AnswerData(quantity=q(1), narrative="Se corrigió.", justification="Era menos."),
        back.edit,
    )
    accept_report(house.pilar.actor, again, again.edit)
    assert differences(closed_followups().get(pk=closed.pk)) == []
    assert report_of(followup, "1").state == "accepted"
