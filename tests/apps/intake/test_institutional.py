"""An institutional plan of action from its file to a version that rules, with its projects, processes and counts."""

from pathlib import Path

import pytest

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
from rumbo.apps.intake.queries.documents import NEW, SAME, names_a_unit, questions_of
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.bridge.institutional import institutional_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.risks.models import MapVersion, Risk
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
    assert (first.state, first.printed_total) == ("draft", content.projects[0].budget.centavos)
    assert Process.objects.filter(entity=house.entity).count() == len(content.processes)
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


@pytest.mark.parametrize("step", ["create_process", "create_project", "create_map", "_tell"])
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
