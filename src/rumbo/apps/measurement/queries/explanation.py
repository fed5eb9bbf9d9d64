"""How one figure came about: its trace, what its parts are called, and the reports and evidence that went in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from rumbo.apps.audit.actor import Actor
from rumbo.apps.followup.models import Followup
from rumbo.apps.followup.queries import visible_reports
from rumbo.apps.measurement.bridge import (
    MeasuredPlacement,
    TargetOutlook,
    band_lit,
    is_left_out,
    measured_placements,
    outcome_above,
    outcome_of,
    outlook_of_placement,
    settings_on,
    trace_of_placement,
    weight_of_figure,
)
from rumbo.apps.measurement.models import COUNTS_TWICE, CorrectedFigure, Figure, Measure
from rumbo.apps.plans.bridge.counting import counting_twice
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.measurement.bands import Band, Percentage
from rumbo.domain.measurement.kept import trace_kept
from rumbo.domain.measurement.levels import LEFT_OUT, Child
from rumbo.domain.measurement.rollup import weight_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.measurement.tracing import trace_of_node
from rumbo.domain.outcomes import Outcome, Reason
from rumbo.findings import Finding

THE_PLAN = "plan"
AHEAD_OF = (Measure.YEAR, Measure.EXPECTED, Measure.AT_CUTOFF)
"""The figures of a year, beside which stands how it would end."""


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
    after the closing and is told here, 0 for the closing itself; `was_corrected` whether anything was. `target` is the
    uid of the target itself, and `ahead` how its year would end, where that stands beside the figure. `twice` is what
    was found of targets that do not count since they would twice: this one, or some under this level."""

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
    target: str = ""
    was_corrected: bool = False
    ahead: TargetOutlook | None = None
    twice: tuple[Finding, ...] = ()

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
    rows = {row.measure: row for row in figures_of(followup, subject)}
    figure = rows.get(measure)
    if figure is None:
        return None
    since = _corrected(rows, correction)
    kept = since.get(measure) or getattr(figure, "trace", None)
    settings = settings_on(followup.entity_id, followup.period.last_day)
    measured = _measured(followup, figure, settings)
    outcomes = {key: outcome_of(since.get(key, row)) for key, row in rows.items()}
    told = trace_kept(kept.trace, outcomes[measure]) if kept else _trace_now(followup, figure, settings, measured)
    kind, number, name = called(figure, followup)
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
        trace=told,
        frozen=kept is not None,
        names=_names(followup, figure),
        reports=reports_inside(actor, told),
        correction=correction if measure in since else 0,
        target=target_of(figure),
        was_corrected=vars(figure)["was_corrected"],
        ahead=outlook_of_placement(measured, followup.period.last_day) if measured and measure in AHEAD_OF else None,
        twice=counting_twice(followup.plan_version_id) if _any_twice(figure, told) else (),
    )


def _any_twice(figure: Figure, trace: Trace) -> bool:
    told = any(each.reason == Reason.COUNTS_TWICE.value for each in trace.excluded)
    return told or figure.weight == COUNTS_TWICE


def rule_frozen(figure: Figure) -> str:
    """The key of the rule with which a figure was frozen ("sum@1")."""
    return f"{figure.rule}@{figure.edition}"


def _measured(followup: Followup, figure: Figure, settings: Settings) -> MeasuredPlacement | None:
    """A target measured now, where its figure moves or stands beside how its year will end; one that was corrected
    after its closing has two stories already."""
    closed = followup.closed_at is not None
    beside = figure.measure in AHEAD_OF and not vars(figure)["was_corrected"]
    if figure.placement_id is None or (closed and not beside):
        return None
    rules = {figure.placement_id: rule_frozen(figure)} if closed else {}
    return measured_placements(followup, settings, closed=closed, placement=figure.placement_id, rules=rules)[0]


def _trace_now(followup: Followup, figure: Figure, settings: Settings, measured: MeasuredPlacement | None) -> Trace:
    which = Percentage(figure.measure)
    if measured is not None:
        return trace_of_placement(measured, which)
    children, shown = _under(followup, figure, settings)
    return trace_of_node(children, settings, False, which, shown)


