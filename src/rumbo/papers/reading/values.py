"""The values that calamine gives, made exact and clean, with as little work for each cell as can be."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Protocol

from rumbo.notation.text import clean_text
from rumbo.papers.raw import Percent, RawRow, RawValue
from rumbo.papers.reading.sheet_facts import SheetFacts

_MOST_REMEMBERED = 50_000
_WHOLE_UP_TO = 10**15
_Values = tuple[RawValue, ...]


class Sheet(Protocol):
    """The one thing asked of a sheet of calamine."""

    @property
    def start(self) -> tuple[int, int] | None:
        """Row and column, from 0, of the first cell with a value."""

    def iter_rows(self) -> Iterator[list[Any]]:
        """Every row from the first of the sheet on, its values from the start column on."""
        ...


class _Numbers(dict[float, RawValue]):
    """Doubles met and the exact numbers they stand for; looking one up again is the whole cost of a cell."""

    def __missing__(self, value: float) -> RawValue:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        exact = self[value] = exact_number(value)
        return exact


class _Texts(dict[str, str | None]):
    """Texts met and what they are after the text rule."""

    def __missing__(self, value: str) -> str | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        text = self[value] = clean_text(value) or None
        return text


class _Percents(dict[int | Decimal, Percent]):
    """Numbers met in cells that show a percentage."""

    def __missing__(self, value: int | Decimal) -> Percent:
        percent = self[value] = Percent(Decimal(value))
        return percent


def _same(value: RawValue) -> RawValue:
    return value


def converters() -> dict[type, Callable[[Any], RawValue]]:
    """What turns a value of calamine into a raw value, by its type; remembers values for one walk."""
    return {
        str: _Texts().__getitem__,
        float: _Numbers().__getitem__,
        int: _same,
        bool: _same,
        date: _same,
        datetime: lambda value: value.date() if value.time() == time() else value,
        time: lambda value: value.isoformat(),
        timedelta: str,
    }


def exact_number(value: float) -> RawValue:
    """The number a double stands for: whole where it is whole, else the shortest decimal that names it; what is no
    number stays a text."""
    if not isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) < _WHOLE_UP_TO:
        return int(value)
    return Decimal(repr(value))


def sheet_rows(sheet: Sheet, facts: SheetFacts) -> Iterator[RawRow]:
    """The rows of a sheet that hold anything, numbered and padded as in the sheet."""
    before = (None,) * (sheet.start or (0, 0))[1]
    by_type = converters()
    percents = _Percents()
    marked = facts.percents.keys() | facts.errors.keys()
    for number, given in enumerate(sheet.iter_rows(), 1):
        values: tuple[RawValue, ...] = (*before, *[by_type[type(value)](value) for value in given])
        if number in marked:
            errors = facts.errors.get(number, {})
            if errors or values.count(None) < len(values):
                yield RawRow(number, _with_marks(values, facts.percents.get(number, ()), errors, percents))
        elif values.count(None) < len(values):
            yield RawRow(number, values)


def _with_marks(
    values: tuple[RawValue, ...], columns: tuple[int, ...], errors: dict[int, str], percents: _Percents
) -> tuple[RawValue, ...]:
    changed = list(values)
    for column in columns:
        value = changed[column - 1] if column <= len(changed) else None
        if type(value) is int or type(value) is Decimal:
            changed[column - 1] = percents[value]
    for column, text in errors.items():
        changed.extend([None] * (column - len(changed)))
        changed[column - 1] = text
    return tuple(changed)
