"""The registration sheet of a project from its file to the project bank: the project says what the sheet says."""

from pathlib import Path

import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.intake.actions import (
    Answered,
    answer_questions,
    correct_values,
    overrule_findings,
    propose_document,
    receive_file,
)
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Question
from rumbo.apps.intake.queries.documents import NEW, intake_of_record, questions_of, record_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.people.models import Unit, UnitAlias
from rumbo.apps.projects.bridge import sheet_of
from rumbo.apps.projects.models import Project, ProjectVersion
from rumbo.apps.projects.queries import content_of
from rumbo.domain.project.checks.goals import REGISTERED_ALL_THE_SAME
from tests.apps.intake.test_interrupted import Broken, breaking, counted
from tests.apps.intake.test_story import EXAMPLES
from tests.characters import House

SHEET = EXAMPLES / "ficha-de-proyecto-2024.txt"


def bring(house: House, path: Path = SHEET) -> Intake:
    return receive_file(house.pilar.actor, house.entity, path.read_bytes(), path.name)


def settle(house: House, intake: Intake, unit: Unit | None = None) -> None:
    # A goal without its number needs no reason to be registered: it waits for its number until the project is viable.
    wrong = dict.fromkeys(each.code for each in document_reading_of(intake).open_errors())
    for code in wrong.keys() - REGISTERED_ALL_THE_SAME:
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así se radicó")
    asked = questions_of(intake, document_reading_of(intake))
    said = "known" if unit else NEW
    answers = [Answered(Question.UNIT, "/unit", said, unit=unit) for _ in asked.units]
    answers += [Answered(Question.PROJECT, "/code", SAME) for _ in asked.projects]
    answer_questions(house.pilar.actor, intake, answers)


def registered(house: House, path: Path = SHEET) -> ProjectVersion:
    intake = bring(house, path)
    settle(house, intake)
    propose_document(house.pilar.actor, intake)
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    return ProjectVersion.objects.get(uid=record_of(intake, "project"))


def test_the_project_says_what_its_sheet_says(house: House) -> None:
    version = registered(house)
    intake = Intake.objects.get()
    assert sheet_of(content_of(version)) == document_reading_of(intake).content
    assert version.state == "registered"
    assert version.unit is not None
    assert version.unit.name == document_reading_of(intake).content.unit
    assert intake_of_record(house.entity.pk, version.uid) == intake


def test_the_seed_too(house: House, shared: Path) -> None:
    version = registered(house, next((shared / "seeds").glob("004_*.txt")))
    assert sheet_of(content_of(version)) == document_reading_of(Intake.objects.get()).content


def test_its_unit_may_be_one_that_the_entity_has(house: House) -> None:
    intake, mine = bring(house), house.units["Oficina Jurídica"]
    settle(house, intake, mine)
    propose_document(house.pilar.actor, intake)
    assert ProjectVersion.objects.get().unit == mine
    assert UnitAlias.objects.filter(unit=mine, name=document_reading_of(intake).content.unit).exists()


def test_nothing_is_registered_while_its_unit_is_not_settled(house: House) -> None:
    intake = bring(house)
    # A goal without its number needs no reason to be registered: it waits for its number until the project is viable.
    wrong = dict.fromkeys(each.code for each in document_reading_of(intake).open_errors())
    for code in wrong.keys() - REGISTERED_ALL_THE_SAME:
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así se radicó")
    with pytest.raises(Refused) as refused:
        propose_document(house.pilar.actor, intake)
    assert [each.code for each in refused.value.findings] == ["intake.questions_left"]


@pytest.mark.parametrize("step", ["units_of_documents.create_unit", "project.register_project", "project.Outcome"])
def test_a_registration_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    intake = bring(house)
    settle(house, intake)
    before = counted()
    monkeypatch.setattr(f"rumbo.apps.intake.actions.{step}", breaking)
    with pytest.raises((Broken, AttributeError)):
        propose_document(house.pilar.actor, intake)
    assert counted() == before
    assert not Project.objects.exists()


def test_the_same_code_is_asked_and_refused_while_another_version_is_in_preparation(house: House) -> None:
    intakes = [bring(house), bring(house)]
    for intake in intakes:
        correct_values(house.pilar.actor, intake, {("code",): "2024-077"})
    settle(house, intakes[0])
    propose_document(house.pilar.actor, intakes[0])
    asked = questions_of(intakes[1], document_reading_of(intakes[1]))
    assert [each.standing for each in asked.projects] == [ProjectVersion.objects.get()]
    settle(house, intakes[1])
    with pytest.raises(Refused) as refused:
        propose_document(house.pilar.actor, intakes[1])
    assert refused.value.findings[0].code == "projects.version_open"
