"""What two documents of one entity say together: the targets that both show, and whether they say them alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from rumbo.domain.checks.documents.across import run_across
from rumbo.domain.document import DocumentDraft, Path, at
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.one_target import SharedTarget, shared_targets
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.domain.shapes import as_plain
from rumbo.findings import CheckResult
from rumbo.findings.wording import Translate, marked
from rumbo.layouts.documents import Draft
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.telling import Data, check_as_data, finding_as_data, where_as_data
from rumbo.layouts.outline.telling import pointer


@dataclass(frozen=True, slots=True)
class Across:
    """A strategic plan and a plan of action, the targets of both, and what was compared."""

    before: DocumentDraft[StrategicPlan]
    after: DocumentDraft[InstitutionalPlan]
    shared: tuple[SharedTarget, ...]
    checks: tuple[CheckResult, ...]


def across(drafts: Sequence[Draft]) -> Iterator[Across]:
    """The comparison of each strategic plan with each plan of action of the same entity and years."""
    documents = [draft for draft in drafts if isinstance(draft, DocumentDraft)]
    strategic = [draft for draft in documents if isinstance(draft.content, StrategicPlan)]
    action = [draft for draft in documents if isinstance(draft.content, InstitutionalPlan)]
    for before, after in product(strategic, action):
        if _of_one(before.content, after.content):
            shared = shared_targets(before.content, after.content, folded)
            yield Across(before, after, shared, run_across(before, after, shared))


def _of_one(strategic: StrategicPlan, action: InstitutionalPlan) -> bool:
    """Whether two plans may be of one entity and of years that meet: what one does not say is not held against it."""
    entities = {folded(name) for name in (strategic.entity, action.entity) if name}
    years = {year for year in (strategic.fiscal_year, action.fiscal_year) if year}
    return len(entities) < 2 and len(years) < 2


def named(content: Any, path: Path) -> str:
    """A target as its document names it: "Meta proyecto 04, proy. 7871 …", "7871 · 4 …"."""
    target = at(content, path)
    statement = str(target.statement)
    if path[0] == "objectives":
        project = f", proy. {target.project_code}" if target.project_code else ""
        kind = f"{target.kind} {target.number}".strip() + project
        return f"{kind}: {statement}" if kind else statement
    owner = at(content, path[:2])
    return f"{getattr(owner, 'code', '') or owner.number} · {target.number}: {statement}"


def across_as_data(found: Across, translate: Translate = marked) -> Data:
    """The comparison for json. A target is named by the path of its value in the content of its document."""
    return {
        "before": found.before.source.file,
        "after": found.after.source.file,
        "targets": [_pair_as_data(found, pair) for pair in found.shared],
        "findings": [finding_as_data(each, translate) for result in found.checks for each in result.findings],
        "checks": [check_as_data(result, translate) for result in found.checks],
    }


def _pair_as_data(found: Across, pair: SharedTarget) -> Data:
    return {
        "before": {"path": pointer(pair.before), "where": where_as_data(found.before.where(pair.before))},
        "after": {"path": pointer(pair.after), "where": where_as_data(found.after.where(pair.after))},
        "sure": pair.sure,
        "likeness": pair.likeness,
        "evidence": [each.value for each in pair.evidence],
        "differences": [
            {"field": each.field, "before": as_plain(each.before), "after": as_plain(each.after)}
            for each in pair.differences
        ],
    }
