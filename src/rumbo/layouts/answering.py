"""Who answers for what was found in a document, as the document itself says it: the units of an action, the unit of a
project, the project, the process or the unit under which something stands in a plan of several parts."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import Finding, Where
from rumbo.layouts.documents import Draft
from rumbo.papers.reading.places import row_and_column

Answering = Callable[[Finding], tuple[str, ...]]
"""A finding → the names of those that answer for it; none where it is of the document as a whole."""


OF_THE_WHOLE = frozenset(
    (
        "followup.other_version",
        "document.programme_basis",
        "document.target_periodicity_unsaid",
    )
)
"""What is said of a document as a whole and shown at one row of it, by code: nobody answers for it alone."""


def answering(draft: Draft) -> Answering:
    """Who answers for each finding of a document."""
    each = _of(draft)
    return lambda found: () if found.code in OF_THE_WHOLE else each(found)


def _of(draft: Draft) -> Answering:
    if isinstance(draft, PlanDraft):
        return _of_lines(draft)
    if isinstance(draft, DocumentDraft):
        if isinstance(draft.content, ProjectSheet):
            unit = draft.content.unit
            return lambda found: (unit,) if unit else ()
        if isinstance(draft.content, InstitutionalPlan):
            return _of_parts(draft)
    return lambda found: ()


def either(before: PlanDraft, after: PlanDraft) -> Answering:
    """Who answers for a finding of two matrices, in the one where its place is."""
    of = {before.source.file: _of_lines(before), after.source.file: _of_lines(after)}
    return lambda found: of[found.where.file](found) if found.where and found.where.file in of else ()


def _of_lines(draft: PlanDraft) -> Answering:
    lines = {(draft.blocks[origin.block].part, origin.row): at for at, origin in enumerate(draft.origins)}
    # Another way to write the name of a unit does not make it another unit.
    alike = {each.text: each.like for each in draft.proposals if each.kind == "unit_alias" and each.like}

    def units(found: Finding) -> tuple[str, ...]:
        where = found.where or Where()
        row, _ = row_and_column(where.cell)
        at = lines.get((where.part, row)) if row else None
        named = draft.matrix.lines[at].units if at is not None else ()
        return tuple(dict.fromkeys(alike.get(unit, unit) for unit in named))

    return units


def _of_parts(draft: DocumentDraft[Any]) -> Answering:
    named = _named(draft.content)
    owners: Mapping[tuple[str, str], list[str]] = defaultdict(list)
    for path, where in draft.places.items():
        if (name := named.get(path[:2])) and name not in owners[where.part, where.cell]:
            owners[where.part, where.cell].append(name)

    def units(found: Finding) -> tuple[str, ...]:
        where = found.where
        return tuple(owners.get((where.part, where.cell), ())) if where and where.cell else ()

    return units


def _named(plan: InstitutionalPlan) -> Mapping[Path, str]:
    """What stands in each list of a plan of action, by its path."""
    processes = {each.name.casefold(): each.name for each in plan.processes}
    return {
        **{("projects", at): f"{each.code} {each.name}".strip() for at, each in enumerate(plan.projects)},
        **{("processes", at): each.name for at, each in enumerate(plan.processes)},
        **{("integrated_plans", at): each.unit for at, each in enumerate(plan.integrated_plans)},
        **{("risks", at): processes.get(each.name.casefold(), each.name) for at, each in enumerate(plan.risks)},
    }
