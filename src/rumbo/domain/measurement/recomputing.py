"""A figure computed again from nothing but its trace: by its formula and the numbers in it, or by its weights.

Whoever holds a trace (an auditor, years later, without the program's data) needs no more than this page to check it.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from rumbo.domain.measurement.trace import Fact, Percent, Trace
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import LARGEST_FIGURE, Computed, Mark, Outcome, Reason, Undefined, born


class NotRecomputable(ValueError):
    """A trace that tells a figure and not how it is computed, or by a formula that this program does not know."""


def told_by(trace: Trace) -> Outcome:
    """What a trace says that its figure is, without its marks; why there is none where there is none."""
    result = trace.facts.get("result")
    if isinstance(result, Percent):
        return Computed(result.figure)
    return Undefined(Reason(trace.reason))


def recompute(trace: Trace) -> Outcome:
    """The figure of a trace, computed again from its formula; without its marks. Where there is no figure, why.

    Raises `NotRecomputable` where the trace does not say how.
    """
    if trace.reason:
        return Undefined(Reason(trace.reason))
    formula = FORMULAS.get(trace.formula or _unsaid(trace))
    if formula is None:
        raise NotRecomputable(trace.formula or trace.code)
    outcome = born(formula(trace))
    return Computed(outcome.figure) if isinstance(outcome, Computed) else outcome


def holds(trace: Trace) -> bool:
    """Whether a trace computes the figure that it tells, and so does each trace inside of it."""
    try:
        return recompute(trace) == told_by(trace) and all(holds(each) for each in trace.children)
    except NotRecomputable:
        return False


def _course(trace: Trace) -> Fraction:
    level, start, wanted = (_number(trace.facts, name) for name in ("level", "start", "wanted"))
    return (level - start) / (wanted - start)


def _share(trace: Trace) -> Fraction:
    part = trace.facts["part"]
    if not isinstance(part, Percent):
        raise NotRecomputable("part")
    return Fraction(part.figure, FIGURE_UNITS)


def _given(trace: Trace) -> Fraction:
    return Fraction(trace.formula == "kept_whole" or trace.code == "expected")


def _unsaid(trace: Trace) -> str:
    """The formula of a trace that was kept before these two were said."""
    if Mark.COUNTED_AS_ZERO.value in trace.marks:
        return "counted_as_zero"
    return "kept_whole" if trace.code == "expected" else ""


def _mean(trace: Trace) -> Fraction:
    terms, cap = trace.facts["terms"], trace.facts.get("cap")
    if not isinstance(terms, tuple):
        raise NotRecomputable("terms")
    most = cap.figure if isinstance(cap, Percent) else LARGEST_FIGURE
    return Fraction(sum(min(each.figure, most) for each in terms), FIGURE_UNITS) / _number(trace.facts, "divisor")


def _part(trace: Trace) -> Fraction:
    return _number(trace.facts, "part") / _number(trace.facts, "whole")


def _ratio_of_sums(trace: Trace) -> Fraction:
    return _number(trace.facts, "above") / _number(trace.facts, "below")


def _weighted_mean(trace: Trace) -> Fraction:
    weights = sum(each.weight for each in trace.weights)
    return Fraction(sum(each.counted * each.weight for each in trace.weights), weights * FIGURE_UNITS)


def _sum_by_weights(trace: Trace) -> Fraction:
    return _number(trace.facts, "total") / (100 * _number(trace.facts, "weights"))


def _number(facts: Mapping[str, Fact], name: str) -> Fraction:
    fact = facts.get(name)
    if isinstance(fact, int | Fraction):
        return Fraction(fact)
    raise NotRecomputable(name)


FORMULAS: Mapping[str, Callable[[Trace], Fraction]] = {
    "course": _course,
    "course_from_zero": _course,
    "share": _share,
    "counted_as_zero": _given,
    "kept_whole": _given,
    "mean": _mean,
    "mean_capped": _mean,
    "mean_of_periods": _mean,
    "part": _part,
    "ratio_of_sums": _ratio_of_sums,
    "simple_mean": _weighted_mean,
    "sum_by_weights": _sum_by_weights,
    "weighted_mean": _weighted_mean,
}
"""Each formula of `sentences.FORMULAS`, by its name."""
