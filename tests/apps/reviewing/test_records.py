"""Live records are asked what documents are asked, and what they say together; a review costs the same for many."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.budget.actions import record_execution
from rumbo.apps.followup.models import Followup
from rumbo.apps.plans.actions import Act, approve_version, continue_version, propose_version
from rumbo.apps.plans.models import Placement
from rumbo.apps.processes.actions import ProcessData, create_process
from rumbo.apps.projects.models import Goal, ProjectVersion
from rumbo.apps.reviewing.bridge.spending import spending_of_entity
from rumbo.apps.reviewing.queries import (
    Kind,
    Record,
    plan_record,
    process_record,
    project_record,
    records_of,
    round_record,
)
from rumbo.apps.risks.actions import add_risk
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Outcome
from rumbo.layouts.engine.declaration import tables
from rumbo.layouts.engine.tabling import read_table
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.layouts.tables import document, sheet
from tests.projects import COMPLETE, registered
from tests.risks import MANAGEMENT, risk_of
from tests.risks import draft_of as risks_drafted
from tests.rounds import version_with

pytestmark = pytest.mark.django_db
MARCH, TODAY = date(2024, 3, 31), date(2024, 4, 1)
LABELS = ["Rubro", "Concepto", "BPIN", "Proyecto", "Apropiación definitiva", "Compromisos", "Obligaciones"]


def results(record: Record) -> dict[str, CheckResult]:
    return {result.code: result for result in record.checks}


def outcome(record: Record, code: str) -> Outcome:
    return results(record)[code].outcome


def paid(house: House, obligated: int, *, cut_off: date = MARCH, definitive: int = 9_000) -> None:
    """An execution of the year whose only line is the project's."""
    line = ["2.3", "Fuentes", COMPLETE.code, "Fuentes", definitive, obligated, obligated]
    found = read_table(document(sheet(["EJECUCIÓN A MARZO DE 2024"], LABELS, line)), tables())
    assert found is not None
    record_execution(house.pilar.actor, house.entity, found, name="Gastos", cut_off=cut_off)


def serving(house: House) -> ProjectVersion:
    """A project whose first goal is the first target of the plan."""
    version = registered(house)
    target = Placement.objects.filter(version=house.version).order_by("ordinal").first()
    assert target is not None
    goals = Goal.objects.filter(version=version)
    goals.filter(pk=goals.order_by("pk").values("pk")[:1]).update(target=target.revision.target)
    return version


def measured(house: House, quantity: int) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(quantity))
    return followup


@pytest.mark.parametrize(
    ("done", "obligated", "found"),
    [
        (0, 500, {"spending.money_without_progress"}),
        (2, 0, {"spending.progress_without_money"}),
        (2, 500, set()),
        (0, 0, set()),
    ],
)
def test_money_against_progress_on_the_project_and_on_the_plan(
    house: House, done: int, obligated: int, found: set[str]
) -> None:
    project = serving(house)
    measured(house, done)
    paid(house, obligated)
    for record in (project_record(project), plan_record(house.version)):
        told = {each.finding.code for each in record.told() if each.finding.code.startswith("spending.")}
        assert told - {"spending.budget_over_planned"} == found
        assert outcome(record, "spending.money_without_progress") is not Outcome.NOT_MADE
    on_plan = [each for each in plan_record(house.version).told() if each.finding.code in found]
    assert [each.about.name for each in on_plan] == ["1"] * len(found)


@pytest.mark.parametrize("cut_off", [date(2023, 12, 31), date(2024, 6, 30)])
def test_a_cut_of_another_period_says_nothing_of_this_progress(house: House, cut_off: date) -> None:
    project = serving(house)
    measured(house, 0)
    paid(house, 500, cut_off=cut_off)
    assert outcome(project_record(project), "spending.money_without_progress") is Outcome.NOT_MADE


def test_what_nobody_reported_is_not_zero_progress(house: House) -> None:
    project = serving(house)
    open_quarter(house, 1)
    paid(house, 500)
    assert outcome(project_record(project), "spending.money_without_progress") is Outcome.NOT_MADE
    assert outcome(project_record(project), "spending.budget_over_planned") is not Outcome.NOT_MADE


