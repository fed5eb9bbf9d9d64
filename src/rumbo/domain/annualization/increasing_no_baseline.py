"""Increasing without baseline: as increasing, counted from zero.

- Programme written as levels. Year: level / year's target.
- Programme written as what each year adds. Year: (level - level of the year before) / year's target.
- Multi-year: level / target. A year without report carries the last known level, marked as carried.
"""

from rumbo.domain.annualization.checks import (
    increments_reach,
    inside_term,
    last_is_target,
    never_falls,
    no_gap,
    not_increments,
    not_levels,
)
from rumbo.domain.annualization.goal import AsOf, Basis, Figures, Goal, Options, Rule
from rumbo.domain.annualization.levels import measure_level
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, Start
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, marked

LEVELS = Shape(Family.LEVEL, carries=True)
INCREMENTS = Shape(Family.LEVEL, Start.PREVIOUS, carries=True, increments=True)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    shape = INCREMENTS if goal.basis is Basis.INCREMENT else LEVELS
    return measure_level(goal, as_of, options, shape, LEVELS)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    if goal.basis is Basis.INCREMENT:
        return inside_term(goal), no_gap(goal), increments_reach(goal, Quantity(0)), not_levels(goal)
    return inside_term(goal), no_gap(goal), last_is_target(goal), never_falls(goal), not_increments(goal)


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, INCREMENTS if goal.basis is Basis.INCREMENT else LEVELS)


RULE = Rule(
    id="increasing_no_baseline",
    edition="1",
    name=marked("Creciente sin línea base"),
    source=marked("Como creciente, con línea base cero"),
    measure=measure,
    check=check,
    within=within,
    asks_basis=True,
)
