"""What a cell means once its column is known: texts, quantities, dates and progress. Each distinct value is read once.

A reader is a mapping from the raw value to what it means, filled when first asked; ten thousand cells that say
"Trimestral" are read once. What cannot be read becomes None (a text never fails) and a check tells it, with its place.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from rumbo.domain.checks.programme import NOTHING_PROMISED
from rumbo.domain.checks.progress import NOTHING_PROGRAMMED, NOTHING_REPORTED
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, Followed, NotApplicable, Programmed
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity, TooPrecise
from rumbo.notation.dates import parse_date, print_date
from rumbo.notation.numbers import parse_number
from rumbo.papers.raw import Percent, RawValue

_NOT_APPLICABLE = re.compile(
    r"(?:n\s*/\s*a|na|no\s+aplica)\.?(?:\s*[:;,.–-]\s*(?P<reason>.+)|\s*\((?P<bracketed>.+)\))?",
    re.IGNORECASE | re.DOTALL,
)


class Memo(dict[RawValue, object]):
    """A reader that remembers: `memo[value]` reads a value when it is new."""

    def __init__(self, read: Callable[[RawValue], object]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: RawValue) -> object:
        meaning = self._read(value)
        self[value] = meaning
        return meaning


def text_of(value: RawValue) -> str:
    """The value as a reader of the sheet sees it, in Spanish conventions; empty for an empty cell."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "Sí" if value else "No"
        case Percent():
            return f"{number_words(value.ratio * 100)}%"
        case int() | Decimal():
            return number_words(value)
        case date():
            return print_date(value)


def number_words(value: int | Decimal) -> str:
    """A number with decimal comma and without thousands: 0,25."""
    return str(value) if isinstance(value, int) else f"{value:f}".replace(".", ",")


def quantity_of(value: RawValue) -> Quantity | None:
    """The exact quantity of a cell; a percentage counts in points. None when it holds no number, or one too fine."""
    number = _number_of(value)
    if number is None:
        return None
    try:
        return Quantity.of(number)
    except TooPrecise:
        return None


def rounded_of(value: RawValue) -> Quantity | None:
    """The quantity of a number that is finer than one can be, as formulas leave them: to its nearest ten-thousandth."""
    number = None if isinstance(value, str) else _number_of(value)
    return None if number is None else Quantity(round(Fraction(number) * QUANTITY_UNITS))


def programmed_of(value: RawValue) -> Programmed | None:
    """What was promised for a period; None for a cell that is empty or could not be read."""
    if isinstance(value, str) and value.strip() and value.strip().casefold() in NOTHING_PROMISED:
        return NOT_PROGRAMMED
    return quantity_of(value)


def _number_of(value: RawValue) -> int | Decimal | Fraction | None:
    match value:
        case bool() | None | date():
            return None
        case Percent():
            return value.ratio * 100
        case int() | Decimal():
            return value
        case str():
            return parse_number(value)


def date_of(value: RawValue) -> date | None:
    """The day of a cell, day first; None when it holds none."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            return parse_date(value)
        case _:
            return None


def progress_of(value: RawValue) -> Followed | None:
    """What was reported, in percentage points. An empty cell is "not reported"; None means it could not be read."""
    if value is None:
        return NOT_REPORTED
    if isinstance(value, str):
        written = value.strip().casefold()
        if written in NOTHING_REPORTED:
            return NOT_REPORTED
        if written in NOTHING_PROGRAMMED:
            return NOT_PROGRAMMED
        if found := _NOT_APPLICABLE.fullmatch(value.strip()):
            return NotApplicable((found["reason"] or found["bracketed"] or "").strip())
    return quantity_of(value)
