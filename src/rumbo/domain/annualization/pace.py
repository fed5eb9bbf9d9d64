"""What was due at the cut-off, and what was reached of it. Without a programme by period nothing is invented."""

from rumbo.domain.annualization.goal import AsOf, Goal, YearStand
from rumbo.domain.annualization.years import Family, Shape, course_outcome, obstacle
from rumbo.domain.followup.states import NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Amount, Computed, Known, Mark, Outcome, Reason, Undefined


def pace(goal: Goal, as_of: AsOf, shape: Shape, stand: YearStand) -> tuple[Outcome, Outcome]:
    """(part of the year that was due, what was reached against what was due).

    Due is what dated milestones promise, the whole target at the end of the year and for types that hold their target
    all the time, or else the programme by period. With none of these both are undefined.
    """
    start, wanted = stand.start, stand.wanted
    if isinstance(wanted, Undefined) or isinstance(start, Undefined):
        missing = [each.reason for each in (wanted, start) if isinstance(each, Undefined)]
        return Undefined(missing[0]), Undefined(missing[0])
    stopped = obstacle(shape, start.units, wanted.units)
    if stopped:
        return Undefined(stopped), Undefined(stopped)
    due = _due(goal, as_of, shape, start, wanted)
    expected = course_outcome(shape, due, start, wanted)
    if isinstance(due, Undefined):
        return expected, Undefined(due.reason)
    if due.units == start.units:
        # What is due may be nothing because it was excused: then that is why.
        excused = isinstance(stand.value, Undefined) and stand.value.reason is Reason.NOT_APPLICABLE
        return expected, Undefined(Reason.NOT_APPLICABLE if excused else Reason.NOT_DUE)
    return expected, _reached(shape, stand, start, due)


def _reached(shape: Shape, stand: YearStand, start: Known, due: Known) -> Outcome:
    if isinstance(stand.outcome, Computed) and Mark.COUNTED_AS_ZERO in stand.outcome.marks:
        return stand.outcome
    if isinstance(stand.outcome, Undefined):
        return Undefined(stand.outcome.reason)
    return course_outcome(shape, stand.value, start, due)


def _due(goal: Goal, as_of: AsOf, shape: Shape, start: Known, wanted: Known) -> Amount:
    if goal.due_share is not None:
        return Known(start.units + goal.due_share * (wanted.units - start.units))
    if as_of.final or shape.holds:
        return Known(wanted.units)
    programme = _of_year(goal, as_of.year)
    if not programme:
        return Undefined(Reason.NO_PERIOD_PROGRAMME)
    upto = [(ordinal, units) for ordinal, units in programme if ordinal <= as_of.ordinal]
    if not upto:
        return Undefined(Reason.NOT_DUE)
    if shape.increments:
        return Known(start.units + sum(units for _, units in upto))
    if shape.family is Family.LEVEL:
        return Known(upto[-1][1])
    excused = {key[1] for key, each in goal.answers.items() if key[0] == as_of.year and isinstance(each, NotApplicable)}
    return Known(start.units + sum(units for ordinal, units in upto if ordinal not in excused))


def _of_year(goal: Goal, year: int) -> list[tuple[int, int]]:
    """(ordinal, units) of the programmed periods of a year, in order."""
    entries = ((key[1], each) for key, each in goal.period_programme.items() if key[0] == year)
    return sorted((ordinal, each.units) for ordinal, each in entries if isinstance(each, Quantity))
