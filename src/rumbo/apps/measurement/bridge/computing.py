"""All the figures of a follow-up in one computation: its targets, its levels and the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.levels import Level, budgets_of, levels_of
from rumbo.apps.measurement.bridge.placed import MeasuredPlacement, measured_placements, settings_on
from rumbo.apps.measurement.models import Measure
from rumbo.domain.measurement import levels as domain
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.levels import COUNTS_TWICE, Child, LevelFigure, Placed, roll_up_plan
from rumbo.domain.measurement.rollup import ROLL_UP_EDITION
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.trace import Trace
from rumbo.domain.measurement.tracing import trace_of, trace_of_node

MEASURES: tuple[tuple[Measure, Percentage], ...] = tuple((measure, Percentage(measure.value)) for measure in Measure)


@dataclass(frozen=True)
class Computation:
    """All the figures of a follow-up: by placement, and for each measure every level by its key (None is the plan)."""

    settings: Settings
    closed: bool
    placements: tuple[MeasuredPlacement, ...]
    levels: tuple[Level, ...]
    rolled: Mapping[Percentage, Mapping[int | None, LevelFigure]]
    edition: str

    @cached_property
    def weights(self) -> Mapping[str, int | None]:
        """What everything that counts weighs in the level above it, by uid: the same in every percentage."""
        levels = self.rolled[Percentage.YEAR].values()
        return {uid: weight for level in levels for uid, weight, _ in level.children}

    @cached_property
    def by_placement(self) -> Mapping[int, MeasuredPlacement]:
        """The placed targets by their key."""
        return {each.pk: each for each in self.placements}

    def trace(self, placement: int | None, level: int | None, which: Percentage) -> Trace:
        """How one of its figures came about: of a placed target, else of a level (None: of the plan)."""
        if placement is not None:
            return trace_of_placement(self.by_placement[placement], which)
        return level_trace(self, level, which)

    @cached_property
    def counting_twice(self) -> frozenset[str]:
        """The placed targets, by uid, that do not count since their version lets them count in two places."""
        levels = self.rolled[Percentage.YEAR].values()
        return frozenset(uid for level in levels for uid, _, outcome in level.children if outcome == COUNTS_TWICE)

    def children(self, level: int | None, which: Percentage) -> tuple[Child, ...]:
        """What stands directly under a level (None: under the plan), as a trace and a digest tell it."""
        return self.rolled[which][level].children


def compute(
    followup: Followup,
    *,
    closed: bool,
    rules: Mapping[int, str] | None = None,
    corrected_until: datetime | None = None,
    edition: str = ROLL_UP_EDITION,
) -> Computation:
    """Measures everything a follow-up measures, from the accepted reports and nothing else; of a closed one as it was
    closed (by its `rules` and its `edition` of the weighted mean), or with what corrected it up to a moment."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    placements = tuple(
        measured_placements(followup, settings, closed=closed, rules=rules, corrected_until=corrected_until)
    )
    tree = _Tree(levels_of(followup, settings, edition), budgets_of(followup, settings, edition), edition)
    rolled = {which: _rolled(placements, tree, settings, which, closed) for _, which in MEASURES}
    return Computation(settings, closed, placements, tree.levels, rolled, edition)


def trace_of_placement(measured: MeasuredPlacement, which: Percentage) -> Trace:
    """The trace of one percentage of a target, with where its inputs come from."""
    return trace_of(measured.figures, which, measured.provenance)


def level_trace(computation: Computation, level: int | None, which: Percentage) -> Trace:
    """The trace of a level (None: of the plan)."""
    shown = computation.rolled[which][level].shown
    told = computation.settings, computation.closed
    return trace_of_node(computation.children(level, which), *told, which, shown, computation.edition)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The levels of a version, the money of its placements by key, and the edition of the mean that is asked for."""

    levels: tuple[Level, ...]
    budgets: Mapping[int, int]
    edition: str


def _rolled(
    placements: Iterable[MeasuredPlacement], tree: _Tree, settings: Settings, which: Percentage, closed: bool
) -> Mapping[int | None, LevelFigure]:
    """Every level rolled up by one percentage, and the plan."""
    uid_of = {level.pk: level.uid for level in tree.levels}
    key_of = {uid: pk for pk, uid in uid_of.items()}
    placed = (
        Placed(
            uid=each.uid,
            target=str(each.target_id),
            level=uid_of[each.node_id] if each.node_id is not None else None,
            outcome=each.figures.outcome(which),
            weight=each.weight,
            budget=tree.budgets.get(each.pk),
            counts=each.counts,
        )
        for each in placements
    )
    levels = (
        domain.Level(
            each.uid,
            uid_of[each.parent_id] if each.parent_id is not None else None,
            each.weight,
            each.budget,
            each.left_out,
        )
        for each in tree.levels
    )
    rolled = roll_up_plan(levels, placed, settings, closed, tree.edition)
    return {None if uid is None else key_of[uid]: figure for uid, figure in rolled.items()}
