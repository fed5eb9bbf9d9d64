"""What several documents say together: a follow-up beside its plan, one version beside the next, a target, a budget or
a count that two documents of one entity both tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.domain.checks.changed import check_changes
from rumbo.domain.checks.documents.across_projects import check_project_in_plan, planned_project
from rumbo.domain.checks.narratives import cancellation_told
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.difference import Continuity, Step
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, marked
from rumbo.layouts.across import Across, across
from rumbo.layouts.answering import answering, either
from rumbo.layouts.documents import Draft
from rumbo.layouts.drawing.review import Reviewed
from rumbo.layouts.engine.comparing import compare
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.reading import rechecked

VERSIONS = marked("Dos versiones de un plan, o un plan y su seguimiento")
TARGETS = marked("Metas que están en los dos documentos")
PROJECTS = marked("Un proyecto que está en los dos documentos")
UNKNOWN = marked("Documento de un formato que no se conoce")
ALIKE = 3
"""One line of so many must go on in the other document for two matrices to be of the same plan."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matrices of one plan, the earlier first, row by row, and what the later one takes back."""

    before: PlanDraft
    after: PlanDraft
    steps: tuple[Step, ...]
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """The sheet of a project and a plan of action that has it too, with what both say of it."""

    sheet: DocumentDraft[ProjectSheet]
    plan: DocumentDraft[InstitutionalPlan]
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """The drafts in their order, a follow-up checked again beside its plan, and what they say together."""

    drafts: tuple[Draft, ...]
    pairs: tuple[Pair, ...] = ()
    across: tuple[Across, ...] = ()
    projects: tuple[Registered, ...] = ()


def together(drafts: Sequence[Draft]) -> Together:
    """Every comparison that some documents allow. Two documents given alone are taken for the same plan; among more,
    only those that go on from each other are."""
    read = list(drafts)
    pairs = list(_pairs(read))
    return Together(tuple(read), tuple(pairs), tuple(across(read)), tuple(_projects(read)))


def _pairs(read: list[Draft]) -> Iterator[Pair]:
    """The matrices in pairs. A follow-up learns in `read` which plan is at hand."""
    matrices = [at for at, draft in enumerate(read) if isinstance(draft, PlanDraft) and draft.matrix.lines]
    alone = len(read) == len(matrices) == 2
    for number, first in enumerate(matrices):
        for second in matrices[number + 1 :]:
            at, other = sorted((first, second), key=lambda place: _order(read[place]))
            before, after = read[at], read[other]
            if not isinstance(before, PlanDraft) or not isinstance(after, PlanDraft):
                continue
            steps = compare(before.matrix, after.matrix)
            if not alone and not _goes_on(steps, after):
                continue
            if _follows(before) and not _follows(after):
                before = read[at] = rechecked(before, after)
            yield Pair(before, after, steps, _changes(before, after, steps))


def _changes(before: PlanDraft, after: PlanDraft, steps: tuple[Step, ...]) -> tuple[CheckResult, ...]:
    """What the later matrix takes back. A follow-up that tells why an action is not done has given the reason; that it
    was no narrative's to decide is told where the follow-up is read."""
    names = (before.source.file, after.source.file)
    told = {at: cancellation_told(line.narrative) for at, line in enumerate(before.matrix.lines)}
    return check_changes(before.matrix, after.matrix, steps, names, after.where, told, before.where)


def _projects(read: Sequence[Draft]) -> Iterator[Registered]:
    documents = [draft for draft in read if isinstance(draft, DocumentDraft)]
    for sheet in documents:
        for plan in documents:
            if not isinstance(sheet.content, ProjectSheet) or not isinstance(plan.content, InstitutionalPlan):
                continue
            if planned_project(sheet.content, plan.content, folded):
                yield Registered(sheet, plan, check_project_in_plan(sheet, plan, folded))


def _goes_on(steps: Sequence[Step], after: PlanDraft) -> bool:
    """Whether enough lines of a matrix go on in the other, of the same year or the next."""
    kept = sum(step.continuity in (Continuity.SAME, Continuity.REWORDED) for step in steps)
    return kept * ALIKE >= len(after.matrix.lines)


def _follows(draft: PlanDraft) -> bool:
    return draft.has("progress") or draft.has("narrative")


def _order(draft: Draft) -> tuple[int, bool, int]:
    """The earlier first: by year, a follow-up before the plan it may be held against, by version."""
    if not isinstance(draft, PlanDraft):
        return 0, False, 0
    version = draft.matrix.version.strip()
    return draft.matrix.fiscal_year or 0, not _follows(draft), int(version) if version.isdecimal() else 0


def reviewed(found: Together) -> Iterator[Reviewed]:
    """Each document, and what they say together, as the report of the review tells them."""
    for draft in found.drafts:
        kind = draft.recognition.title or UNKNOWN
        yield Reviewed(draft.source.file, kind, draft.findings, draft.checks, answering=answering(draft))
    for pair in found.pairs:
        names = f"{pair.before.source.file} · {pair.after.source.file}"
        units = either(pair.before, pair.after)
        yield Reviewed(names, VERSIONS, (), pair.checks, files=True, answering=units)
    for each in found.across:
        yield Reviewed(f"{each.before.source.file} · {each.after.source.file}", TARGETS, (), each.checks, files=True)
    for registered in found.projects:
        names = f"{registered.sheet.source.file} · {registered.plan.source.file}"
        yield Reviewed(names, PROJECTS, (), registered.checks, files=True)
