"""Capacity: a level built up from a baseline. Measured as increasing with a programme written as levels.

- The multi-year target is the level of the last year, baseline included: 4, 11, 18, 25 for a target of 25.
- A programme of increments (50, 50, 50, 50 for a target of 200) is the usual mistake; a check names it.
"""

from dataclasses import replace

from rumbo.domain.annualization import increasing
from rumbo.domain.annualization.goal import AsOf, Basis, Figures, Goal, Options
from rumbo.findings import CheckResult, marked


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    return increasing.measure(_as_levels(goal), as_of, options)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    return increasing.check(_as_levels(goal))


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return increasing.within(_as_levels(goal), year)


def _as_levels(goal: Goal) -> Goal:
    return goal if goal.basis is Basis.CUMULATIVE else replace(goal, basis=Basis.CUMULATIVE)


RULE = replace(
    increasing.RULE,
    id="capacity",
    name=marked("Capacidad"),
    source=marked("Guía nacional de indicadores (capacidad); equivale a creciente sobre nivel acumulado"),
    measure=measure,
    check=check,
    within=within,
)
