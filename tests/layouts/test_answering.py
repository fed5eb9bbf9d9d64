"""Who answers for what was found: each finding of a report stands under the unit that mends it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import Finding, Severity, declared
from rumbo.layouts import Draft, read_document
from rumbo.layouts.answering import OF_THE_WHOLE, answering
from rumbo.layouts.drawing.review import Reviewed, draw_review
from rumbo.layouts.together import reviewed, together
from rumbo.papers.document import Heading
from rumbo.papers.reading import read_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLAN, FOLLOWUP = EXAMPLES / "plan-de-accion-2024.txt", EXAMPLES / "seguimiento-2024-t2.txt"


def found_in(draft: Draft, path: tuple[str | int, ...]) -> Finding:
    return Finding("x", Severity.NOTICE, draft.where(path))  # type: ignore[union-attr, arg-type]


def headings(*parts: Reviewed) -> Iterator[str]:
    for section in draw_review(parts, "Entidad", datetime(2025, 1, 1, tzinfo=UTC)).sections[1:]:
        yield from (each.text for each in section.blocks if isinstance(each, Heading) and each.level == 2)


def test_a_row_is_of_its_units_and_another_name_of_one_is_no_other() -> None:
    draft = read_document(read_file(PLAN))
    assert isinstance(draft, PlanDraft)
    units = answering(draft)
    alike = {each.text: each.like for each in draft.proposals if each.kind == "unit_alias"}
    for at, line in enumerate(draft.matrix.lines):
        told = units(Finding("x", Severity.NOTICE, draft.where(at, "statement")))
        assert told == tuple(alike.get(unit, unit) for unit in line.units)
    assert units(Finding("x", Severity.NOTICE, None)) == ()
    named = list(headings(*reviewed(together([draft]))))
    assert named[0] == "Del documento entero"
    assert set(named[1:]) <= {unit for line in draft.matrix.lines for unit in line.units}
    assert len(named) == len(set(named)) > 2


def test_a_plan_of_parts_names_the_project_the_process_and_the_unit() -> None:
    draft = read_document(read_file(EXAMPLES / "plan-institucional-2024.txt"))
    units, plan = answering(draft), draft.content  # type: ignore[union-attr]
    assert units(found_in(draft, ("projects", 0, "goals", 0, "statement"))) == (
        f"{plan.projects[0].code} {plan.projects[0].name}",
    )
    assert units(found_in(draft, ("processes", 1, "name"))) == (plan.processes[1].name,)
    assert units(found_in(draft, ("integrated_plans", 0, "plans", 0, "name"))) == (plan.integrated_plans[0].unit,)


def test_a_project_is_of_its_unit() -> None:
    draft = read_document(read_file(EXAMPLES / "ficha-de-proyecto-2024.txt"))
    assert answering(draft)(Finding("x", Severity.NOTICE, None)) == (draft.content.unit,)  # type: ignore[union-attr]


def test_what_a_version_takes_back_stands_where_it_stood_and_is_not_told_where_the_follow_up_says_why() -> None:
    found = together([read_document(read_file(FOLLOWUP)), read_document(read_file(PLAN))])
    (pair,) = found.pairs
    (removed,) = [each for each in pair.checks if each.code == "version.removed_without_reason"]
    gone = {at.before for at in pair.steps if at.before is not None and at.after is None}
    told = {at for at in gone if "no se" in pair.before.matrix.lines[at].narrative}
    places = [pair.before.where(at, "statement") for at in sorted(gone - told)]
    assert [each.where for each in removed.findings] == places


def test_what_is_said_of_the_document_as_a_whole_is_of_nobody_alone() -> None:
    plan = read_document(read_file(PLAN))
    assert isinstance(plan, PlanDraft)
    at = plan.where(0, "statement")
    units = answering(plan)
    assert units(Finding("followup.cancelled_in_narrative", Severity.ERROR, at)) != ()
    assert units(Finding("followup.other_version", Severity.ERROR, at)) == ()
    assert set(declared()) >= OF_THE_WHOLE