def _under(followup: Followup, figure: Figure, settings: Settings) -> tuple[list[Child], list[str]]:
    """What stands directly under a level or the plan, with the figures kept of it, and the targets that are only shown
    there: two queries, and nothing of the rest of the plan is measured for it."""
    kept = Figure.objects.filter(followup=followup, measure=figure.measure)
    here = {"placement__version": followup.plan_version_id, "placement__node": figure.node_id}
    targets = kept.filter(**here).order_by("placement__ordinal").select_related("placement")
    levels = kept.filter(node__version=followup.plan_version_id, node__parent=figure.node_id).order_by("node__ordinal")
    placed = [(each, each.placement) for each in targets if each.placement is not None]
    above = [(each, each.node) for each in levels.select_related("node") if each.node is not None]
    children: list[Child] = [
        (str(child.uid), _weight(row, child, settings), outcome_above(row, outcome_of(row)))
        for row, child in placed
        if child.counts
    ]
    for row, level in above:
        left_out = is_left_out(settings, level.kind, level.name, level.printed)
        children.append((str(level.uid), _weight(row, level, settings), LEFT_OUT if left_out else outcome_of(row)))
    return children, [str(child.uid) for _, child in placed if not child.counts]


def _weight(figure: Figure, child: Placement | NodeRevision, settings: Settings) -> int | None:
    """What a child weighs as it was kept; of before it was, what the plan says."""
    if figure.weight is not None:
        return weight_of_figure(figure)
    return weight_of(settings, child.weight.units if child.weight is not None else None)


def _corrected(rows: Mapping[str, Figure], correction: int) -> dict[str, CorrectedFigure]:
    """By measure, what figures are since a correction."""
    found = CorrectedFigure.objects.filter(figure__in=[row.pk for row in rows.values()])
    if not correction:
        return {}
    upto = found.filter(correction__ordinal__lte=correction).select_related("figure").order_by("correction__ordinal")
    return {row.figure.measure: row for row in upto}


def figures_of(followup: Followup, subject: str) -> list[Figure]:
    """The figures of a target, a level (both by uid) or the plan ("plan") in a follow-up, with what they are of."""
    corrected = CorrectedFigure.objects.filter(figure=OuterRef("pk"))
    rows = Figure.objects.filter(followup=followup).select_related("placement__revision__target", "node", "trace")
    rows = rows.annotate(was_corrected=Exists(corrected))
    if subject == THE_PLAN:
        return list(rows.filter(placement__isnull=True, node__isnull=True))
    return list(rows.filter(placement__uid=subject)) or list(rows.filter(node__uid=subject))


def called(figure: Figure, followup: Followup) -> tuple[str, str, str]:
    """Kind, number and name of what a figure is of."""
    if figure.placement is not None:
        return "target", figure.placement.number, figure.placement.revision.statement
    if figure.node is not None:
        return "level", figure.node.code, figure.node.name
    return "plan", "", followup.plan_version.plan.name


def target_of(figure: Figure) -> str:
    """The uid of the target itself, whatever places it; empty for a level and the plan."""
    return str(figure.placement.revision.target.uid) if figure.placement is not None else ""


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


def reports_inside(actor: Actor, trace: Trace) -> dict[str, Inside]:
    """The reports that went into a figure and the reader may see, by uid, with their evidence: one query."""
    uids = {each.source.uid for each in trace.inputs if each.label.startswith("report") and each.source.uid}
    if not uids:
        return {}
    columns = ("evidence__evidence__title", "evidence__evidence__uid", "evidence__evidence__link")
    rows = visible_reports(actor).filter(uid__in=uids).order_by("evidence__pk").values_list("uid", *columns)
    found: dict[str, Inside] = {}
    for report, title, evidence, link in rows:
        before = found.get(str(report), Inside(str(report))).evidence
        found[str(report)] = Inside(str(report), (*before, (title, str(evidence), link)) if evidence else before)
    return found
