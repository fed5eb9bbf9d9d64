"""Increasing: a report tells the level reached, counted from a baseline; more is better.

- Programme written as levels (cumulative basis). Year: (level - baseline) / (year's target - baseline).
- Programme written as what each year adds (increment basis). Year: (level - level of the year before) / year's target.
  The level before the first followed year is the opening value.
- Multi-year, on both: (level - baseline) / (target - baseline).
- A year without report carries the last known level forward, marked as carried. On the increment basis such a year
  has no percentage of its own: a carried level does not tell what the year added.
- Where the target equals the baseline there is no percentage; reaching it is marked as met. A target under the
  baseline is refused, for a lower level would look like progress.

Reading the programme on the wrong basis is the commonest error of published figures: 92 of 19 gives 484 %.
"""

from rumbo.domain.annualization.checks import (
    above_baseline,
    has_baseline,
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
from rumbo.findings import CheckResult, marked

LEVELS = Shape(Family.LEVEL, Start.BASELINE, based=True, carries=True)
INCREMENTS = Shape(Family.LEVEL, Start.PREVIOUS, based=True, carries=True, increments=True)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    shape = INCREMENTS if goal.basis is Basis.INCREMENT else LEVELS
    return measure_level(goal, as_of, options, shape, LEVELS)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    always = (inside_term(goal), no_gap(goal), has_baseline(goal), above_baseline(goal))
    if goal.basis is Basis.INCREMENT:
        return (*always, increments_reach(goal, goal.baseline), not_levels(goal))
    return (*always, last_is_target(goal), never_falls(goal), not_increments(goal))


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, INCREMENTS if goal.basis is Basis.INCREMENT else LEVELS)


RULE = Rule(
    id="increasing",
    edition="1",
    name=marked("Creciente"),
    source=marked("Definición distrital de anualización: «el cálculo toma la línea base como punto de partida»"),
    measure=measure,
    check=check,
    within=within,
    needs_baseline=True,
    asks_basis=True,
)
