"""What the types that walk from a beginning to a target level have in common: the multi-year percentage."""

from rumbo.domain.annualization.goal import AsOf, Figures, Goal, Options, YearStand
from rumbo.domain.annualization.pace import pace
from rumbo.domain.annualization.years import Shape, course_outcome, origin_of, walk
from rumbo.domain.outcomes import Known, Outcome, Reason, Undefined


def measure_level(goal: Goal, as_of: AsOf, options: Options, shape: Shape, whole: Shape) -> Figures:
    """The figures of a level type. `shape` measures the year, `whole` the multi-year way from the beginning of the
    goal."""
    stands = walk(goal, as_of, options, shape)
    now = stands[-1]
    expected, at_cutoff = pace(goal, as_of, shape, now)
    term = _term(goal, now, whole)
    return Figures(now.value, now.outcome, now.outcome, term, expected, at_cutoff, years=stands)


def _term(goal: Goal, now: YearStand, whole: Shape) -> Outcome:
    """(level - origin) / (target - origin): only the level of the cut-off and the beginning of the goal are needed."""
    if goal.target is None:
        return Undefined(Reason.NO_TARGET)
    return course_outcome(whole, now.value, origin_of(goal, whole), Known(goal.target.units))
