"""The four nothings kept apart: zero, not applicable, not programmed and not reported are four different things.

A programme entry is `NotProgrammed` or a quantity (zero too). A reported value is `NotReported`, a quantity (zero too)
or `NotApplicable` with its reason. None of them turns silently into another (domain rule 4 of docs/rules).
"""

from dataclasses import dataclass

from rumbo.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class NotProgrammed:
    """Nothing was promised for the period; not the same as a promise of zero."""


@dataclass(frozen=True, slots=True)
class NotReported:
    """Nobody answered for the period; not the same as an answer of zero."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The unit answered that the period does not apply, and why. `reason` may be empty in a file; a check tells."""

    reason: str = ""


NOT_PROGRAMMED = NotProgrammed()
NOT_REPORTED = NotReported()

Programmed = Quantity | NotProgrammed
Reported = Quantity | NotReported | NotApplicable

Followed = Quantity | NotProgrammed | NotReported | NotApplicable
"""What a follow-up tells of a target in a period: every one of the four, and a value."""
