"""The tables that stand one below the other in a sheet: each ends where the header of another begins.

The header of the same table, printed again on each page, ends nothing. What follows a header that nobody asked for is
left out, and told by whoever reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.recognise import DEEPEST, FEWEST_LABELS, Header, best_header, find_header, known_labels
from rumbo.papers.raw import Percent, RawRow, RawTable, RawValue

FEWEST_TEXTS, LONGEST = 3, 80
_AMOUNTS = (int, Decimal, Percent, date)


@dataclass(frozen=True, slots=True)
class Section:
    """A table as it stands in its sheet; `above` and `below` are the numbers of the first and last rows it may use (0:
    to the end), and `other` is the row of a header below it that is nobody's (0: none)."""

    table: RawTable
    header: Header
    other: int = 0


def sections_of(table: RawTable, wanted: Sequence[Layout]) -> Iterator[Section]:
    """The tables of a sheet that are what is wanted, from the top."""
    header = find_header(table, wanted) if wanted else None
    first = 0
    while header and header.best.complete:
        following, at = _next_header(table, header, wanted)
        cut = replace(table, rows=_Between(table, first, at))
        yield Section(cut, header, at if at and following is None else 0)
        first = at
        while at and following is None:
            following, at = _next_header(table, header, wanted, at)
            first = at
        header = following


def repeats(values: Sequence[RawValue], labels: Mapping[int, str]) -> bool:
    """Whether a row only says again what the header says, by the label of each column from 0."""
    filled = [at for at, value in enumerate(values) if value is not None]
    return bool(filled) and 5 * sum(values[at] == labels.get(at) for at in filled) >= 4 * len(filled)


@dataclass(frozen=True)
class _Between:
    """The rows of a table from one number on and before another (0: no bound)."""

    table: RawTable
    first: int
    before: int

    def __iter__(self) -> Iterator[RawRow]:
        for row in self.table.rows:
            if self.before and row.number >= self.before:
                return
            if row.number >= self.first:
                yield row


def _next_header(
    table: RawTable, header: Header, wanted: Sequence[Layout], beyond: int = 0
) -> tuple[Header | None, int]:
    """The next header below one, and the number of its first row; no header and the row where it is nobody's."""
    labels = {cell.column - 1: cell.label for cell in header.cells}
    amounts = _amount_columns(header)
    last = max(header.rows[-1], beyond)
    near: list[RawRow] = []
    for row in table.rows:
        if row.number <= last:
            continue
        near = [*near[-(DEEPEST - 1) :], row]
        if not _of_labels(row) or repeats(row.values, labels) or _again(row, header):
            continue
        if any(known_labels(row, each) >= FEWEST_LABELS for each in wanted):
            found = best_header(near, table.merges, wanted)
            if found and found.best.complete:
                return found, found.rows[0]
        texts = [at for at in amounts if at < len(row.values) and isinstance(row.values[at], str)]
        if len(texts) >= FEWEST_LABELS and 2 * len(texts) >= len(amounts):
            return None, row.number
    return None, 0


def _again(row: RawRow, header: Header) -> bool:
    """Whether a row repeats one of the upper rows of the header."""
    said = {text for cell in header.cells for text in (cell.label, cell.group)}
    texts = [value for value in row.values if isinstance(value, str)]
    return sum(text in said for text in texts) * 5 >= 4 * len(texts)


def _amount_columns(header: Header) -> list[int]:
    found = header.best
    return [cell.column - 1 for name, cell in found.columns.items() if found.layout.field(name).kind == "money"]


def _of_labels(row: RawRow) -> bool:
    """Whether a row holds several short, different texts and no figure."""
    filled = [value for value in row.values if value is not None]
    if len(filled) < FEWEST_TEXTS or any(isinstance(value, _AMOUNTS) for value in filled):
        return False
    texts = [text_of(value) for value in islice(filled, LONGEST)]
    figures = sum(text[:1].isdigit() or text[:1] in "$-(" for text in texts)
    return len(set(texts)) >= FEWEST_TEXTS and not figures and all(len(text) <= LONGEST for text in texts)
