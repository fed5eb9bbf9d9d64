"""Flow (not accumulated): each year stands alone; the reports of a year add up, and the years do not.

- Year and to date: what the periods of the year add up to, over the year's target.
- Multi-year: in the last programmed year, what that year reached over the multi-year target; before it, the mean of the
  percentages of the elapsed years, each capped.
"""

from fractions import Fraction

from rumbo.domain.annualization.checks import inside_term, last_is_target, no_gap
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, Rule, YearStand
from rumbo.domain.annualization.pace import pace
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, course_outcome, mean_outcome, walk
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Known, Outcome, Reason, Undefined
from rumbo.findings import CheckResult, marked

SHAPE = Shape(Family.FLOW)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    stands = walk(goal, as_of, options, SHAPE)
    now = stands[-1]
    expected, at_cutoff = pace(goal, as_of, SHAPE, now)
    term = _term(goal, stands, options.cap)
    return Figures(now.value, now.outcome, now.outcome, term, expected, at_cutoff, years=stands)


def _term(goal: Goal, stands: tuple[YearStand, ...], cap: int | None) -> Outcome:
    if goal.target is None:
        return Undefined(Reason.NO_TARGET)
    now = stands[-1]
    last = max((year for year, each in goal.programme.items() if isinstance(each, Quantity)), default=None)
    if last is not None and now.year >= last:
        final = next(each for each in reversed(stands) if each.year == last)
        return course_outcome(SHAPE, final.value, Known(Fraction(0)), Known(goal.target.units))
    empty = now.outcome.reason if isinstance(now.outcome, Undefined) else Reason.NOT_REPORTED
    return mean_outcome(stands, None, cap, empty)


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    return inside_term(goal), no_gap(goal), last_is_target(goal)


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


RULE = Rule(
    id="flow",
    edition="1",
    name=marked("Flujo"),
    source=marked("Guía nacional de indicadores (flujo); reglas de un sistema departamental de seguimiento"),
    measure=measure,
    check=check,
    within=within,
    additive=True,
)
