"""The years of a goal, one after the other: what each reached, from where it started and what it wanted.

Every rule is a shape here: flow or level, where a year starts, and whether more or less is better. The percentage of a
year is always the same course, (level - start) / (wanted - start); what differs is what stands in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rumbo.domain.annualization.goal import (
    AsOf,
    Goal,
    LevelWithoutReport,
    NoDemand,
    NotReportedRule,
    Opening,
    Options,
    YearStand,
)
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.numbers import FIGURE_UNITS, QUANTITY_UNITS, Quantity
from rumbo.domain.outcomes import (
    COUNTED_AS_ZERO,
    Amount,
    Computed,
    Course,
    Known,
    Mark,
    Mean,
    Outcome,
    Reason,
    Share,
    Undefined,
    born,
)


class Family(StrEnum):
    """A flow report is what was done in the period; a level report is the level reached at its end."""

    FLOW = "flow"
    LEVEL = "level"


class Start(StrEnum):
    """Where a year begins to count from."""

    ZERO = "zero"
    BASELINE = "baseline"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells one rule from another. `based`: the goal begins at its baseline, else at zero. `increments`: the
    yearly programme is what the year adds. `carries`: a year without report keeps the last level. `holds`: the whole
    target is wanted from the first day of the year."""

    family: Family
    start: Start = Start.ZERO
    rising: bool = True
    based: bool = False
    increments: bool = False
    carries: bool = False
    holds: bool = False


def origin_of(goal: Goal, shape: Shape) -> Amount:
    """Where the whole goal begins: its baseline, or zero for the types that have none."""
    if not shape.based:
        return Known(0)
    return Known(goal.baseline.units) if goal.baseline is not None else Undefined(Reason.NO_BASELINE)


def walk(goal: Goal, as_of: AsOf, options: Options, shape: Shape) -> tuple[YearStand, ...]:
    """The stands of all followed years up to the cut-off, in order; the last one is the year of the cut-off."""
    by_year = _answers_by_year(goal, as_of)
    first = min([as_of.year, *by_year, *goal.programme])
    previous, reported_before = _before_first(goal, shape)
    stands = []
    for year in range(first, as_of.year + 1):
        carried = previous if shape.carries and options.carry_increasing and reported_before else None
        stand = _stand(year, by_year.get(year, ()), previous, carried, goal, as_of, options, shape)
        stands.append(stand)
        reported_before = reported_before or isinstance(stand.value, Known)
        previous = stand.value if isinstance(stand.value, Known) else Undefined(Reason.NO_PREVIOUS_LEVEL)
    return tuple(stands)


def obstacle(shape: Shape, start: int | Fraction, wanted: int | Fraction) -> Reason | None:
    """Why no percentage can be told between two amounts, or None. A wrong direction would make worse look better."""
    restarts = shape.start is Start.PREVIOUS and not shape.increments
    if wanted == start or (restarts and wanted > start):
        zero_based = shape.start is Start.ZERO or shape.increments
        return Reason.ZERO_TARGET if zero_based else Reason.TARGET_AT_START
    return None if (wanted > start) == shape.rising else Reason.AGAINST_TREND


def course_outcome(shape: Shape, value: Amount, start: Amount, wanted: Amount, part: Share | None = None) -> Outcome:
    """The percentage of a way, or why there is none. What cannot be told for the plan comes before what was
    reported."""
    if isinstance(wanted, Undefined):
        executed = isinstance(value, Known) and Mark.CARRIED not in value.marks
        return Undefined(wanted.reason, (Mark.REPORT_WITHOUT_PROGRAMME,) if executed else ())
    if isinstance(value, Undefined) and value.reason is Reason.NOT_APPLICABLE:
        return value
    if isinstance(start, Undefined):
        return born(part.part, (), part) if part else start
    stopped = obstacle(shape, start.units, wanted.units)
    if stopped:
        return _stopped(shape, stopped, value, start, wanted, part)
    if isinstance(value, Undefined):
        return value
    course = Course(value.units, start.units, wanted.units)
    return born(Fraction(value.units - start.units, wanted.units - start.units), value.marks, part or course)