def test_the_findings_of_a_round_are_of_its_reports_and_units(house: House) -> None:
    followup = measured(house, 20)
    told = {each.finding.code: each for each in round_record(followup).told()}
    assert told["measurement.over_alert"].about.unit == "Oficina de Proyectos"
    assert told["measurement.over_alert"].about.name == "1"
    assert "measurement.programme_without_report" not in told
    assert outcome(round_record(followup), "followup.version_superseded") is Outcome.PASSED


def test_an_open_round_of_a_version_that_no_longer_rules_is_told(house: House) -> None:
    followup = open_quarter(house, 1)
    draft = continue_version(house.pilar.actor, house.version)
    propose_version(house.pilar.actor, draft)
    approve_version(house.pilar.actor, draft, Act("Resolución", "9", date(2024, 2, 1)))
    record = round_record(Followup.objects.select_related("plan_version__plan", "period").get(pk=followup.pk))
    assert outcome(record, "followup.version_superseded") is Outcome.FOUND


def test_a_process_without_owner_and_the_norms_of_its_objective(house: House) -> None:
    data = ProcessData("Gestión de riego", "mission", objective="Cumplir el artículo 73 de la Ley 1474 de 2011.")
    record = process_record(create_process(house.pilar.actor, house.entity, data), date(2024, 6, 1))
    assert outcome(record, "process.owner_missing") is Outcome.FOUND
    assert outcome(record, "norm.article_changed") is Outcome.FOUND


def test_a_project_is_told_in_the_words_of_its_form(house: House) -> None:
    for told in project_record(registered(house)).told():
        assert told.finding.where is None or not told.finding.where.part.islower(), told.finding


def test_everything_is_reviewed_and_only_the_house(house: House, other_house: House) -> None:
    serving(house)
    measured(house, 20)
    create_process(house.pilar.actor, house.entity, ProcessData("Riego", "mission"))
    kinds = {record.kind for record in records_of(house.entity.pk, TODAY)}
    assert kinds == {Kind.PLAN, Kind.ROUND, Kind.PROJECT, Kind.PROCESS}
    assert {record.kind for record in records_of(other_house.entity.pk, TODAY)} == {Kind.PLAN}


def test_what_was_asked_is_kept_until_somebody_does_anything(house: House) -> None:
    first = records_of(house.entity.pk, TODAY)
    with CaptureQueriesContext(connection) as queries:
        assert records_of(house.entity.pk, TODAY) == first
    assert len(queries) == 2
    create_process(house.pilar.actor, house.entity, ProcessData("Riego", "mission"))
    assert len(records_of(house.entity.pk, TODAY)) == len(first) + 1


def test_as_many_queries_however_many_projects_and_reports(house: House) -> None:
    def counted(ask: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            ask()
        return len(queries)

    serving(house)
    paid(house, 500)
    few = counted(lambda: spending_of_entity(house.entity.pk))
    for number in range(4):
        registered(house, replace(COMPLETE, code=f"20247600{number}"))
    rounds = [open_quarter(house, 1, version_with(house, f"Plan {number}", number)) for number in (2, 20)]
    assert few == counted(lambda: spending_of_entity(house.entity.pk))
    versions = [each.plan_version for each in rounds]
    assert counted(lambda: plan_record(versions[0])) == counted(lambda: plan_record(versions[1]))
    loaded = [Followup.objects.select_related("plan_version__plan", "period").get(pk=each.pk) for each in rounds]
    assert counted(lambda: round_record(loaded[0])) == counted(lambda: round_record(loaded[1])) <= 8


def test_as_many_queries_however_many_risks(house: House) -> None:
    def counted() -> int:
        # Another day is asked anew: what was told of this one is kept.
        with CaptureQueriesContext(connection) as queries:
            records_of(house.entity.pk, days.pop())
        return len(queries)

    days, version = [date(2024, 4, 2), TODAY], risks_drafted(house)
    few, row = counted(), risk_of(version)
    for number in range(30):
        more = replace(MANAGEMENT, code=f"R-{number}")
        add_risk(house.pilar.actor, version, more, unit=row.unit, process=row.process)
    assert counted() == few
