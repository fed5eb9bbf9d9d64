"""A project seen from the outside: what the execution of the budget says of it, the targets of plans it feeds, and its
risks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.budget.queries import execution_of_project
from rumbo.apps.measurement.queries import last_measured
from rumbo.apps.plans.bridge.measured import sheets_of_targets
from rumbo.apps.projects import queries
from rumbo.apps.risks.queries import risks_of_project
from rumbo.domain.measurement.ratios import Spent
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.budget.pages import cut_words
from rumbo.faces.web.budget.spending import ratio_address, told_ratio
from rumbo.faces.web.measurement.telling import Told, address, light_of, told
from rumbo.faces.web.projects.framing import framed
from rumbo.faces.web.projects.pages import version_asked
from rumbo.faces.web.risks.showing import standing
from rumbo.faces.web.session import entity_id_of
from rumbo.faces.web.words import period_words

SHOWN = ("initial", "definitive", "certificates", "commitments", "obligations", "payments", "executed", "available")
YEAR = "year"
SHARES = {
    "commitments": Spent.COMMITTED_OF_DEFINITIVE,
    "obligations": Spent.OBLIGATED_OF_DEFINITIVE,
    "payments": Spent.PAID_OF_DEFINITIVE,
    "executed": Spent.EXECUTED_OF_DEFINITIVE,
}
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Sum:
    """A column of amounts: as the execution calls it, what the lines of the project sum up, and the ratio that it is
    of the definitive appropriation, leading to both sums (None for a column that is none of it)."""

    header: str
    amount: int
    share: Told | None


@dataclass(frozen=True, slots=True)
class CutShown:
    """What one execution says of the project: its first lines cell by cell (None: it does not say), and the sums."""

    version: Any
    title: str
    settled: bool
    code: str
    headers: tuple[str, ...]
    lines: tuple[tuple[Any, tuple[tuple[str, int | None], ...]], ...]
    more: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """A target that goals of the project are: where it stands in its plan, its last progress and the sheet that
    measures it."""

    placement: Any
    goals: tuple[Any, ...]
    period: str
    year: Told | None
    light: tuple[str, str]
    sheet: Any


@require_safe
def following(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The budget and the plans around a project."""
    version = version_asked(request, uid)
    context = framed(request, version, "web:projects-following", Link(_("Seguimiento"), "")) | {
        "cuts": [_cut(each, version.project) for each in execution_of_project(version.project, code=version.last_code)],
        "targets": _targets(entity_id_of(request), version),
        "risks": standing(risks_of_project(version.project_id)),
    }
    return render(request, "web/projects/following.html", context)


def _cut(told_of: Any, project: Any) -> CutShown:
    headers = {field: header for field, header, _number in told_of.version.columns if field in told_of.amounts}
    shown = [field for field in SHOWN if field in headers]
    first = told_of.rows[0]
    return CutShown(
        version=told_of.version,
        title=cut_words(told_of.version),
        settled=told_of.settled,
        code=first.bpin or first.project_code,
        headers=tuple(headers[field] for field in shown),
        lines=tuple((row, _cells(row, shown, headers)) for row in told_of.rows[:MOST_LINES]),
        more=max(told_of.lines - MOST_LINES, 0),
        sums=tuple(
            Sum(headers[field], told_of.amounts[field].centavos, _share(told_of, field, project)) for field in shown
        ),
    )


def _cells(row: Any, shown: Iterable[str], headers: dict[str, str]) -> tuple[tuple[str, int | None], ...]:
    return tuple((headers[field], getattr(row, field)) for field in shown)


def _share(told_of: Any, field: str, project: Any) -> Told | None:
    ratio = told_of.ratio(SHARES[field]) if field in SHARES else None
    if ratio is None or not ratio.counted:
        return None
    return told_ratio(ratio, ratio_address(told_of.version.uid, ratio.which, str(project.uid)))


def _targets(entity_id: int, version: Any) -> list[TargetShown]:
    fed = queries.targets_fed(version)
    keys = [each.target_id for each in fed]
    measured = last_measured(entity_id, keys) if keys else {}
    sheets = sheets_of_targets(keys) if keys else {}
    return [_target(each, measured.get(each.target_id), sheets.get(each.target_id)) for each in fed]


def _target(fed: Any, last: Any, sheet: Any) -> TargetShown:
    outcome = last.outcomes.get(YEAR) if last else None
    href = address(last.followup.uid, last.placement_uid, YEAR) if last else ""
    return TargetShown(
        placement=fed.placement,
        goals=fed.goals,
        period=period_words(last.followup.period) if last else "",
        year=told(outcome, href) if outcome else None,
        light=light_of(last.band if last else None),
        sheet=sheet,
    )
