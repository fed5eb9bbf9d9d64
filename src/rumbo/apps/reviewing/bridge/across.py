"""Live records side by side: one target in two plans in force, a project in its plan, what a plan announces of others.

The comparisons are those of documents that are read together (`rumbo.layouts.together`), asked of versions in force.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rumbo.apps.indicators.queries import SheetFilter, sheets_narrowed
from rumbo.apps.plans.bridge.printed import content_of, placed_paths
from rumbo.apps.plans.bridge.reviewing import answering_units
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.plans.queries import versions_in_force
from rumbo.apps.processes.queries import processes_of
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.projects.queries import projects_of, sheet
from rumbo.apps.reviewing.bridge import About, Kind, Record
from rumbo.apps.reviewing.bridge.live import places_on_the_form
from rumbo.apps.risks.models import Assessment
from rumbo.apps.versions.models import VersionState
from rumbo.domain.checks.registered import check_registered
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.findings import CheckResult, Where
from rumbo.layouts.together import together

OF_PARTS = ("strategic_plan", "institutional_action_plan")
OVER = ("superseded", "closed")


def across_records(entity_id: int, day: date) -> Iterator[Record]:
    """Every pair of records in force that tell of the same, each as a record of its own; the uid is that of the plan in
    which it is mended, or of the sheet of a project."""
    plans = [each for each in versions_in_force(entity_id) if each.layout in OF_PARTS]
    if not plans:
        return
    projects = list(projects_of(entity_id).exclude(state__in=OVER))
    owners: list[Any] = [*plans, *projects]
    drafts = [_plan(at, each) for at, each in enumerate(plans)]
    sheets = [_project(len(plans) + at, each) for at, each in enumerate(projects)]
    found = together([*drafts, *sheets])
    for pair in found.across:
        yield _pair(owners, pair.before, pair.after, pair.checks)
    for registered in found.projects:
        yield _pair(owners, registered.plan, registered.sheet, registered.checks)
    kept = _kept(entity_id, day)
    for version, draft in zip(plans, drafts, strict=True):
        if isinstance(draft.content, InstitutionalPlan):
            checks = check_registered(_name(version), draft.content, kept)
            yield Record(Kind.ACROSS, str(version.uid), _name(version), checks, mended=Kind.PLAN)


def _plan(at: int, version: PlanVersion) -> DocumentDraft[Any]:
    """A plan as a draft: the name of its source is its own, the digest its position among what is compared."""
    rows = {path: Where(cell=str(at)) for at, path in enumerate(placed_paths(version))}
    return DocumentDraft(Source(_name(version), str(at)), Recognition(version.layout), content_of(version), rows)


def _project(at: int, version: ProjectVersion) -> DocumentDraft[Any]:
    content = sheet(version)
    source = Source(version.name, str(at))
    return DocumentDraft(source, Recognition("project_sheet"), content, places_on_the_form(content))


def _name(version: PlanVersion) -> str:
    return f"{version.plan.name} ({version.label or version.number})"


def _pair(
    owners: list[Any], before: DocumentDraft[Any], after: DocumentDraft[Any], checks: tuple[CheckResult, ...]
) -> Record:
    """Two drafts as a record, mended in the second; a target is named by its number."""
    owner = owners[int(after.source.digest)]
    name = f"{before.source.file} · {after.source.file}"
    bare = tuple(_bare(each) for each in checks)
    if isinstance(owner, ProjectVersion):
        unit = owner.unit.name if owner.unit else ""
        return Record(Kind.ACROSS, str(owner.uid), name, bare, unit, mended=Kind.PROJECT)
    units = answering_units(owner)
    placed = placed_paths(owner).values()
    rows = tuple(About(str(each.uid), each.number, units.get(str(each.uid), "")) for each in placed)
    return Record(Kind.ACROSS, str(owner.uid), name, bare, rows=rows, mended=Kind.PLAN)


def _bare(result: CheckResult) -> CheckResult:
    """The answer without the source of a draft as its place."""
    bare = (replace(each, where=None) if each.where and each.where.digest else each for each in result.findings)
    return replace(result, findings=tuple(bare))


def _kept(entity_id: int, day: date) -> Mapping[str, int]:
    """How many of each the entity keeps, by the field of a plan that announces them."""
    risks = Assessment.objects.filter(entity_id=entity_id, version__state=VersionState.APPROVED)
    return {
        "announced_risks": risks.count(),
        "announced_indicators": sheets_narrowed(entity_id, SheetFilter()).exclude(process=None).count(),
        "announced_processes": processes_of(entity_id, day).count(),
    }
