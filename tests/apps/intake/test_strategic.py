"""A strategic plan from its file to a version that rules, and back: read, settled, approved, printed, read again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.intake.actions import (
    Answered,
    ContinuityAnswer,
    answer_questions,
    choose_destination,
    correct_values,
    forget_decision,
    overrule_findings,
    propose_document,
    receive_file,
    settle_continuity,
)
from rumbo.apps.intake.bridge import DocumentReading, document_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome, Question
from rumbo.apps.intake.queries import continuity_table
from rumbo.apps.intake.queries.continuing import lines_of_document
from rumbo.apps.intake.queries.documents import questions_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.actions import continue_version, place_target
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.plans.models import Lineage, LineageKind, NarrativeSection, Placement, PlanVersion, TargetRevision
from rumbo.apps.publishing.bridge import compose
from rumbo.domain.plan.basis import Sign
from tests.apps.intake.test_interrupted import Broken, breaking, counted
from tests.apps.intake.test_story import ACT, EXAMPLES
from tests.characters import House

PLAN = EXAMPLES / "plan-estrategico-2024.txt"


def bring(house: House, path: Path = PLAN) -> Intake:
    return receive_file(house.pilar.actor, house.entity, path.read_bytes(), path.name)


def settle(house: House, intake: Intake, basis: str = "increment", **said: Any) -> None:
    """Every error stays as printed, every target that stands twice counts in its first place."""
    for code in dict.fromkeys(each.code for each in document_reading_of(intake).open_errors()):
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así se adoptó")
    questions = questions_of(intake, document_reading_of(intake))
    answers = [Answered(Question.SHARED, each.path, each.path) for each in questions.shared]
    answers += [
        Answered(Question.SAME_TARGET, _pointer(each.path), SAME, target=each.placement.revision.target)
        for each in questions.same
    ]
    answers += [Answered(Question.BASIS, "", basis)] if basis else []
    answer_questions(house.pilar.actor, intake, answers)


def _pointer(path: tuple[str | int, ...]) -> str:
    return "".join(f"/{step}" for step in path)


def approved(house: House, path: Path = PLAN, basis: str = "increment") -> Intake:
    intake = bring(house, path)
    settle(house, intake, basis)
    choose_destination(house.pilar.actor, intake, plan=None, plan_name="Plan estratégico traído")
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    return intake


def shown(intake: Intake) -> Any:
    assert intake.version is not None
    return strategic_of(PlanVersion.objects.select_related("plan").get(pk=intake.version.pk))


def reading(intake: Intake) -> DocumentReading:
    return document_reading_of(intake)


def test_a_strategic_plan_becomes_a_version_that_says_the_same(house: House) -> None:
    intake = approved(house)
    assert intake.state == IntakeState.DONE
    version = intake.version
    assert version is not None
    assert (version.plan.kind, version.plan.first_year, version.plan.last_year) == ("strategic_plan", 2021, 2024)
    assert version.plan.programme_basis == "increment"
    assert shown(intake) == reading(intake).content
    assert Outcome.objects.filter(intake=intake).count() == 10
    assert all(each.frozen_at for each in NarrativeSection.objects.filter(version=version))


def test_a_target_under_two_objectives_is_one_that_counts_once(house: House) -> None:
    version = approved(house).version
    twice = Placement.objects.filter(version=version, number="230").order_by("ordinal")
    assert [each.counts for each in twice] == [True, False]
    assert len({each.revision_id for each in twice}) == 1
    assert len({each.node_id for each in twice}) == 2
    assert TargetRevision.objects.filter(placements__version=version).distinct().count() == 9


def test_the_seed_says_the_same_too(house: House, shared: Path) -> None:
    intake = approved(house, next((shared / "seeds").glob("002_*.txt")))
    assert shown(intake) == reading(intake).content
    assert Placement.objects.filter(version=intake.version, number="543").count() == 2


def test_the_basis_is_asked_once_with_its_evidence(house: House) -> None:
    question = questions_of(bring(house), reading(Intake.objects.get())).basis
    assert question is not None
    assert question.targets == 3
    assert {sign: count for sign, count, _ in question.signs} == {Sign.LAST_UNDER: 2, Sign.LAST_EQUALS: 1}
    assert question.proposed == "increment"


def test_it_may_come_in_without_the_basis(house: House) -> None:
    version = approved(house, basis="").version
    assert version is not None
    assert version.plan.programme_basis == ""


def test_a_corrected_value_is_what_comes_in(house: House) -> None:
    intake = bring(house)
    path = ("objectives", 5, "announced_indicators")
    told = [each for each in reading(intake).findings if each.code == "document.count_differs"]
    kept = correct_values(house.pilar.actor, intake, {path: "1"})
    assert len([each for each in reading(intake).findings if each.code == "document.count_differs"]) == len(told) - 1
    assert reading(intake).content.objectives[5].announced_indicators == 1
    forget_decision(house.pilar.actor, intake, str(kept[0].uid))
    assert reading(intake).content.objectives[5].announced_indicators == 2
    with pytest.raises(Refused) as refused:
        correct_values(house.pilar.actor, intake, {path: "muchos"})
    assert refused.value.findings[0].code == "intake.value_unfit"
    with pytest.raises(Refused):
        correct_values(house.pilar.actor, intake, {("objectives", 9, "statement"): "x"})


def test_a_type_of_annualization_that_is_none_is_asked(house: House) -> None:
    intake = bring(house)
    correct_values(house.pilar.actor, intake, {("objectives", 0, "targets", 0, "annualization"): "Al revés"})
    assert [each.code for each in reading(intake).open_errors()].count("intake.annualization_unknown") == 1
    settle(house, intake)
    assert reading(intake).open_errors()


def test_nothing_is_proposed_with_questions_open(house: House) -> None:
    intake = bring(house)
    for code in dict.fromkeys(each.code for each in reading(intake).open_errors()):
        overrule_findings(house.pilar.actor, intake, code=code, reason="Así se adoptó")
    with pytest.raises(Refused) as refused:
        propose_document(house.pilar.actor, intake)
    assert [each.code for each in refused.value.findings] == ["intake.questions_left"]


@pytest.mark.parametrize("step", ["create_plan", "ensure_periods", "write_version", "say_basis"])
def test_a_proposal_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    intake = bring(house)
    settle(house, intake)
    before = counted()
    module = "settled_targets" if step == "ensure_periods" else "strategic"
    monkeypatch.setattr(f"rumbo.apps.intake.actions.{module}.{step}", breaking)
    with pytest.raises(Broken):
        propose_document(house.pilar.actor, intake)
    assert counted() == before
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.SETTLING


def test_an_approval_that_breaks_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = bring(house)
    settle(house, intake)
    propose_document(house.pilar.actor, intake)
    before = counted()
    monkeypatch.setattr("rumbo.apps.intake.actions.parts.tell_placements", breaking)
    with pytest.raises(Broken):
        approve_intake(house.pilar.actor, intake, ACT)
    assert counted() == before
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.PROPOSED


def test_two_at_once_do_not_both_win(house: House) -> None:
    intake, same = bring(house), Intake.objects.get()
    settle(house, intake)
    with pytest.raises(Refused):
        correct_values(house.pilar.actor, same, {("mission",): "Otra"}, edit=same.edit)
    propose_document(house.pilar.actor, intake, edit=intake.edit)
    with pytest.raises(Refused):
        propose_document(house.pilar.actor, Intake.objects.get(), edit=same.edit)


def test_only_the_planning_office_decides(house: House) -> None:
    intake = bring(house)
    for name, person in house.people.items():
        if name != "pilar":
            with pytest.raises(Forbidden):
                correct_values(person.actor, intake, {("mission",): "Otra"})
            with pytest.raises(Forbidden):
                answer_questions(person.actor, intake, [])


def test_the_next_version_continues_its_targets(house: House) -> None:
    first = approved(house)
    text = PLAN.read_text().replace("\t240\t60", "\t240\t70").replace("Institucional 2024", "Institucional 2025")
    intake = receive_file(house.pilar.actor, house.entity, text.encode(), "plan-2025.txt")
    choose_destination(house.pilar.actor, intake, plan=first.plan)
    settle(house, intake)
    with pytest.raises(Refused) as refused:
        propose_document(house.pilar.actor, intake)
    assert [each.code for each in refused.value.findings] == ["intake.continuity_left"]
    continue_all(house, intake)
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    intake.refresh_from_db()
    assert intake.version is not None
    assert intake.version.number == 2
    assert shown(intake) == reading(intake).content
    lineage = Lineage.objects.filter(version=intake.version)
    assert {each.kind for each in lineage} == {"same"}
    assert lineage.count() == 9
    before = set(Placement.objects.filter(version=first.version).values_list("revision__target", flat=True))
    after = set(Placement.objects.filter(version=intake.version).values_list("revision__target", flat=True))
    assert before == after


def continue_all(house: House, intake: Intake, reason: str = "") -> None:
    """Everything continues as proposed; what no line continues ends for a reason."""
    table = continuity_table(intake, lines_of_document(intake, reading(intake)))
    assert table is not None
    answers = [
        ContinuityAnswer(
            LineageKind(line.kind), line.line, None if line.before is None else table.earlier[line.before].target
        )
        for line in table.lines
    ]
    answers += [
        ContinuityAnswer(LineageKind.DROPPED, None, table.earlier[each.before].target, reason) for each in table.endings
    ]
    settle_continuity(house.pilar.actor, intake, answers)


def test_what_the_next_version_leaves_out_ends_for_the_reason_a_person_gives(house: House) -> None:
    first = approved(house)
    lines = PLAN.read_text().splitlines(keepends=True)
    gone = next(at for at, line in enumerate(lines) if line.count("\t") == 3 and "Constante" in line)
    text = "".join(line for at, line in enumerate(lines) if at != gone)
    intake = receive_file(house.pilar.actor, house.entity, text.encode(), "plan-2025.txt")
    choose_destination(house.pilar.actor, intake, plan=first.plan)
    settle(house, intake)
    continue_all(house, intake, reason="Se cumplió: acta 9 del comité")
    propose_document(house.pilar.actor, intake)
    ended = Lineage.objects.get(version=intake.version, kind=LineageKind.DROPPED)
    assert ended.reason == "Se cumplió: acta 9 del comité"


def test_two_targets_of_the_next_version_come_of_one_that_was_split(house: House) -> None:
    first = approved(house)
    intake = receive_file(house.pilar.actor, house.entity, PLAN.read_bytes() + b" ", "plan-2025.txt")
    choose_destination(house.pilar.actor, intake, plan=first.plan)
    settle(house, intake)
    continue_all(house, intake)
    table = continuity_table(intake, lines_of_document(intake, reading(intake)))
    assert table is not None
    whole, ended = table.earlier[0].target, table.earlier[1].target
    said = [ContinuityAnswer(LineageKind.SPLIT, line, whole, "Se dividió en dos") for line in (0, 1)]
    said.append(ContinuityAnswer(LineageKind.DROPPED, None, ended, "La reúne la que se dividió"))
    settle_continuity(house.pilar.actor, intake, said)
    propose_document(house.pilar.actor, intake)
    split = Lineage.objects.filter(version=intake.version, kind=LineageKind.SPLIT)
    assert {each.from_target_id for each in split} == {whole.pk}
    assert len({each.to_target_id for each in split}) == 2


def test_a_version_that_continues_it_by_hand_says_the_same(house: House) -> None:
    intake = approved(house)
    assert intake.version is not None
    draft = continue_version(house.pilar.actor, intake.version)
    assert strategic_of(draft) == shown(intake)
    twice = Placement.objects.filter(version=draft, number="230").order_by("ordinal")
    assert [each.counts for each in twice] == [True, False]
    data = target_data(list(twice.select_related("revision__indicator", "revision__target", "serves")))[0]
    place_target(house.pilar.actor, draft, replace(data, statement="Otra redacción"), placement=twice[0])
    assert {each.revision.statement for each in twice.all()} == {"Otra redacción"}


def test_its_dossier_tells_a_repeated_target_once_with_both_levels(house: House) -> None:
    version = approved(house).version
    assert version is not None
    told = compose(version)
    assert len({each.uid for each in told.targets}) == len(told.targets) == 9
    assert sorted(len(each.levels) for each in told.targets)[-2:] == [1, 2]
