"""Cells merged downwards: what stands once in the sheet is taken for every row that the area covers, and told.

Merged labels above the table are the header's business; here only the rows below it count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.papers.raw import PAGE, RawTable, RawValue

MOST_ALIKE = 20
Values = tuple[RawValue, ...]
Borrowed = Mapping[int, int]
"""The columns (from 1) whose value stands in another row, with the number of that row."""


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area whose value lines took: its column (from 1), its first row and the last row that took it."""

    column: int
    first: int
    last: int


class Merged:
    """The areas of a table merged downwards, and what was taken from them so far."""

    def __init__(self, table: RawTable) -> None:
        self._areas = _downwards(table)
        self._kept: dict[tuple[int, int], RawValue] = {}
        self._taken: dict[tuple[int, int], int] = {}

    def __contains__(self, row: int) -> bool:
        return row in self._areas

    def filled(self, row: int, values: Values) -> tuple[Values, dict[int, int]]:
        """The values of a row with those of the areas that pass through it, and the row each of these stands in."""
        cells, borrowed = list(values), dict[int, int]()
        for column, first in self._areas[row]:
            if column >= len(cells):
                continue
            if first == row:
                self._kept[first, column] = cells[column]
            elif cells[column] is None and self._kept.get((first, column)) is not None:
                cells[column] = self._kept[first, column]
                borrowed[column + 1] = first
        return tuple(cells), borrowed

    def took(self, row: int, borrowed: Borrowed) -> None:
        """Notes that a line was made of what these areas say."""
        for column, first in borrowed.items():
            self._taken[column, first] = row

    def told(self) -> Iterator[list[Area]]:
        """The areas that lines took, each by itself; those of a column together when there are many."""
        columns: dict[int, list[Area]] = {}
        for (column, first), last in sorted(self._taken.items()):
            columns.setdefault(column, []).append(Area(column, first, last))
        for areas in columns.values():
            yield from [areas] if len(areas) > MOST_ALIKE else ([area] for area in areas)


def _downwards(table: RawTable) -> dict[int, list[tuple[int, int]]]:
    """For each row, the (column from 0, first row) of the areas merged downwards that pass through it."""
    rows: dict[int, list[tuple[int, int]]] = {}
    tall = [merge for merge in table.merges if merge.last_row > merge.first_row]
    over_pages = any(merge.last_row - merge.first_row >= PAGE for merge in tall)
    numbers = [row.number for row in table] if over_pages else []
    for merge in tall:
        covered: Sequence[int] = range(merge.first_row, merge.last_row + 1)
        if len(covered) > PAGE:
            covered = numbers[bisect_left(numbers, merge.first_row) : bisect_right(numbers, merge.last_row)]
        for row in covered:
            rows.setdefault(row, []).append((merge.first_column - 1, merge.first_row))
    return rows
