"""One unit reports, others contribute: asked for when a round opens, added once, signed with what the total is of."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.calendar.queries import report_lock, today_in
from rumbo.apps.followup.actions import (
    accept_report,
    contribute_file,
    return_report,
    save_contribution,
    submit_contribution,
    submit_report,
)
from rumbo.apps.followup.actions.contribute import pass_on_contributions
from rumbo.apps.followup.bridge import AnswerData, reported_values
from rumbo.apps.followup.bridge.contributing import ContributionData, own_amounts, seen_digest
from rumbo.apps.followup.models import Contribution, Followup, Report, ReportEntry, ReportEvidence
from rumbo.apps.followup.queries.contributing import (
    contribution_by_uid,
    contribution_lock,
    contributions_missing,
    contributions_open_to,
    contributions_owed_by,
    told_to,
)
from rumbo.apps.people.actions import create_unit
from rumbo.apps.reminding.bridge import Reminder, news_of
from rumbo.apps.reminding.queries import dues_of
from rumbo.domain.followup.contributing import ALREADY_SIGNED, Counting
from rumbo.domain.numbers import Quantity
from tests.characters import LONG_AGO, YEAR, House, welcome
from tests.rounds import open_round, report_of, version_with

LEGAL, PROJECTS, WATER = "Oficina Jurídica", "Oficina de Proyectos", "Acueducto"
FOUR = ContributionData(quantity=Quantity.of(4), narrative="Jurídica hizo cuatro.")
ONE_DAY = timedelta(days=1)
TEN = AnswerData(quantity=Quantity.of(10), narrative="Proyectos hizo diez.")


@pytest.fixture
def opened(house: House) -> Followup:
    """A round of a target that Proyectos reports, to which Jurídica adds and of which Acueducto informs."""
    house.units[WATER] = create_unit(house.system, house.entity, WATER, valid_from=LONG_AGO)
    house.people["julio"] = welcome(house, "julio", "Julio Jurídico", Role.LIAISON, LEGAL)
    house.people["alba"] = welcome(house, "alba", "Alba Agua", Role.LIAISON, WATER)
    keys = [house.units[name].pk for name in (PROJECTS, LEGAL, WATER)]
    version = version_with(
        house,
        "Plan de varias",
        units=tuple(keys),
        counting={keys[1]: Counting.ADDS},
        quantity=Quantity.of(40),
        measure_unit="Talleres",
    )
    return open_round(house, version=version)


def contribution(report: Report, unit: str) -> Contribution:
    rows = Contribution.objects.select_related("unit", "report__revision", "report__period", "report__entity")
    return rows.filter(report=report, unit__name=unit).latest("ordinal")


def told(house: House, report: Report, data: ContributionData = FOUR) -> Contribution:
    row = contribution(report, LEGAL)
    return submit_contribution(house.julio.actor, row, data, row.edit)


def code_of(deed: Any) -> str:
    with pytest.raises(Refused) as refused:
        deed()
    return str(refused.value.findings[0].code)


def test_who_adds_is_asked_and_who_only_informs_owes_nothing(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    assert dict(report.contributions.values_list("unit__name", "counting")) == {LEGAL: "adds", WATER: "informs"}
    assert [each.unit.name for each in contributions_owed_by(house.julio.actor)] == [LEGAL]
    assert not contributions_owed_by(house.alba.actor).exists()
    assert [each.unit.name for each in contributions_open_to(house.alba.actor)] == [WATER]
    told(house, report)
    assert not contributions_owed_by(house.julio.actor).exists()
    assert contributions_open_to(house.julio.actor).exists()


def test_the_total_is_signed_with_what_it_is_made_of_and_each_amount_counts_once(
    house: House, opened: Followup
) -> None:
    report = report_of(opened, "1")
    told(house, report)
    # Told again: the latest of a unit counts, and only that.
    told(house, report, replace(FOUR, quantity=Quantity.of(5)))
    signed = submit_report(house.lucia.actor, report, TEN, report.edit)
    entry = ReportEntry.objects.get(report=report)
    assert entry.quantity == Quantity.of(15)
    assert [(row["unit"], row["counting"], row.get("quantity")) for row in entry.counted] == [
        (PROJECTS, "own", 100_000),
        (WATER, "informs", None),
        (LEGAL, "adds", 50_000),
    ]
    assert own_amounts(entry)["quantity"] == Quantity.of(10)
    accept_report(house.pilar.actor, signed, signed.edit)
    (value,) = reported_values([report.target_id], until=date(2100, 1, 1))
    assert value.answer == Quantity.of(15)
    assert len(value.counted) == 3


def test_returned_the_unit_takes_up_its_own_amount_and_nothing_is_added_twice(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    told(house, report)
    signed = submit_report(house.lucia.actor, report, TEN, report.edit)
    row = contribution(report, LEGAL)
    late = contribution(report, LEGAL)
    assert code_of(lambda: save_contribution(house.julio.actor, row, FOUR, row.edit)) == ALREADY_SIGNED.code
    lock = contribution_lock(late)
    assert lock is not None
    assert (lock.code, lock.facts["unit"]) == (ALREADY_SIGNED.code, PROJECTS)
    back = return_report(house.pilar.actor, signed, signed.edit, "Falta el lugar.")
    own = own_amounts(ReportEntry.objects.get(report=report))["quantity"]
    again = submit_report(house.lucia.actor, back, replace(TEN, quantity=own), back.edit)
    assert ReportEntry.objects.get(report=again, ordinal=2).quantity == Quantity.of(14)


def test_what_is_missing_is_asked_about_and_never_a_zero(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    assert code_of(lambda: submit_report(house.lucia.actor, report, TEN, report.edit)) == "answer.contribution_missing"
    reasoned = replace(TEN, justification="Jurídica responde la otra semana.")
    submit_report(house.lucia.actor, report, reasoned, report.edit)
    entry = ReportEntry.objects.get(report=report)
    assert entry.quantity == Quantity.of(10)
    assert {row["unit"]: "quantity" in row for row in entry.counted} == {PROJECTS: True, WATER: False, LEGAL: False}
    assert [each["code"] for each in entry.asked] == ["answer.contribution_missing"]


def test_a_contribution_that_came_meanwhile_is_seen_before_the_total_is_signed(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    seen = seen_digest(told_to(report))
    told(house, report)
    deed = lambda told: submit_report(house.lucia.actor, report, TEN, report.edit, seen=told)  # noqa: E731
    assert code_of(lambda: deed(seen)) == "answer.contribution_changed"
    assert deed(seen_digest(told_to(report))).state == "submitted"


def test_only_the_people_of_the_unit_contribute_and_a_half_told_one_is_refused(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    row = contribution(report, LEGAL)
    for stranger in (house.lucia, house.alba, house.pilar):
        with pytest.raises(Forbidden):
            submit_contribution(stranger.actor, row, FOUR, row.edit)
    assert contribution_by_uid(house.alba.actor, str(row.uid)) is None
    assert contribution_by_uid(house.lucia.actor, str(row.uid)) == row
    silent = replace(FOUR, narrative=" ")
    assert code_of(lambda: submit_contribution(house.julio.actor, row, silent, row.edit)) == "answer.narrative_missing"
    empty = replace(FOUR, quantity=None)
    assert code_of(lambda: submit_contribution(house.julio.actor, row, empty, row.edit)) == "answer.value_missing"
    kept = save_contribution(house.julio.actor, row, FOUR, row.edit)
    assert code_of(lambda: save_contribution(house.julio.actor, row, FOUR, row.edit)) == "state.somebody_was_faster"
    assert submit_contribution(house.julio.actor, kept, FOUR, kept.edit).digest
    # Who only informs may say it in words alone.
    water = contribution(report, WATER)
    assert submit_contribution(house.alba.actor, water, replace(FOUR, quantity=None), water.edit).submitted_at


def test_what_a_unit_contributes_as_evidence_hangs_from_the_report_under_its_name(
    house: House, opened: Followup
) -> None:
    report = report_of(opened, "1")
    contribute_file(house.julio.actor, contribution(report, LEGAL), "acta.txt", b"Acta", own_date=date(2024, 5, 2))
    assert ReportEvidence.objects.get(report=report).unit == house.units[LEGAL]


def test_a_reassigned_unit_is_not_counted_as_a_contributor_besides(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    told(house, report)
    Report.objects.filter(pk=report.pk).update(unit=house.units[LEGAL])
    report.refresh_from_db()
    submit_report(house.julio.actor, report, TEN, report.edit)
    assert ReportEntry.objects.get(report=report).quantity == Quantity.of(10)


def test_who_contributes_is_reminded_of_it_and_the_board_says_who_has_not_told(house: House, opened: Followup) -> None:
    dues = [due for due in dues_of(house.entity.pk, today_in(house.entity.pk)) if due.kind == "contribute"]
    assert [due.record.unit_id for due in dues] == [house.units[LEGAL].pk]
    assert contributions_missing(house.entity.pk, YEAR) == {LEGAL: 1}
    day = date(2024, 7, 15)
    due = replace(dues[0], until=day)
    news = news_of(Reminder(house.julio.user, (due,)), day)
    (line,) = news.sections[0].lines
    assert (line.kind, line.uid) == ("contribute", str(due.record.uid))
    assert "aporte de Oficina Jurídica" in line.note
    told(house, report_of(opened, "1"))
    assert not contributions_missing(house.entity.pk, YEAR)


def test_the_exception_of_a_contributing_unit_lengthens_its_term_and_not_that_of_who_reports(
    house: House, opened: Followup
) -> None:
    today = today_in(house.entity.pk)
    Followup.objects.filter(pk=opened.pk).update(report_until=today - ONE_DAY, review_until=today + 2 * ONE_DAY)
    report = report_of(opened, "1")
    assert code_of(lambda: told(house, report)) == "calendar.report_over"
    give_exception(
        house.pilar.actor, report.period, unit=house.units[LEGAL], report_until=today, reason="Comisión de servicios."
    )
    assert told(house, report).submitted_at is not None
    lock = report_lock(report)
    assert lock is not None
    assert lock.code == "calendar.report_over"
    (due,) = (due for due in dues_of(house.entity.pk, today_in(house.entity.pk)) if isinstance(due.record, Report))
    assert due.until == today - ONE_DAY
    Contribution.objects.filter(pk=contribution(report, WATER).pk).update(counting=Counting.PART)
    (due,) = (due for due in dues_of(house.entity.pk, today_in(house.entity.pk)) if due.kind == "contribute")
    assert due.until == today - ONE_DAY


def test_what_a_unit_owed_to_others_passes_on_with_it(house: House, opened: Followup) -> None:
    report = report_of(opened, "1")
    pass_on_contributions(house.units[LEGAL], {}, house.units["Secretaría General"])
    assert contribution(report, "Secretaría General").counting == "adds"
    # Whoever is asked already, or reports it, is not asked again.
    pass_on_contributions(house.units[WATER], {}, house.units[PROJECTS])
    assert [each.unit.name for each in report.contributions.all()] == ["Secretaría General"]
