"""A table that lost its cells: lines under a header, put back into rows by what each column may hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rumbo.domain.numbers import Money, Quantity
from rumbo.findings import Where
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.pieces import Text
from rumbo.layouts.outline.table_headers import ColumnAt, TableHeader
from rumbo.layouts.outline.values import read_value
from rumbo.papers.raw import RawValue

Cell = tuple[int, RawValue, Where]
"""The number of a column of a header, what stands there, and where."""
NUMBERS = (Quantity, Money, int, date)


@dataclass(frozen=True, slots=True)
class Mended:
    """The rows found, and the lines that belong to none."""

    rows: tuple[tuple[Cell, ...], ...]
    rest: tuple[Text, ...]


def mended(header: TableHeader, lines: Sequence[Text], kinds: Sequence[Any]) -> Mended:
    """The rows of lines under a header. The first column takes as many lines as it needs; every other one takes one,
    which must be of its type. `kinds` are the types of the columns."""
    rows: list[tuple[Cell, ...]] = []
    at = 0
    while (end := _row_end(header, lines, at, kinds)) is not None:
        tail = len(header.columns) - 1
        first = lines[at : end - tail]
        cells: list[Cell] = [(0, "\n".join(text.spoken for text in first), first[0].where)]
        cells += [(number, text.spoken, text.where) for number, text in enumerate(lines[end - tail : end], 1)]
        rows.append(tuple(cells))
        at = end
    return Mended(tuple(rows), tuple(lines[at:]))


def _row_end(header: TableHeader, lines: Sequence[Text], start: int, kinds: Sequence[Any]) -> int | None:
    tail = list(zip(header.columns, kinds, strict=True))[1:]
    if not any(_is_typed(column, kind) for column, kind in tail):
        return None
    for at in range(start + 1, len(lines) - len(tail) + 1):
        beside = lines[at : at + len(tail)]
        if all(_fits(column, kind, text.spoken) for (column, kind), text in zip(tail, beside, strict=True)):
            return at + len(tail)
    return None


def _is_typed(column: ColumnAt, kind: Any) -> bool:
    return kind in NUMBERS or bool(column.column.words)


def _fits(at: ColumnAt, kind: Any, text: str) -> bool:
    if at.column.words:
        return folded(text) in {folded(word) for word in at.column.words}
    return kind not in NUMBERS or read_value(kind, text) is not None
