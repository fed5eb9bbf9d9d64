"""A document of several parts with a target too many and one missing: taken out, added, given back, and in the plan."""

import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.intake.actions import (
    Answered,
    add_row,
    answer_questions,
    correct_values,
    forget_decision,
    propose_document,
    remove_row,
    restore_row,
)
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import CellDecision, DecisionKind, DocumentAnswer, Intake, Question
from rumbo.apps.intake.queries.documents import questions_of
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.plans.models import PlanVersion, TargetRevision
from rumbo.domain.numbers import Quantity
from rumbo.layouts.outline.telling import pointer
from tests.apps.intake.test_story import ACT
from tests.apps.intake.test_strategic import bring, settle
from tests.characters import House

LIST = ("objectives", 0, "targets")
NEW = {
    ("statement",): "Sembrar 40 hileras de sombra",
    ("number",): "99",
    ("annualization",): "Suma",
    ("term",): "40",
    ("years", 0, "quantity"): "10",
}


def targets(intake: Intake, objective: int = 0) -> list[str]:
    return [each.statement for each in document_reading_of(intake).content.objectives[objective].targets]


def test_a_target_that_is_missing_is_added_and_stands_in_the_plan(house: House) -> None:
    intake = bring(house)
    path = add_row(house.pilar.actor, intake, LIST, NEW, "La omitió quien copió la tabla")
    reading = document_reading_of(intake)
    added = reading.content.objectives[0].targets[-1]
    assert path == (*LIST, len(reading.content.objectives[0].targets) - 1)
    assert (added.statement, added.term, added.years[0].quantity) == (
        NEW[("statement",)],
        Quantity.of(40),
        Quantity.of(10),
    )
    assert [each.year for each in added.years] == [each.year for each in reading.content.objectives[0].targets[0].years]
    assert reading.added[path].reason == "La omitió quien copió la tabla"
    settle(house, intake)
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    version = PlanVersion.objects.select_related("plan").get(source=intake.file)
    assert strategic_of(version) == document_reading_of(intake).content
    assert TargetRevision.objects.get(statement=NEW[("statement",)])


def test_findings_are_computed_again(house: House) -> None:
    intake = bring(house)
    before = document_reading_of(intake)
    counted = next(
        number
        for number, each in enumerate(before.content.objectives)
        if each.announced_indicators == len(each.targets)
    )
    codes = {each.code for each in before.by_path.get(("objectives", counted, "announced_indicators"), ())}
    remove_row(house.pilar.actor, intake, ("objectives", counted, "targets", 0), "No es de esta entidad")
    found = document_reading_of(intake).by_path.get(("objectives", counted, "announced_indicators"), ())
    assert {each.code for each in found} - codes, "one fewer than announced is told"


def test_what_is_taken_out_comes_back_with_what_was_said_of_it(house: House) -> None:
    intake = bring(house)
    before = targets(intake)
    correct_values(house.pilar.actor, intake, {(*LIST, 0, "statement"): "Trazar senderos", (*LIST, 1, "number"): "77"})
    decision = remove_row(house.pilar.actor, intake, (*LIST, 0), "Es de otro plan")
    assert targets(intake) == before[1:]
    reading = document_reading_of(intake)
    assert reading.content.objectives[0].targets[0].number == "77", "what was said of the next one follows it"
    assert reading.mended[(*LIST, 0, "number")].text == "77"
    correct_values(house.pilar.actor, intake, {(*LIST, 0, "number"): "78"})
    with pytest.raises(Refused):
        forget_decision(house.pilar.actor, intake, str(decision.uid))
    restore_row(house.pilar.actor, intake, str(decision.uid))
    assert targets(intake) == ["Trazar senderos", *before[1:]]
    assert document_reading_of(intake).content.objectives[0].targets[1].number == "78"


def test_an_added_record_is_taken_out_and_given_back_in_its_place(house: House) -> None:
    intake = bring(house)
    first = add_row(house.pilar.actor, intake, LIST, NEW, "Falta")
    add_row(house.pilar.actor, intake, LIST, NEW | {("statement",): "Otra que falta"}, "Falta")
    before = targets(intake)
    gone = remove_row(house.pilar.actor, intake, first, "No faltaba")
    assert gone.kind == DecisionKind.WITHDRAWN
    assert targets(intake) == [each for each in before if each != NEW[("statement",)]]
    restore_row(house.pilar.actor, intake, str(gone.uid))
    assert targets(intake) == before


def test_a_record_with_records_below_it_is_added(house: House) -> None:
    intake = bring(house)
    objective = add_row(
        house.pilar.actor, intake, ("objectives",), {("number",): "9", ("statement",): "Uno más"}, "Falta"
    )
    add_row(house.pilar.actor, intake, (*objective, "targets"), NEW, "Es de ese objetivo")
    assert targets(intake, int(objective[1])) == [NEW[("statement",)]]


def test_answers_follow_the_values_they_are_about(house: House) -> None:
    intake = bring(house)
    asked = questions_of(intake, document_reading_of(intake)).shared[0]
    answer_questions(house.pilar.actor, intake, [Answered(Question.SHARED, asked.path, pointer(asked.paths[1]))])
    kept = DocumentAnswer.objects.get().choice
    first, second = asked.paths
    if second[-1] == 0:
        add_row(house.pilar.actor, intake, second[:-1], NEW, "Falta")
    remove_row(house.pilar.actor, intake, ("objectives", 0), "Es de otro plan")
    again = questions_of(intake, document_reading_of(intake)).shared[0]
    moved = pointer((second[0], int(second[1]) - 1, *second[2:]))
    assert again.choice == moved
    answer_questions(house.pilar.actor, intake, [Answered(Question.SHARED, again.path, again.choice)])
    assert DocumentAnswer.objects.get().choice == kept, "it is kept by the place that does not move"
    assert first[1] != 0


def test_nothing_is_added_or_taken_out_without_a_reason_nor_where_there_is_no_list(house: House) -> None:
    intake = bring(house)
    with pytest.raises(Refused):
        add_row(house.pilar.actor, intake, LIST, NEW, " ")
    with pytest.raises(Refused):
        remove_row(house.pilar.actor, intake, (*LIST, 0), "")
    with pytest.raises(Refused):
        add_row(house.pilar.actor, intake, ("mission",), NEW, "Falta")
    with pytest.raises(Refused):
        remove_row(house.pilar.actor, intake, (*LIST, 99), "Sobra")
    with pytest.raises(Refused):
        add_row(house.pilar.actor, intake, LIST, NEW | {("term",): "muchas"}, "Falta")
    assert not CellDecision.objects.exists()
