"""Two people at once, on a real connection each: exactly one of them wins, and the other is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.followup.actions import (
    EvaluationData,
    accept_report,
    close_followup,
    endorse_report,
    evaluate_report,
    open_followup,
    record_chain,
    return_report,
    save_draft,
    submit_contribution,
    submit_report,
)
from rumbo.apps.followup.bridge.contributing import ContributionData
from rumbo.apps.followup.models import Evaluation, Followup, Report, ReportEntry, ReportState, Review, Verdict
from rumbo.domain.followup.chain import CHAINS
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from tests.characters import YEAR, build_house, welcome
from tests.rounds import TOLD, open_round, quarter, report_of, submitted, version_with

pytestmark = pytest.mark.django_db(transaction=True)


def race(*attempts: Callable[[], object]) -> list[str]:
    """Runs all at the same moment; "done", or the code of the refusal of each."""
    start, answers = Barrier(len(attempts)), ["" for _ in attempts]

    def run(place: int, attempt: Callable[[], object]) -> None:
        start.wait(10)
        try:
            attempt()
            answers[place] = "done"
        except Refused as refused:
            answers[place] = refused.findings[0].code
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(answers)


def test_a_report_is_submitted_once() -> None:
    house = build_house("carrera")
    report = report_of(open_round(house), "1")
    people = house.lucia.actor, house.leonardo.actor
    answers = race(*(lambda who=who: submit_report(who, report, TOLD, 0) for who in people))
    assert answers == ["done", "state.somebody_was_faster"]
    assert ReportEntry.objects.count() == 1


def test_a_draft_is_saved_once() -> None:
    """Two people of a unit save the same report: one is kept whole, the other is told and writes nothing over it."""
    house = build_house("borradores")
    report = report_of(open_round(house), "1")
    told = {name: replace(TOLD, narrative=f"Lo de {name}.") for name in ("lucia", "leonardo")}
    answers = race(*(lambda n=n: save_draft(house.people[n].actor, report, told[n], report.edit) for n in told))
    assert answers == ["done", "state.somebody_was_faster"]
    entry = ReportEntry.objects.get(report=report)
    assert entry.narrative in {each.narrative for each in told.values()}


def test_a_contribution_that_comes_while_the_report_is_signed_is_in_the_total_or_refused() -> None:
    house = build_house("aportes")
    keys = [house.units[name].pk for name in ("Oficina de Proyectos", "Oficina Jurídica")]
    version = version_with(house, "Plan de dos", units=tuple(keys), counting={keys[1]: Counting.ADDS})
    julio = welcome(house, "julio", "Julio Jurídico", Role.LIAISON, "Oficina Jurídica")
    report = report_of(open_round(house, version=version), "1")
    row, four = report.contributions.get(), ContributionData(quantity=Quantity.of(4), narrative="Cuatro.")
    reasoned = replace(TOLD, justification="Se espera lo de Jurídica.")
    race(
        lambda: submit_report(house.lucia.actor, report, reasoned, report.edit),
        lambda: submit_contribution(julio.actor, row, four, row.edit),
    )
    told = report.contributions.filter(submitted_at__isnull=False).exists()
    assert ReportEntry.objects.get(report=report).quantity == Quantity.of(7 if told else 3)


def test_a_report_is_accepted_once() -> None:
    house = build_house("carrera")
    report = submitted(house, open_round(house))
    pilar = house.pilar.actor
    answers = race(*[lambda: accept_report(pilar, report, report.edit)] * 2)
    assert answers == ["done", "state.somebody_was_faster"]
    assert Review.objects.count() == 1


def test_a_report_is_endorsed_or_returned_once() -> None:
    house = build_house("carrera")
    record_chain(house.andres.actor, house.entity, CHAINS[1], valid_from=date(YEAR, 1, 1))
    report = submitted(house, open_round(house))
    lead = house.leonardo.actor
    answers = race(
        lambda: endorse_report(lead, report, report.edit), lambda: return_report(lead, report, report.edit, "Falta")
    )
    assert answers == ["done", "state.somebody_was_faster"]
    assert Review.objects.count() == 1


def test_an_evaluation_is_signed_once() -> None:
    house = build_house("carrera")
    report = submitted(house, open_round(house))
    accepted = accept_report(house.pilar.actor, report, report.edit)
    irene, told = house.irene.actor, EvaluationData(Verdict.CONFIRMED, "Coincide.")
    assert race(*[lambda: evaluate_report(irene, accepted, told, 0)] * 2) == ["done", "state.somebody_was_faster"]
    assert Evaluation.objects.count() == 1


def test_a_round_is_opened_once() -> None:
    house = build_house("carrera")
    pilar, period = house.pilar.actor, quarter(house)
    answers = race(*[lambda: open_followup(pilar, house.version, period)] * 2)
    assert answers == ["done", "followup.already_open"]
    assert (Followup.objects.count(), Report.objects.count()) == (1, 3)


def test_closing_and_submitting_at_once_never_loses_the_report() -> None:
    house = build_house("carrera")
    followup = open_round(house)
    report = report_of(followup, "1")
    pilar, lucia = house.pilar.actor, house.lucia.actor
    answers = race(lambda: close_followup(pilar, followup), lambda: submit_report(lucia, report, TOLD, 0))
    assert answers.count("done") == 1
    report.refresh_from_db()
    followup.refresh_from_db()
    expected = {("open", ReportState.SUBMITTED), ("closed", ReportState.CLOSED)}
    assert (followup.state, report.state) in expected
