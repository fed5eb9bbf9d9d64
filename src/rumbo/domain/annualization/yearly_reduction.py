"""Yearly reduction: less is better, and every year starts again from the level of the year before.

- Year and to date: (level of the year before - level) / (level of the year before - year's target).
- The level before the first followed year is the opening value, or the baseline where the goal begins there.
- A year that begins at its target or below has no percentage; staying there is marked as met.
- Multi-year: the mean of the percentages of the elapsed years, each capped.
- Without the level of the year before there is no percentage; it is never assumed.
"""

from rumbo.domain.annualization.checks import has_baseline, inside_term, no_gap
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Opening, Options, Rule
from rumbo.domain.annualization.pace import pace
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, Start, mean_outcome, walk
from rumbo.domain.outcomes import Reason, Undefined
from rumbo.findings import CheckResult, marked

SHAPE = Shape(Family.LEVEL, Start.PREVIOUS, rising=False, based=True)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    stands = walk(goal, as_of, options, SHAPE)
    now = stands[-1]
    expected, at_cutoff = pace(goal, as_of, SHAPE, now)
    empty = now.outcome.reason if isinstance(now.outcome, Undefined) else Reason.NOT_REPORTED
    term = mean_outcome(stands, None, options.cap, empty)
    return Figures(now.value, now.outcome, now.outcome, term, expected, at_cutoff, years=stands)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    beginning = () if isinstance(goal.opening, Opening) else (has_baseline(goal),)
    return (inside_term(goal), no_gap(goal), *beginning)


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


RULE = Rule(
    id="yearly_reduction",
    edition="1",
    name=marked("Reducción anual"),
    source=marked("Guía nacional de indicadores (reducción anual): la línea base se renueva cada año"),
    measure=measure,
    check=check,
    within=within,
    needs_baseline=True,
)
