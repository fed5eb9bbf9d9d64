"""Percentages written as a part of one: 0,75 for 75 %.

A cell formatted as a percentage, or a text with its sign, says by itself what it is. A plain 0.75 below a header that
says percentage is doubtful: it is taken for a part of one only where every plain number of the column is up to one and
one of them is a part, or several of them one; and that is told, so that a person confirms it.
"""

from collections.abc import Iterable
from decimal import Decimal

from rumbo.layouts.engine.folding import folded
from rumbo.notation.numbers import NumberKind, read_number
from rumbo.papers.raw import Percent, RawValue


def says_percentage(header: str) -> bool:
    """Whether a header says that its column holds percentages: "% DE AVANCE", "Avance porcentual", "Porcentaje"."""
    return "%" in header or "porcent" in folded(header)


def plain_number(value: RawValue) -> Decimal | None:
    """The number of a cell that says nothing of percentages."""
    if isinstance(value, str):
        read = read_number(value)
        return read.value if read and read.kind is NumberKind.NUMBER else None
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def are_proportions(values: Iterable[RawValue]) -> bool:
    """Whether the plain numbers of a column are parts of one."""
    plain = [number for value in values if (number := _of_cell(value)) is not None]
    parts = any(0 < number < 1 for number in plain) or plain.count(Decimal(1)) > 1
    return parts and all(0 <= number <= 1 for number in plain)


def as_percentage(value: RawValue) -> RawValue:
    """A plain number as the percentage that it is a part of; any other value as it is."""
    number = _of_cell(value)
    return value if number is None else Percent(number)


def as_said(value: RawValue) -> RawValue:
    """The same under a header that says that its values are parts of one: then a text is one too."""
    number = plain_number(value)
    return value if number is None else Percent(number)


def _of_cell(value: RawValue) -> Decimal | None:
    """The number of a cell of numbers; a text says what it says ("0,75" in a csv stays 0,75)."""
    return None if isinstance(value, str) else plain_number(value)
