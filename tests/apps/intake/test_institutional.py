"""An institutional plan of action from its file to a version that rules, with its projects, processes and counts."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.models import Report
from rumbo.apps.followup.queries import placements_owing
from rumbo.apps.intake.actions import (
    Answered,
    answer_questions,
    choose_destination,
    overrule_findings,
    propose_document,
    receive_file,
)
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Question
from rumbo.apps.intake.queries.documents import NEW, Questions, names_a_unit, questions_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.measurement.actions import approve_intake, say_rule
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge.institutional import institutional_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetRevision
from rumbo.apps.plans.queries import asks_rule
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.projects.queries import targets_of_plans
from rumbo.apps.risks.models import MapVersion, Risk
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.counting import Telling
from rumbo.layouts.outline.telling import pointer
from tests.apps.intake.test_interrupted import Broken, breaking, counted
from tests.apps.intake.test_story import ACT, EXAMPLES
from tests.apps.intake.test_strategic import approved as strategic
from tests.characters import House

PLAN = EXAMPLES / "plan-institucional-2024.txt"


def settled(house: House, path: Path = PLAN) -> Intake:
    intake = receive_file(house.pilar.actor, house.entity, path.read_bytes(), path.name)
    for code in dict.fromkeys(each.code for each in document_reading_of(intake).open_errors()):
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así se adoptó")
    asked = questions_of(intake, document_reading_of(intake))
    unit = house.units["Oficina de Proyectos"]
    answers = [Answered(Question.PROCESS, pointer(each.path), "mission") for each in asked.processes]
    answers += [Answered(Question.SHARED, each.path, each.path) for each in asked.shared]
    answers += [
        Answered(Question.SAME_TARGET, pointer(each.path), SAME, target=each.placement.revision.target)
        for each in asked.same
    ]
    answers += [
        Answered(Question.COUNTING, pointer(each.path), group.proposed)
        for group in asked.counting
        for each in group.targets
        if group.proposed
    ]
    for each in asked.units:
        named = names_a_unit(each.path)
        known = None if named else unit
        answers.append(Answered(Question.UNIT, pointer(each.path), NEW if named else "known", unit=known))
    answer_questions(house.pilar.actor, intake, answers)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan institucional traído")
    return intake


def approved(house: House, path: Path = PLAN) -> Intake:
    intake = settled(house, path)
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    return intake


def shown(intake: Intake) -> object:
    assert intake.version is not None
    return institutional_of(PlanVersion.objects.select_related("plan").get(pk=intake.version.pk))


def test_a_plan_of_action_becomes_a_version_that_says_the_same(house: House) -> None:
    intake = approved(house)
    assert intake.state == IntakeState.DONE
    assert shown(intake) == document_reading_of(intake).content
    content = document_reading_of(intake).content
    assert ProjectVersion.objects.filter(entity=house.entity).count() == len(content.projects)
    first = ProjectVersion.objects.get(code=content.projects[0].code)
    assert (first.state, first.printed_total) == ("registered", content.projects[0].budget.centavos)
    assert Process.objects.filter(entity=house.entity).count() == len(content.processes)
    assert (first.first_year, first.last_year) == (content.first_year, content.last_year)
    goals = [each.statement for each in content.projects[0].goals]
    assert [each.revision.statement for each in targets_of_plans(first)] == goals
    page = house.pilar.browser().get(reverse("web:projects-sheet", args=[first.uid])).content.decode()
    assert all(each in page for each in goals), "the goals of a project are the targets of its plan"
    kinds = set(NodeRevision.objects.filter(version=intake.version).values_list("kind", flat=True))
    assert kinds >= {"Componente", "Proyecto de inversión", "Proceso", "Plan integrado"}


def test_what_is_only_counted_makes_no_records(house: House) -> None:
    intake = approved(house)
    announced = MapVersion.objects.get().announced
    assert sum(row["total"] for row in announced) == document_reading_of(intake).content.printed_totals.total
    assert not Risk.objects.exists()
    integrated = NodeRevision.objects.filter(version=intake.version, kind="Plan integrado")
    assert sum(node.printed["announced_activities"] for node in integrated) > 0
    assert not Placement.objects.filter(node__in=integrated).exists()


def test_the_seed_too(house: House, shared: Path) -> None:
    intake = approved(house, next((shared / "seeds").glob("003_*.txt")))
    assert shown(intake) == document_reading_of(intake).content
    assert sum(row["total"] for row in MapVersion.objects.get().announced) == 88
    assert ProjectVersion.objects.filter(entity=house.entity).count() == 7


def test_the_same_target_of_the_strategic_plan_is_one_record(house: House) -> None:
    first = strategic(house)
    intake = approved(house)
    asked = questions_of(intake, document_reading_of(intake)).same
    assert asked
    both = [
        set(Placement.objects.filter(version=version).values_list("revision__target", flat=True))
        for version in (first.version, intake.version)
    ]
    assert len(both[0] & both[1]) == len(asked)


@pytest.mark.parametrize("step", ["create_process", "register_project", "create_map", "_tell"])
def test_an_approval_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    intake = settled(house)
    propose_document(house.pilar.actor, intake)
    before = counted()
    monkeypatch.setattr(f"rumbo.apps.intake.actions.institutional.{step}", breaking)
    with pytest.raises(Broken):
        approve_intake(house.pilar.actor, intake, ACT)
    assert counted() == before
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.PROPOSED


def test_the_targets_that_the_seeds_share_are_proposed(house: House, shared: Path) -> None:
    strategic(house, next((shared / "seeds").glob("002_*.txt")))
    path = next((shared / "seeds").glob("003_*.txt"))
    intake = receive_file(house.pilar.actor, house.entity, path.read_bytes(), path.name)
    content = document_reading_of(intake).content
    asked = {each.path: each for each in questions_of(intake, document_reading_of(intake)).same}
    project = next(at for at, each in enumerate(content.projects) if each.code == "7871")
    first = next(at for at, each in enumerate(content.projects) if each.code == "7867")
    finance = next(at for at, each in enumerate(content.processes) if each.number == "12")
    sure = {path for path, each in asked.items() if each.sure}
    assert sure == {("projects", project, "goals", 3)}
    assert asked["projects", first, "goals", 0].placement.number == "554"
    assert len([path for path in asked if path[:2] == ("processes", finance)]) == 2


def test_how_a_sentence_is_counted_is_asked_and_nothing_is_measured_until_somebody_says_it(
    house: House, shared: Path
) -> None:
    intake = approved(house, next((shared / "seeds").glob("003_*.txt")))
    said = {group.telling: {each.choice for each in group.targets} for group in asked_of(intake).counting}
    assert said[Telling.AT_MOST] == {"ceiling"}
    assert said[Telling.SHARE_OF_YEAR] == {""}
    placed = Placement.objects.filter(version=intake.version, node__kind="Proceso").select_related("revision")
    by_rule: dict[str, list[TargetRevision]] = {}
    for each in placed:
        by_rule.setdefault(each.revision.annualization, []).append(each.revision)
    assert {rule: len(rows) for rule, rows in by_rule.items()} == {"unsaid": 33, "floor": 11, "sum": 1, "ceiling": 1}
    assert by_rule["ceiling"][0].quantity == Quantity.of(6)
    assert by_rule["sum"][0].quantity == Quantity.of(20000)
    assert {"monthly", "quarterly", ""} == {each.periodicity for each in by_rule["floor"]}
    months = {(each.start, each.end) for each in by_rule["unsaid"] if each.start}
    assert months == {(date(2024, 1, 1), date(2024, 5, 31)), (date(2024, 10, 1), date(2024, 12, 31))}
    version = PlanVersion.objects.select_related("plan").get(pk=intake.version.pk)
    assert asks_rule(version) == 33
    say_rule(house.pilar.actor, version.plan, "constant")
    assert asks_rule(version) == 0


def asked_of(intake: Intake) -> Questions:
    return questions_of(intake, document_reading_of(intake))


def test_an_indicator_that_is_a_target_of_the_strategic_plan_is_counted_as_that_says(
    house: House, shared: Path
) -> None:
    strategic(house, next((shared / "seeds").glob("002_*.txt")))
    intake = approved(house, next((shared / "seeds").glob("003_*.txt")))
    placed = Placement.objects.filter(version=intake.version, node__code="12").select_related("revision")
    rules = [each.revision.annualization for each in placed.order_by("ordinal")]
    assert rules == ["ceiling", "constant", "unsaid", "increasing_no_baseline"]
    assert {each.revision.programme_basis for each in placed} == {"", "increment"}
    assert shown(intake) == document_reading_of(intake).content


def test_a_shared_target_is_asked_once_a_period(house: House, shared: Path) -> None:
    first = strategic(house, next((shared / "seeds").glob("002_*.txt")))
    intake = approved(house, next((shared / "seeds").glob("003_*.txt")))
    ((quarter, *_),) = [ensure_periods(house.pilar.actor, house.entity, 2024, "quarterly")]
    open_followup(house.pilar.actor, intake.version, quarter)
    both = Placement.objects.filter(version=first.version).values("revision__target")
    asked = Report.objects.filter(target__in=both, period=quarter)
    assert asked.count() == len({each.target_id for each in asked}) == 5
    assert not list(placements_owing(PlanVersion.objects.get(pk=intake.version.pk), quarter))


def test_months_and_periodicity_say_what_is_owed(house: House, shared: Path) -> None:
    intake = approved(house, next((shared / "seeds").glob("003_*.txt")))
    quarters = ensure_periods(house.pilar.actor, house.entity, 2024, "quarterly")
    version = PlanVersion.objects.select_related("plan").get(pk=intake.version.pk)
    owed = [
        {each.revision.statement for each in placements_owing(version, quarter) if each.node_id} for quarter in quarters
    ]
    only_at_the_end = next(each for each in owed[3] if "en el último trimestre" in each)
    assert [only_at_the_end in each for each in owed] == [False, False, False, True]
    until_may = next(each for each in owed[0] if "enero - mayo" in each)
    assert [until_may in each for each in owed] == [True, True, False, False]


def test_the_next_version_asks_only_what_is_new(house: House) -> None:
    strategic(house)
    first = approved(house)
    assert first.version is not None
    later = PLAN.read_text(encoding="utf-8").replace("Poner 24 bebederos", "Poner 30 bebederos").encode()
    intake = receive_file(house.pilar.actor, house.entity, later, "plan-v2.txt")
    choose_destination(house.pilar.actor, intake, plan=first.version.plan, plan_name="")
    intake.refresh_from_db()
    asked = questions_of(intake, document_reading_of(intake))
    assert not [each.path for each in asked.asked if not each.choice], (
        "who reports, where it counts and what is the same"
    )
    assert {each.unit for each in asked.units} == {house.units["Oficina de Proyectos"]}
    assert not [each for group in asked.counting if group.proposed for each in group.targets if not each.choice]
