"""All the figures of a follow-up in one computation: its targets, its levels and the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.placed import MeasuredPlacement, measured_placements, settings_on
from rumbo.apps.measurement.models import Measure
from rumbo.apps.plans.models import NodeRevision
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.rollup import NOTHING, NodeSum, contribution, weight_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.measurement.tracing import trace_of, trace_of_node
from rumbo.domain.outcomes import Outcome

MEASURES: tuple[tuple[Measure, Percentage], ...] = tuple((measure, Percentage(measure.value)) for measure in Measure)

Child = tuple[str, int | None, Outcome]
"""Uid, weight and outcome of what stands under a level."""


@dataclass(frozen=True, slots=True)
class Level:
    """A node as the roll-up sees it."""

    pk: int
    uid: str
    parent_id: int | None
    weight: int | None


@dataclass(frozen=True)
class Computation:
    """All the figures of a follow-up: by placement, and for each measure the sums of every level (None is the plan)."""

    settings: Settings
    closed: bool
    placements: tuple[MeasuredPlacement, ...]
    levels: tuple[Level, ...]
    sums: Mapping[Percentage, Mapping[int | None, NodeSum]]

    def children(self, level: int | None, which: Percentage) -> list[Child]:
        """What stands directly under a level (None: under the plan), as a trace and a digest tell it."""
        own = [
            (each.uid, weight_of(self.settings, each.weight), each.figures.outcome(which))
            for each in self._targets_under.get(level, ())
        ]
        below = [
            (each.uid, weight_of(self.settings, each.weight), self.sums[which][each.pk].outcome)
            for each in self._levels_under.get(level, ())
        ]
        return own + below

    @cached_property
    def _targets_under(self) -> Mapping[int | None, list[MeasuredPlacement]]:
        found: defaultdict[int | None, list[MeasuredPlacement]] = defaultdict(list)
        for each in self.placements:
            if each.counts:
                found[each.node_id].append(each)
        return found

    @cached_property
    def _levels_under(self) -> Mapping[int | None, list[Level]]:
        found: defaultdict[int | None, list[Level]] = defaultdict(list)
        for each in self.levels:
            found[each.parent_id].append(each)
        return found


def compute(
    followup: Followup,
    *,
    closed: bool,
    rules: Mapping[int, str] | None = None,
    corrected_until: datetime | None = None,
) -> Computation:
    """Measures everything a follow-up measures, from the accepted reports and nothing else; of a closed one as it was
    closed, or with what corrected it up to a moment."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    placements = tuple(
        measured_placements(followup, settings, closed=closed, rules=rules, corrected_until=corrected_until)
    )
    levels = tuple(_levels_of(followup))
    sums = {which: _sums(placements, levels, settings, which, closed) for _, which in MEASURES}
    return Computation(settings, closed, placements, levels, sums)


def trace_of_placement(measured: MeasuredPlacement, which: Percentage) -> Trace:
    """The trace of one percentage of a target, with where its inputs come from."""
    return trace_of(measured.figures, which, measured.provenance)


def level_trace(computation: Computation, level: int | None, which: Percentage) -> Trace:
    """The trace of a level (None: of the plan)."""
    return trace_of_node(computation.children(level, which), computation.settings, computation.closed, which)


def _levels_of(followup: Followup) -> list[Level]:
    """The levels of the version measured, those below before those above."""
    rows = NodeRevision.objects.filter(version=followup.plan_version_id).order_by("-depth", "ordinal")
    columns = ("pk", "uid", "parent_id", "weight")
    return [
        Level(pk, str(uid), parent, weight.units if weight is not None else None)
        for pk, uid, parent, weight in rows.values_list(*columns)
    ]


def _sums(
    placements: Iterable[MeasuredPlacement],
    levels: Iterable[Level],
    settings: Settings,
    which: Percentage,
    closed: bool,
) -> Mapping[int | None, NodeSum]:
    """The sums of every level, from the lowest up: each is the weighted mean of what stands directly under it."""
    sums: defaultdict[int | None, NodeSum] = defaultdict(NodeSum)
    for each in placements:
        if each.counts:
            added = contribution(weight_of(settings, each.weight), each.figures.outcome(which), settings, closed)
            sums[each.node_id] = sums[each.node_id].replace(NOTHING, added)
    for level in levels:
        added = contribution(weight_of(settings, level.weight), sums[level.pk].outcome, settings, closed)
        sums[level.parent_id] = sums[level.parent_id].replace(NOTHING, added)
    return sums
