"""Reads of figures: the sheet of a follow-up, the explanation of one figure, the proof that closed ones still hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.followup.queries import entries_with_broken_signature
from rumbo.apps.measurement.actions.close_period import node_trace
from rumbo.apps.measurement.actions.writing import rows_of
from rumbo.apps.measurement.bridge import (
    MEASURES,
    compute,
    measured_placements,
    outcome_of,
    settings_on,
    trace_of_placement,
)
from rumbo.apps.measurement.models import Figure, FrozenTrace, Measure
from rumbo.domain.measurement.bands import Band, Percentage, band_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace, digest, from_plain
from rumbo.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target, a level or a plan stands: its figures by measure, and the band of its light."""

    uid: str
    name: str
    number: str
    depth: int
    figures: dict[str, Figure]
    band: Band | None

    def outcome(self, measure: str) -> Outcome | None:
        """One of its percentages."""
        figure = self.figures.get(measure)
        return outcome_of(figure) if figure else None

    def value(self, measure: str) -> int | None:
        """One of its figures, None when undefined."""
        figure = self.figures.get(measure)
        return figure.value if figure else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a follow-up in the order of the plan: the plan itself, then its levels and targets as a tree."""

    followup: Followup
    settings: Settings
    plan: Standing
    rows: tuple[Standing, ...]


def followup_to_measure(entity_id: int, uid: str) -> Followup | None:
    """A follow-up of the entity with what measuring it needs, or None."""
    found = Followup.objects.select_related("plan_version__plan", "plan_version__entity", "period", "entity")
    return found.filter(entity_id=entity_id, uid=uid).first()


def measured_followups(entity_id: int) -> QuerySet[Followup]:
    """The follow-ups of an entity, the latest first."""
    found = Followup.objects.filter(entity_id=entity_id).select_related("plan_version__plan", "period")
    return found.order_by("-period__last_day", "plan_version__plan__name")


def sheet_of(followup: Followup) -> Sheet:
    """The figures of a follow-up, with names, in the order of the plan. Three queries, whatever the number."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    figures = _figures(followup)
    plan = Standing("", followup.plan_version.plan.name, "", 0, figures.pop(("plan", 0), {}), None)
    rows = tuple(sorted_rows(figures, settings))
    return Sheet(followup, settings, _lit(plan, settings), rows)


Key = tuple[str, int]


def _figures(followup: Followup) -> dict[Key, dict[str, Figure]]:
    found: dict[Key, dict[str, Figure]] = {}
    rows = Figure.objects.filter(followup=followup).select_related("placement__revision", "placement__node", "node")
    for row in rows:
        key = (
            ("target", row.placement_id) if row.placement_id else ("node", row.node_id) if row.node_id else ("plan", 0)
        )
        found.setdefault((key[0], key[1] or 0), {})[row.measure] = row
    return found


def sorted_rows(figures: dict[Key, dict[str, Figure]], settings: Settings) -> Iterator[Standing]:
    """The levels and targets as the plan orders them, each target under its level."""
    samples = [next(iter(by_measure.values())) for by_measure in figures.values()]
    nodes = sorted((each for each in samples if each.node_id), key=lambda each: each.node.ordinal if each.node else 0)
    targets = sorted(
        (each for each in samples if each.placement_id),
        key=lambda each: each.placement.ordinal if each.placement else 0,
    )
    for target in targets:
        if target.placement and target.placement.node_id is None:
            yield _target_row(target, figures, settings, 0)
    for node in nodes:
        yield _node_row(node, figures, settings)
        for target in targets:
            if target.placement and target.placement.node_id == node.node_id:
                depth = node.node.depth + 1 if node.node else 1
                yield _target_row(target, figures, settings, depth)


def _node_row(sample: Figure, figures: dict[Key, dict[str, Figure]], settings: Settings) -> Standing:
    node = sample.node
    uid, name, depth = (str(node.uid), node.name, node.depth) if node else ("", "", 0)
    return _lit(Standing(uid, name, "", depth, figures["node", sample.node_id or 0], None), settings)


def _target_row(sample: Figure, figures: dict[Key, dict[str, Figure]], settings: Settings, depth: int) -> Standing:
    placed = sample.placement
    uid, name, number = (str(placed.uid), placed.revision.statement, placed.number) if placed else ("", "", "")
    return _lit(Standing(uid, name, number, depth, figures["target", sample.placement_id or 0], None), settings)


def _lit(standing: Standing, settings: Settings) -> Standing:
    """With the band of the percentage that the lights act on."""
    outcome = standing.outcome(settings.bands_on.value)
    band = band_of(settings.bands, outcome) if outcome is not None else None
    return Standing(standing.uid, standing.name, standing.number, standing.depth, standing.figures, band)


