"""Constant: the target is the same all the time; what counts is the last report of the year.

- Year and to date: the last level reported in the year over the year's target. A year without report has no value; a
  setting may count it as 0 %.
- Multi-year: the percentages of the elapsed years, each capped, divided by the number of programmed years; so it grows
  towards 100 % as the years pass. Years with target zero, not programmed or not applicable leave that number.
- Compliance: the mean of the elapsed years alone. Both are published, and are not the same.
- An earlier programmed year of which nothing is known leaves the multi-year figure undefined, unless the goal begins
  with its first followed period.
- At any cut-off the whole target is expected, for a constant target is not reached little by little.
"""

from rumbo.domain.annualization.checks import inside_term, no_gap, stays_constant
from rumbo.domain.annualization.goal import AsOf, Figures, FromStart, Goal, Options, Rule, YearStand
from rumbo.domain.annualization.pace import pace
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, mean_outcome, walk
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined
from rumbo.findings import CheckResult, marked

SHAPE = Shape(Family.LEVEL, holds=True)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    stands = walk(goal, as_of, options, SHAPE)
    now = stands[-1]
    expected, at_cutoff = pace(goal, as_of, SHAPE, now)
    empty = now.outcome.reason if isinstance(now.outcome, Undefined) else Reason.NOT_REPORTED
    compliance = mean_outcome(stands, None, options.cap, empty)
    term = held_term(goal, stands, options.cap, empty)
    return Figures(now.value, now.outcome, now.outcome, term, expected, at_cutoff, compliance, stands)


def held_term(goal: Goal, stands: tuple[YearStand, ...], cap: int | None, empty: Reason) -> Outcome:
    """The multi-year figure of a target that is held year after year: the mean over all its programmed years."""
    if goal.target is None:
        return Undefined(Reason.NO_TARGET)
    if not isinstance(goal.opening, FromStart) and _unknown_past(stands):
        return Undefined(Reason.NO_OPENING)
    without = {
        each.year
        for each in stands
        if isinstance(each.outcome, Undefined) and each.outcome.reason is Reason.NOT_APPLICABLE
    }
    years = [y for y, each in goal.programme.items() if isinstance(each, Quantity) and each.units and y not in without]
    return mean_outcome(stands, max(len(years), 1), cap, empty)


def _unknown_past(stands: tuple[YearStand, ...]) -> bool:
    """Whether the first programmed year has no answer of any kind."""
    for each in stands:
        if isinstance(each.outcome, Computed):
            return False
        if each.outcome.reason is Reason.NOT_REPORTED and each is not stands[-1]:
            return True
    return False


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    return inside_term(goal), no_gap(goal), stays_constant(goal)


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


RULE = Rule(
    id="constant",
    edition="1",
    name=marked("Constante"),
    source=marked("Definición distrital de anualización: «el avance se calcula con el último reporte del periodo»"),
    measure=measure,
    check=check,
    within=within,
    kept=True,
)
