"""What was kept of a figure, read again: what cannot be read is said to be so, and never stops a reader."""

from typing import Any

from rumbo.domain.measurement.explaining import explain
from rumbo.domain.measurement.trace import Trace, from_plain
from rumbo.domain.outcomes import Computed, Mark, Outcome, Reason, Undefined

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a kept row raises that was changed behind the actions' back."""


def outcome_kept(value: Any, undefined: str, marks: str) -> Outcome:
    """The outcome that its three columns keep."""
    try:
        codes = tuple(Mark(code) for code in marks.split())
        if value is None:
            return Undefined(Reason(undefined), codes)
        if isinstance(value, int):
            return Computed(value, codes)
    except UNREADABLE:
        pass
    return Undefined(Reason.UNREADABLE)


def trace_kept(plain: Any, outcome: Outcome) -> Trace:
    """The trace of a figure as it was kept; in place of one that cannot be told, or of a figure that cannot be read, a
    trace that says so."""
    if not (isinstance(outcome, Undefined) and outcome.reason is Reason.UNREADABLE):
        try:
            trace = from_plain(plain)
            explain(trace)
        except UNREADABLE:
            pass
        else:
            return trace
    return Trace("unreadable", reason=Reason.UNREADABLE.value)
