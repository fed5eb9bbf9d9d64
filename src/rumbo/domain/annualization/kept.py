"""What the types that must be kept in every period have in common: each period stands alone, none makes up for another.

- A period is worth 100 % where it keeps the target, never more; else the part of the way that its type says.
- Year and to date: the mean of the periods that answered. One that was owed and not reported is left out and told; a
  setting counts it as 0 % at closing. One that does not apply leaves the mean.
- Multi-year and compliance: as constant, for the target is held year after year.
- At any cut-off the whole target is expected.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from rumbo.domain.annualization.checks import inside_term, no_gap, stays_constant
from rumbo.domain.annualization.constant import held_term
from rumbo.domain.annualization.goal import AsOf, Figures, Goal, NotReportedRule, Options, YearStand
from rumbo.domain.annualization.within_year import check_year
from rumbo.domain.annualization.years import Family, Shape, mean_outcome, period_level, walk
from rumbo.domain.followup.reporting import Answer
from rumbo.domain.followup.states import NotReported
from rumbo.domain.numbers import FIGURE_UNITS, figure_of
from rumbo.domain.outcomes import (
    KEPT_WHOLE,
    Computed,
    Known,
    Mark,
    MeanOfPeriods,
    Outcome,
    Reason,
    Share,
    Undefined,
    Units,
    born,
)
from rumbo.findings import CheckResult

SHAPE = Shape(Family.LEVEL, holds=True)
Part = Callable[[Units, Units], Fraction]
"""From the level of a period and the one wanted: how far the period kept it, from 0 to 1."""


def measure_kept(goal: Goal, as_of: AsOf, options: Options, part: Part, *, zero_tells: bool) -> Figures:
    """The figures of a target that is kept period by period. `zero_tells` where a target of zero can be kept."""
    stands = tuple(_kept(each, goal, as_of, options, part, zero_tells) for each in walk(goal, as_of, options, SHAPE))
    now = stands[-1]
    empty = now.outcome.reason if isinstance(now.outcome, Undefined) else Reason.NOT_REPORTED
    compliance = mean_outcome(stands, None, options.cap, empty)
    term = held_term(goal, stands, options.cap, empty)
    expected = _expected(now, zero_tells)
    at_cutoff = now.outcome if isinstance(expected, Computed) else expected
    return Figures(now.value, now.outcome, now.outcome, term, expected, at_cutoff, compliance, stands)


def check_kept(goal: Goal) -> tuple[CheckResult, ...]:
    """Whether the programme is one that these rules can measure."""
    return inside_term(goal), no_gap(goal), stays_constant(goal)


def within_kept(goal: Goal, year: int) -> tuple[CheckResult, ...]:
    """Whether the periods of a year are programmed for what the year promises."""
    return check_year(goal, year, SHAPE)


def _expected(stand: YearStand, zero_tells: bool) -> Outcome:
    if isinstance(stand.wanted, Undefined):
        return Undefined(stand.wanted.reason)
    return (
        Computed(FIGURE_UNITS, ground=KEPT_WHOLE) if stand.wanted.units or zero_tells else Undefined(Reason.ZERO_TARGET)
    )


def _kept(stand: YearStand, goal: Goal, as_of: AsOf, options: Options, part: Part, zero_tells: bool) -> YearStand:
    """A year with the mean of its periods in place of its last level."""
    wanted = stand.wanted
    if isinstance(wanted, Undefined) or not (wanted.units or zero_tells):
        return stand
    terms, missing = list[tuple[int, int]](), False
    for ordinal, answer in _of_year(goal, as_of, stand.year):
        missing = missing or isinstance(answer, NotReported)
        level = period_level(answer, options)
        if isinstance(level, Share):
            terms.append((ordinal, figure_of(min(max(level.part, Fraction(0)), Fraction(1)))))
        elif isinstance(level, Known):
            terms.append((ordinal, figure_of(part(level.units, wanted.units))))
    if not terms:
        told = isinstance(stand.value, Undefined) and not isinstance(stand.outcome, Computed)
        return replace(stand, outcome=Undefined(stand.value.reason)) if told else stand  # type: ignore[union-attr]
    return replace(stand, outcome=_mean(stand.year, terms, goal, as_of, options, missing))


def _mean(year: int, terms: list[tuple[int, int]], goal: Goal, as_of: AsOf, options: Options, missing: bool) -> Outcome:
    closed = as_of.closed or year < as_of.year
    if not (missing and closed and options.not_reported is NotReportedRule.ZERO_AT_CLOSING):
        marks = (Mark.INCOMPLETE,) if missing else ()
    else:
        silent = ((at, 0) for at, each in _of_year(goal, as_of, year) if isinstance(each, NotReported))
        terms, marks = sorted([*terms, *silent]), (Mark.COUNTED_AS_ZERO,)
    mean = Fraction(sum(figure for _, figure in terms), len(terms) * FIGURE_UNITS)
    return born(mean, marks, MeanOfPeriods(tuple(terms)))


def _of_year(goal: Goal, as_of: AsOf, year: int) -> Iterator[tuple[int, Answer]]:
    """The answers of a year up to the cut-off, in order."""
    upto = (as_of.year, as_of.ordinal)
    return ((key[1], goal.answers[key]) for key in sorted(goal.answers) if key[0] == year and key <= upto)