def figure_by_uid(entity_id: int, uid: str) -> Figure | None:
    """One figure with what its explanation needs, or None."""
    found = Figure.objects.select_related(
        "followup__plan_version__plan",
        "followup__plan_version__entity",
        "followup__period",
        "placement__revision__indicator",
        "node",
    )
    return found.filter(entity_id=entity_id, uid=uid).first()


def trace_of_figure(figure: Figure) -> Trace:
    """How a figure came about: as it was frozen, or made now for one that still moves."""
    frozen = FrozenTrace.objects.filter(figure=figure).first()
    if frozen is not None:
        return from_plain(frozen.trace)
    which = Percentage(figure.measure)
    followup = figure.followup
    if figure.placement_id is not None:
        settings = settings_on(followup.entity_id, followup.period.last_day)
        measured = measured_placements(followup, settings, closed=False, placement=figure.placement_id)[0]
        return trace_of_placement(measured, which)
    return node_trace(compute(followup, closed=False), figure.node_id, which)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something closed that no longer agrees. `what` is figure, inputs, weights, trace, missing, extra or signature."""

    what: str
    subject: str
    measure: str
    stored: str
    found: str


def closed_followups(entity_id: int | None = None) -> QuerySet[Followup]:
    """What verification recomputes: every closed follow-up, of one entity or of all."""
    found = Followup.objects.filter(state=FollowupState.CLOSED)
    found = found.select_related("entity", "plan_version__plan", "plan_version__entity", "period")
    return (found.filter(entity_id=entity_id) if entity_id is not None else found).order_by("entity_id", "pk")


def differences(followup: Followup) -> list[Difference]:
    """Recomputes a closed follow-up from its inputs, with the settings and rule editions of its time, and compares.

    Also a stored trace with its digest, and each accepted answer with the digest that its author signed.
    """
    stored = {_identity(each): each for each in _with_names(followup)}
    rules = {each.placement_id: f"{each.rule}@{each.edition}" for each in stored.values() if each.placement_id}
    computed = {_identity(each): each for each in rows_of(followup, compute(followup, closed=True, rules=rules))}
    found: list[Difference] = []
    for key, kept in stored.items():
        found += _compare(kept, computed.get(key))
    found += [
        Difference("missing", subject_of(each), each.measure, "", _told(each))
        for key, each in computed.items()
        if key not in stored
    ]
    return found + _broken_traces(followup) + _broken_signatures(followup)


def _with_names(followup: Followup) -> QuerySet[Figure]:
    return Figure.objects.filter(followup=followup).select_related("placement__revision", "node")


def _identity(figure: Figure) -> tuple[int | None, int | None, str]:
    return figure.placement_id, figure.node_id, figure.measure


def _compare(kept: Figure, computed: Figure | None) -> list[Difference]:
    if computed is None:
        return [Difference("extra", subject_of(kept), kept.measure, _told(kept), "")]
    found = []
    for what, told in (("figure", _told), ("weights", _weights), ("inputs", lambda each: each.inputs_digest[:12])):
        if told(kept) != told(computed):
            found.append(Difference(what, subject_of(kept), kept.measure, told(kept), told(computed)))
    return found


def subject_of(figure: Figure) -> str:
    """What a figure is of, as a person calls it; empty for the plan."""
    if figure.placement is not None:
        return f"{figure.placement.number}. {figure.placement.revision.statement}"
    return figure.node.name if figure.node is not None else ""


def _told(figure: Figure) -> str:
    return figure.undefined if figure.value is None else str(figure.value)


def _weights(figure: Figure) -> str:
    return f"{figure.weighted_total}/{figure.weight_sum} {figure.counted}+{figure.excluded}"


def _broken_traces(followup: Followup) -> list[Difference]:
    kept = FrozenTrace.objects.filter(figure__followup=followup)
    rows = kept.select_related("figure__placement__revision", "figure__node")
    return [
        Difference("trace", subject_of(row.figure), row.figure.measure, row.digest[:12], digest(row.trace)[:12])
        for row in rows
        if digest(row.trace) != row.digest
    ]


def _broken_signatures(followup: Followup) -> list[Difference]:
    """Accepted answers whose text is no longer the one that was signed."""
    return [
        Difference("signature", subject, Measure.YEAR, stored[:12], found[:12])
        for subject, stored, found in entries_with_broken_signature(followup)
    ]


def measures_shown() -> tuple[str, ...]:
    """The measures in the order in which they are shown."""
    return tuple(measure.value for measure, _ in MEASURES)
