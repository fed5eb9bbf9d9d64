"""All the figures of a follow-up in one computation: its targets, its levels and the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.placed import MeasuredPlacement, measured_placements, settings_on
from rumbo.apps.measurement.models import Measure
from rumbo.apps.plans.models import NodeRevision
from rumbo.domain.measurement import levels as domain
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.levels import Child, LevelFigure, Placed, roll_up_plan
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.measurement.tracing import trace_of, trace_of_node

MEASURES: tuple[tuple[Measure, Percentage], ...] = tuple((measure, Percentage(measure.value)) for measure in Measure)


@dataclass(frozen=True, slots=True)
class Level:
    """A node as the roll-up sees it."""

    pk: int
    uid: str
    parent_id: int | None
    weight: int | None


@dataclass(frozen=True, slots=True)
class Computation:
    """All the figures of a follow-up: by placement, and for each measure every level by its key (None is the plan)."""

    settings: Settings
    closed: bool
    placements: tuple[MeasuredPlacement, ...]
    levels: tuple[Level, ...]
    rolled: Mapping[Percentage, Mapping[int | None, LevelFigure]]

    def children(self, level: int | None, which: Percentage) -> tuple[Child, ...]:
        """What stands directly under a level (None: under the plan), as a trace and a digest tell it."""
        return self.rolled[which][level].children


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
    rolled = {which: _rolled(placements, levels, settings, which, closed) for _, which in MEASURES}
    return Computation(settings, closed, placements, levels, rolled)


def trace_of_placement(measured: MeasuredPlacement, which: Percentage) -> Trace:
    """The trace of one percentage of a target, with where its inputs come from."""
    return trace_of(measured.figures, which, measured.provenance)


def level_trace(computation: Computation, level: int | None, which: Percentage) -> Trace:
    """The trace of a level (None: of the plan)."""
    shown = computation.rolled[which][level].shown
    return trace_of_node(computation.children(level, which), computation.settings, computation.closed, which, shown)


def _levels_of(followup: Followup) -> list[Level]:
    """The levels of the version measured, those below before those above."""
    rows = NodeRevision.objects.filter(version=followup.plan_version_id).order_by("-depth", "ordinal")
    columns = ("pk", "uid", "parent_id", "weight")
    return [
        Level(pk, str(uid), parent, weight.units if weight is not None else None)
        for pk, uid, parent, weight in rows.values_list(*columns)
    ]


def _rolled(
    placements: Iterable[MeasuredPlacement],
    levels: Iterable[Level],
    settings: Settings,
    which: Percentage,
    closed: bool,
) -> Mapping[int | None, LevelFigure]:
    """Every level rolled up by one percentage, and the plan. The database lets a revision count in one place only."""
    uid_of = {level.pk: level.uid for level in levels}
    key_of = {uid: pk for pk, uid in uid_of.items()}
    placed = (
        Placed(
            uid=each.uid,
            target=each.figures.target.uid,
            level=uid_of[each.node_id] if each.node_id is not None else None,
            outcome=each.figures.outcome(which),
            weight=each.weight,
            counts=each.counts,
        )
        for each in placements
    )
    tree = (
        domain.Level(each.uid, uid_of[each.parent_id] if each.parent_id is not None else None, each.weight)
        for each in levels
    )
    rolled = roll_up_plan(tree, placed, settings, closed)
    return {None if uid is None else key_of[uid]: figure for uid, figure in rolled.items()}