def mean_outcome(stands: Sequence[YearStand], divisor: int | None, cap: int | None, empty: Reason) -> Outcome:
    """The mean of the years that have a percentage, each capped; `divisor` None divides by how many they are."""
    terms = tuple((each.year, each.outcome.figure) for each in stands if isinstance(each.outcome, Computed))
    if not terms:
        return Undefined(empty)
    divisor = divisor or len(terms)
    total = sum(figure if cap is None else min(cap, figure) for _, figure in terms)
    missing = any(_unreported(each.outcome) for each in stands)
    marks = (Mark.INCOMPLETE,) if missing else ()
    return born(Fraction(total, divisor * FIGURE_UNITS), marks, Mean(terms, divisor, cap))


def _unreported(outcome: Outcome) -> bool:
    return isinstance(outcome, Undefined) and outcome.reason is Reason.NOT_REPORTED


def _answers_by_year(goal: Goal, as_of: AsOf) -> dict[int, list[tuple[int, Answer]]]:
    upto = (as_of.year, as_of.ordinal)
    years: dict[int, list[tuple[int, Answer]]] = {}
    for key in sorted(goal.answers):
        if key <= upto:
            years.setdefault(key[0], []).append((key[1], goal.answers[key]))
    return years


def _before_first(goal: Goal, shape: Shape) -> tuple[Amount, bool]:
    """The level before the first followed year, and whether somebody reported it (an opening value with its source)."""
    if isinstance(goal.opening, Opening):
        return Known(goal.opening.value.units), True
    if goal.opening is None:
        return Undefined(Reason.NO_OPENING), False
    return origin_of(goal, shape), False


def _stand(
    year: int,
    answers: Sequence[tuple[int, Answer]],
    previous: Amount,
    carried: Amount | None,
    goal: Goal,
    as_of: AsOf,
    options: Options,
    shape: Shape,
) -> YearStand:
    start = _start(goal, shape, previous)
    wanted = _wanted(year, answers, start, goal, shape)
    read = _reached([answer for _, answer in answers], options, shape.family)
    part = read if isinstance(read, Share) else None
    value = _at(read, start, wanted) if isinstance(read, Share) else read
    outcome = course_outcome(shape, value, start, wanted, part)
    if isinstance(value, Undefined) and value.reason is Reason.NOT_REPORTED:
        if year == as_of.year:
            value = Undefined(_why_silent(answers, goal, as_of))
        outcome = _without_report(value, outcome, start, wanted, carried, year, as_of, options, shape)
        if isinstance(carried, Known):
            value = Known(carried.units, (Mark.CARRIED,))
    return YearStand(year, value, start, wanted, outcome)


def _why_silent(answers: Sequence[tuple[int, Answer]], goal: Goal, as_of: AsOf) -> Reason:
    """Why nothing is known of the year of the cut-off: no period of it has ended, none that ended was programmed, or
    somebody owed an answer and gave none."""
    if as_of.ordinal == 0:
        return Reason.NOT_DUE
    of_year = {key[1]: each for key, each in goal.period_programme.items() if key[0] == as_of.year}
    promised = any(isinstance(each, Quantity) for ordinal, each in of_year.items() if ordinal <= as_of.ordinal)
    return Reason.NOT_REPORTED if answers or promised or not of_year else Reason.PERIOD_NOT_PROGRAMMED


def _without_report(
    value: Undefined,
    outcome: Outcome,
    start: Amount,
    wanted: Amount,
    carried: Amount | None,
    year: int,
    as_of: AsOf,
    options: Options,
    shape: Shape,
) -> Outcome:
    """A year that nobody reported: 0 % only where a setting says so; a carried level where the type carries it.

    A carried level says where a goal stands, not what the year added: on the increment basis the year stays without
    percentage.
    """
    if not (isinstance(outcome, Undefined) and outcome.reason is Reason.NOT_REPORTED):
        return outcome
    if value.reason is Reason.NOT_REPORTED and _counts_as_zero(year, as_of, options, shape):
        return Computed(0, (Mark.COUNTED_AS_ZERO,), COUNTED_AS_ZERO)
    if isinstance(carried, Known) and not shape.increments:
        return course_outcome(shape, Known(carried.units, (Mark.CARRIED,)), start, wanted)
    return value


