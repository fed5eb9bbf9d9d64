"""Sum: each report tells what was done in its period; the reports add up to the year and the years to the target.

- Year: what the periods of the year add up to, over the year's target.
- To date: what all years so far add up to, over what they had programmed. A year that nobody reported, or to which the
  programme did not apply, leaves both sums; it is not a zero. What was done in a year that nobody programmed, or at
  zero, adds to the first sum and nothing to the second: it was done, and no programme is made up for it. The percentage
  may then pass 100 %, which its explanation says; it is cut where it is averaged.
- Multi-year: the opening value plus all that was reported, over the multi-year target. Without an opening value it
  cannot be computed, unless the goal begins with its first followed period.
- A period that does not apply leaves the numerator, and the denominator too where the plan programmed it by period. The
  multi-year target stays: only a modification changes it.
- The baseline plays no part. A year with target zero has no percentage, yet what it did counts for the multi-year one.
"""

from fractions import Fraction

from rumbo.domain.annualization.checks import adds_up, inside_term, no_gap
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Opening, Options, Rule, YearStand
from rumbo.domain.annualization.pace import pace
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, walk
from rumbo.domain.outcomes import Computed, Course, Known, Mark, Outcome, Reason, Undefined, born
from rumbo.findings import CheckResult, marked

SHAPE = Shape(Family.FLOW)


def measure(goal: Goal, as_of: AsOf, options: Options) -> Figures:
    """The figures of a goal at a cut-off, by the rule of this file."""
    stands = walk(goal, as_of, options, SHAPE)
    now = stands[-1]
    expected, at_cutoff = pace(goal, as_of, SHAPE, now)
    return Figures(now.value, now.outcome, _to_date(stands), _term(goal, stands), expected, at_cutoff, years=stands)


def _to_date(stands: tuple[YearStand, ...]) -> Outcome:
    done = [each for each in stands if isinstance(each.value, Known)]
    zeros = [
        each for each in stands if isinstance(each.outcome, Computed) and Mark.COUNTED_AS_ZERO in each.outcome.marks
    ]
    if not done and not zeros:
        return Undefined(stands[-1].value.reason) if isinstance(stands[-1].value, Undefined) else stands[-1].outcome
    due = Fraction(sum(each.wanted.units for each in [*done, *zeros] if isinstance(each.wanted, Known)))
    reached = Fraction(sum(each.value.units for each in done if isinstance(each.value, Known)))
    if due <= 0:
        programmed = any(isinstance(each.wanted, Known) for each in stands)
        return Undefined(Reason.ZERO_TARGET if programmed else Reason.NOT_PROGRAMMED)
    return born(reached / due, _gaps(stands) + ((Mark.COUNTED_AS_ZERO,) if zeros else ()), Course(reached, 0, due))


def _term(goal: Goal, stands: tuple[YearStand, ...]) -> Outcome:
    if goal.target is None:
        return Undefined(Reason.NO_TARGET)
    if goal.opening is None:
        return Undefined(Reason.NO_OPENING)
    if goal.target.units <= 0:
        return Undefined(Reason.ZERO_TARGET if not goal.target.units else Reason.AGAINST_TREND)
    done = [each.value.units for each in stands if isinstance(each.value, Known)]
    before = goal.opening.value.units if isinstance(goal.opening, Opening) else 0
    last = stands[-1].value
    if not done and isinstance(last, Undefined) and not isinstance(goal.opening, Opening):
        return Undefined(last.reason)
    total = before + sum(done)
    return born(Fraction(total, goal.target.units), _gaps(stands), Course(total, 0, goal.target.units))


def _gaps(stands: tuple[YearStand, ...]) -> tuple[Mark, ...]:
    """Whether a programmed year, or a period of a reported one, is without answer."""
    silent = any(
        isinstance(each.outcome, Undefined)
        and isinstance(each.value, Undefined)
        and each.value.reason is Reason.NOT_REPORTED
        and isinstance(each.wanted, Known)
        for each in stands
    )
    partly = any(isinstance(each.value, Known) and Mark.INCOMPLETE in each.value.marks for each in stands)
    return (Mark.INCOMPLETE,) if silent or partly else ()


def check(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that this rule can measure."""
    return inside_term(goal), no_gap(goal), adds_up(goal)


def within(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


RULE = Rule(
    id="sum",
    edition="1",
    name=marked("Suma"),
    source=marked("Definición distrital de anualización: «los reportes se suman y la línea base no afecta el cálculo»"),
    measure=measure,
    check=check,
    within=within,
    additive=True,
)
