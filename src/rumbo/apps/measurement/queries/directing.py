"""The director's page: how the plans of a year go, what is behind, what changed, and how each unit goes.

From the figures that are kept, in a fixed number of queries however many targets and periods: the follow-ups, the
settings, the units, the figures, the targets that are named, and five for the other sides of the plan in focus.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.measurement.bridge import band_lit, settings_on
from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.board import BoardFilter, BoardPlan, Choice, chosen_plans
from rumbo.apps.measurement.queries.board_figures import BoardFigures, Row, board_figures
from rumbo.apps.measurement.queries.board_sides import BoardSides, board_sides
from rumbo.apps.measurement.queries.board_targets import TargetTold, targets_told
from rumbo.apps.measurement.queries.board_units import Shift, UnitCell, shifts_of, unit_cells
from rumbo.apps.people.queries import units_of
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined

NAMED = 15
"""How many targets a list of the page names; it tells how many there are."""
TREE_TARGETS = 120
"""Up to how many targets a tree shows; beyond, its levels lead to them."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A target at its cut-off: the plan it is of, its placement, and its outcomes by measure."""

    plan: BoardPlan
    placement: int
    outcomes: Mapping[str, Outcome]

    @property
    def gap(self) -> int:
        """How much of the year is missing of what was expected: what they are put in order by, shown to nobody."""
        year, expected = self.outcomes.get(Measure.YEAR), self.outcomes.get(Measure.EXPECTED)
        both = isinstance(year, Computed) and isinstance(expected, Computed)
        return expected.figure - year.figure if both else 0  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows. `focus` is the plan that is looked at closely: the largest of those with an earlier
    period, else of all; None without any follow-up. `settings` are those of each follow-up, `level` the chosen level
    of the plan in focus, `units` all of the entity by key.

    `behind` are below what was expected, the furthest first; `silent` were due and nobody reported; `bare` counts those
    of which nothing can be expected. `shifts` changed their light. `told` are the targets named, by their placement.
    """

    choice: Choice
    looked: tuple[BoardPlan, ...] = ()
    focus: BoardPlan | None = None
    figures: BoardFigures = field(default_factory=BoardFigures)
    settings: Mapping[int, Settings] = field(default_factory=dict)
    level: Row | None = None
    units: Mapping[int, Any] = field(default_factory=dict)
    unit: Any | None = None
    behind: tuple[Behind, ...] = ()
    silent: tuple[Behind, ...] = ()
    bare: int = 0
    shifts: tuple[tuple[BoardPlan, Shift], ...] = ()
    cells: Mapping[int, Mapping[int, UnitCell]] = field(default_factory=dict)
    told: Mapping[int, TargetTold] = field(default_factory=dict)
    tree_targets: tuple[Row, ...] = ()
    sides: BoardSides = field(default_factory=BoardSides)

    def band(self, followup: Any, outcomes: Mapping[str, Outcome]) -> Band | None:
        """The light of something at a follow-up, by the settings of its day."""
        return band_lit(outcomes, self.settings[followup.pk])

    @property
    def levels(self) -> list[Row]:
        """The levels of the plan in focus, in its order."""
        here = self.focus.followup.pk if self.focus else 0
        rows = (row for (followup, _), row in self.figures.level_rows.items() if followup == here)
        return sorted(rows, key=lambda row: row.ordinal or 0)


def board_of(actor: Actor, asked: BoardFilter, today: date) -> Board:
    """The board of the entity of an actor. Ten queries; one where there is no follow-up."""
    choice = chosen_plans(actor.entity_id or 0, asked)
    if not choice.plans:
        return Board(choice)
    looked = tuple(each for each in choice.plans if each.uid == asked.plan_uid) or choice.plans
    focus = max(looked, key=lambda each: (len(each.history) > 1, each.followup.targets or 0))
    settings = _settings(choice.plans, focus)
    figures = board_figures(choice.plans, focus, settings, asked.level_uid)
    units = {each.pk: each for each in units_of(actor.entity_id or 0)}
    level = _level(figures, focus, asked.level_uid)
    unit = next((each for each in units.values() if str(each.uid) == asked.unit_uid), None)
    within = _Within(figures, focus, level, unit.pk if unit else None)
    standing = [Behind(plan, row.placement or 0, figures.targets[plan.followup.pk][row.target or 0])
                for plan in looked for row in within.rows(plan)]  # fmt: skip
    behind = sorted((each for each in standing if _is_behind(each)), key=lambda each: -each.gap)
    silent = [each for each in standing if _is_silent(each)]
    inside = {each.placement for each in standing}
    shifts = [(plan, shift) for plan in looked for shift in shifts_of(plan, figures, settings)
              if shift.placement in inside]  # fmt: skip
    cells = unit_cells(focus, figures, settings)
    tree = tuple(row for row in within.rows(focus) if row.counts)
    tree = tree if len(tree) <= TREE_TARGETS else ()
    named = {each.placement for each in (*behind[:NAMED], *silent[:NAMED])}
    named |= {key for _, shift in shifts[:NAMED] for key in (shift.placement, shift.placed_before)}
    named |= {row.placement or 0 for row in tree}
    return Board(
        choice=choice,
        looked=looked,
        focus=focus,
        figures=figures,
        settings=settings,
        level=level,
        units=units,
        unit=unit,
        behind=tuple(behind),
        silent=tuple(silent),
        bare=sum(_is_bare(each) for each in standing),
        shifts=tuple(shifts),
        cells={key: found for key, found in cells.items() if unit is None or key == unit.pk},
        told=targets_told(actor, named, choice.day, today),
        tree_targets=tree,
        sides=board_sides(focus.followup, figures, settings[focus.followup.pk]),
    )


def _settings(plans: tuple[BoardPlan, ...], focus: BoardPlan) -> dict[int, Settings]:
    """The choices under which each follow-up was measured, read once for each day."""
    followups = {each.pk: each for each in focus.history}
    followups |= {each.pk: each for plan in plans for each in (plan.followup, plan.before) if each is not None}
    days = {each.period.last_day: each.entity_id for each in followups.values()}
    chosen = {day: settings_on(entity, day) for day, entity in days.items()}
    return {key: chosen[each.period.last_day] for key, each in followups.items()}


def _level(figures: BoardFigures, focus: BoardPlan, uid: str) -> Row | None:
    rows = (row for (followup, _), row in figures.level_rows.items() if followup == focus.followup.pk)
    return next((row for row in rows if str(row.uid) == uid), None)


class _Within:
    """The targets that the filters leave: of a unit, and under a level of the plan in focus."""

    def __init__(self, figures: BoardFigures, focus: BoardPlan, level: Row | None, unit: int | None) -> None:
        self.figures, self.focus, self.level, self.unit = figures, focus, level, unit
        self.below = self._below(level.node) if level is not None else set()

    def rows(self, plan: BoardPlan) -> Iterator[Row]:
        """The targets of a plan, at its cut-off."""
        if self.level is not None and plan != self.focus:
            return
        for (followup, _), row in self.figures.target_rows.items():
            inside = self.level is None or row.placed_at in self.below
            if followup == plan.followup.pk and inside and self.unit in (None, row.unit):
                yield row

    def _below(self, top: int | None) -> set[int | None]:
        """A level and all that hangs from it, by the keys of their revisions."""
        rows = [row for (at, _), row in self.figures.level_rows.items() if at == self.focus.followup.pk]
        found: set[int | None] = {top}
        for row in sorted(rows, key=lambda each: each.depth or 0):
            if row.parent in found:
                found.add(row.node)
        return found


def _is_behind(each: Behind) -> bool:
    against = each.outcomes.get(Measure.AT_CUTOFF)
    return isinstance(against, Computed) and against.figure < FIGURE_UNITS


def _is_silent(each: Behind) -> bool:
    return _why(each, Measure.YEAR) is Reason.NOT_REPORTED


def _is_bare(each: Behind) -> bool:
    return _why(each, Measure.EXPECTED) is Reason.NO_PERIOD_PROGRAMME


def _why(each: Behind, measure: str) -> Reason | None:
    outcome = each.outcomes.get(measure)
    return outcome.reason if isinstance(outcome, Undefined) else None
