"""How one figure came about: its trace, what its parts are called, and the reports and evidence that went in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.followup.models import Followup, ReportEvidence
from rumbo.apps.followup.queries import visible_reports
from rumbo.apps.measurement.bridge import (
    band_lit,
    measured_placements,
    outcome_of,
    settings_on,
    trace_of_placement,
)
from rumbo.apps.measurement.models import CorrectedFigure, Figure, FrozenTrace, Measure
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.measurement.bands import Band, Percentage
from rumbo.domain.measurement.levels import Child
from rumbo.domain.measurement.rollup import weight_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace, from_plain
from rumbo.domain.measurement.tracing import trace_of_node
from rumbo.domain.outcomes import Outcome

THE_PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Inside:
    """A report that went into a figure, as far as the reader may see it: its evidence as title, uid and,
    where it is no file, link."""

    uid: str
    evidence: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with everything that explains it. `names` are what its children are called, by uid; `reports` what went
    in and the reader may open; `frozen` whether the trace was kept. `correction` is the ordinal of what was corrected
    after the closing and is told here, 0 for the closing itself."""

    followup: Followup
    subject: str
    kind: str
    name: str
    number: str
    measure: str
    outcomes: Mapping[str, Outcome]
    band: Band | None
    settings: Settings
    trace: Trace
    frozen: bool
    names: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, Inside] = field(default_factory=dict)
    correction: int = 0

    @property
    def outcome(self) -> Outcome:
        """The one that is explained."""
        return self.outcomes[self.measure]


def explained_figure(
    actor: Actor, followup: Followup, subject: str, measure: str, correction: int = 0
) -> Explained | None:
    """The figure of a target, a level (both by uid) or the plan ("plan"), explained; None when there is none. As it is
    since a `correction` of the closing, by its ordinal; as it was closed where that one and none before changed it."""
    if measure not in Measure.values:
        return None
    rows = {row.measure: row for row in _of_subject(followup, subject)}
    figure = rows.get(measure)
    if figure is None:
        return None
    since = _corrected(rows, correction)
    kept = since.get(measure) or FrozenTrace.objects.filter(figure=figure).first()
    trace = from_plain(kept.trace) if kept else trace_of_figure(followup, figure)
    outcomes = {key: outcome_of(since.get(key, row)) for key, row in rows.items()}
    settings = settings_on(followup.entity_id, followup.period.last_day)
    kind, number, name = _called(figure, followup)
    return Explained(
        followup=followup,
        subject=subject,
        kind=kind,
        name=name,
        number=number,
        measure=measure,
        outcomes=outcomes,
        band=band_lit(outcomes, settings),
        settings=settings,
        trace=trace,
        frozen=kept is not None,
        names=_names(followup, figure),
        reports=_reports(actor, trace),
        correction=correction if measure in since else 0,
    )


def trace_of_figure(followup: Followup, figure: Figure) -> Trace:
    """How a figure that still moves came about, made now."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    which = Percentage(figure.measure)
    if figure.placement_id is None:
        children, shown = _under(followup, figure, settings)
        return trace_of_node(children, settings, False, which, shown)
    measured = measured_placements(followup, settings, closed=False, placement=figure.placement_id)[0]
    return trace_of_placement(measured, which)


def _under(followup: Followup, figure: Figure, settings: Settings) -> tuple[list[Child], list[str]]:
    """What stands directly under a level or the plan, with the figures kept of it, and the targets that are only shown
    there: two queries, and nothing of the rest of the plan is measured for it."""
    kept = Figure.objects.filter(followup=followup, measure=figure.measure)
    here = {"placement__version": followup.plan_version_id, "placement__node": figure.node_id}
    targets = kept.filter(**here).order_by("placement__ordinal").select_related("placement")
    levels = kept.filter(node__version=followup.plan_version_id, node__parent=figure.node_id).order_by("node__ordinal")
    placed = [(each.placement, outcome_of(each)) for each in targets if each.placement is not None]
    above = [(each.node, outcome_of(each)) for each in levels.select_related("node") if each.node is not None]
    counting: list[tuple[Placement | NodeRevision, Outcome]] = [each for each in placed if each[0].counts]
    children = [
        (str(child.uid), weight_of(settings, child.weight.units if child.weight is not None else None), outcome)
        for child, outcome in [*counting, *above]
    ]
    return children, [str(child.uid) for child, _ in placed if not child.counts]


def _corrected(rows: Mapping[str, Figure], correction: int) -> dict[str, CorrectedFigure]:
    """By measure, what figures are since a correction."""
    found = CorrectedFigure.objects.filter(figure__in=[row.pk for row in rows.values()])
    if not correction:
        return {}
    upto = found.filter(correction__ordinal__lte=correction).select_related("figure").order_by("correction__ordinal")
    return {row.figure.measure: row for row in upto}


def _of_subject(followup: Followup, subject: str) -> Any:
    rows = Figure.objects.filter(followup=followup).select_related("placement__revision", "node")
    if subject == THE_PLAN:
        return rows.filter(placement__isnull=True, node__isnull=True)
    placed = rows.filter(placement__uid=subject)
    return placed if placed.exists() else rows.filter(node__uid=subject)


def _called(figure: Figure, followup: Followup) -> tuple[str, str, str]:
    """Kind, number and name of what a figure is of."""
    if figure.placement is not None:
        return "target", figure.placement.number, figure.placement.revision.statement
    if figure.node is not None:
        return "level", figure.node.code, figure.node.name
    return "plan", "", followup.plan_version.plan.name


def _names(followup: Followup, figure: Figure) -> dict[str, str]:
    """What stands directly under a level, as a person calls it; nothing for a target."""
    if figure.placement_id is not None:
        return {}
    version = followup.plan_version_id
    targets = Placement.objects.filter(version=version, node=figure.node_id)
    levels = NodeRevision.objects.filter(version=version, parent=figure.node_id)
    columns = ("uid", "number", "revision__statement")
    named = {str(uid): f"{number}. {statement}" for uid, number, statement in targets.values_list(*columns)}
    return named | {str(uid): name for uid, name in levels.values_list("uid", "name")}


def _reports(actor: Actor, trace: Trace) -> dict[str, Inside]:
    uids = {each.source.uid for each in trace.inputs if each.label.startswith("report") and each.source.uid}
    if not uids:
        return {}
    seen = {str(uid) for uid in visible_reports(actor).filter(uid__in=uids).values_list("uid", flat=True)}
    rows = ReportEvidence.objects.filter(report__uid__in=seen).order_by("pk")
    evidence: dict[str, tuple[tuple[str, str, str], ...]] = {}
    columns = ("report__uid", "evidence__uid", "evidence__title", "evidence__link")
    for report, uid, title, link in rows.values_list(*columns):
        evidence[str(report)] = (*evidence.get(str(report), ()), (title, str(uid), link))
    return {uid: Inside(uid, evidence.get(uid, ())) for uid in seen}