def _counts_as_zero(year: int, as_of: AsOf, options: Options, shape: Shape) -> bool:
    if shape.family is Family.LEVEL and not shape.carries and options.level_without_report is LevelWithoutReport.ZERO:
        return True
    closed = as_of.closed or year < as_of.year
    return closed and options.not_reported is NotReportedRule.ZERO_AT_CLOSING


def _start(goal: Goal, shape: Shape, previous: Amount) -> Amount:
    if shape.start is Start.PREVIOUS:
        return previous
    return origin_of(goal, shape) if shape.start is Start.BASELINE else Known(0)


def _wanted(year: int, answers: Sequence[tuple[int, Answer]], start: Amount, goal: Goal, shape: Shape) -> Amount:
    """What the year wants. A flow period that does not apply leaves the numerator and, where the plan says how much it
    promised, the denominator."""
    programmed = goal.programme.get(year)
    if not isinstance(programmed, Quantity):
        return Undefined(Reason.NOT_PROGRAMMED)
    if shape.increments:
        return Known(start.units + programmed.units) if isinstance(start, Known) else start
    if shape.family is Family.LEVEL:
        return Known(programmed.units)
    excused = (goal.period_programme.get((year, p)) for p, each in answers if isinstance(each, NotApplicable))
    return Known(programmed.units - sum(each.units for each in excused if isinstance(each, Quantity)))


def _reached(answers: Sequence[Answer], options: Options, family: Family) -> Known | Share | Undefined:
    """What the answers of a year come to: the last one for a level, together for a flow; or which nothing they are."""
    settled = [_settled(answer, options) for answer in answers]
    values = [each for each in settled if isinstance(each, Quantity | Ratio | Share | Undefined)]
    missing = any(isinstance(each, NotReported) for each in settled)
    if not values:
        applies = missing or not settled
        return Undefined(Reason.NOT_REPORTED if applies else Reason.NOT_APPLICABLE)
    marks = (Mark.INCOMPLETE,) if missing and family is Family.FLOW else ()
    last = values[-1]
    if isinstance(last, Share | Undefined):
        return last
    if isinstance(last, Ratio):
        return _ratio([each for each in values if isinstance(each, Ratio)] if family is Family.FLOW else [last], marks)
    if family is Family.LEVEL:
        return Known(last.units)
    return Known(sum(each.units for each in values if isinstance(each, Quantity)), marks)


def period_level(answer: Answer, options: Options) -> Known | Share | Undefined:
    """What one period says by itself: the level reached, the part of the way, or which nothing it is."""
    return _reached([answer], options, Family.LEVEL)


def _settled(answer: Answer, options: Options) -> Answer:
    """A ratio of 0 of 0 becomes what the setting says that it is: not applicable, or everything answered."""
    if isinstance(answer, Ratio) and not answer.numerator.units and not answer.denominator.units:
        return NotApplicable() if options.no_demand is NoDemand.NOT_APPLICABLE else Share(Fraction(1))
    return answer


def _ratio(ratios: Iterable[Ratio], marks: tuple[Mark, ...]) -> Known | Undefined:
    """Numerators together over denominators together: a mean of ratios would let a small period weigh like a large
    one."""
    kept = list(ratios)
    below = sum(each.denominator.units for each in kept)
    if not below:
        return Undefined(Reason.ZERO_DENOMINATOR)
    return Known(Fraction(sum(each.numerator.units for each in kept) * kept[-1].per * QUANTITY_UNITS, below), marks)


def _at(part: Share, start: Amount, wanted: Amount) -> Amount:
    """The level that a part of the way comes to."""
    if isinstance(wanted, Undefined):
        return wanted
    if isinstance(start, Undefined):
        return start
    return Known(start.units + part.part * (wanted.units - start.units))


def _stopped(shape: Shape, reason: Reason, value: Amount, start: Known, wanted: Known, part: Share | None) -> Undefined:
    if isinstance(value, Undefined):
        return Undefined(reason)
    course = Course(value.units, start.units, wanted.units)
    if reason is Reason.ZERO_TARGET:
        executed = value.units != start.units
        return Undefined(reason, (Mark.REPORT_WITHOUT_PROGRAMME,) if executed else (), course)
    reached = value.units >= wanted.units if shape.rising else value.units <= wanted.units
    if part:
        reached = part.part >= 1
    met = reached and reason is Reason.TARGET_AT_START
    return Undefined(reason, (Mark.MET,) if met else (), course)
