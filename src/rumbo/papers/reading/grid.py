"""Cells that reach over several columns and rows, laid out as one grid: the tables of text documents and web pages.

The value of a cell stands in the first place it covers, the others are None, as in a sheet. A span that runs into a
place already taken is cut there and told: two cells cannot be shown in one place.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.raw import Merge, RawRow, RawTable, RawValue
from rumbo.papers.reading.extent import check_extent
from rumbo.papers.reading.places import column_letters
from rumbo.papers.reading.told_texts import MOST_ALIKE, ToldTexts

declare(
    Sentences(
        "file.merge_damaged",
        Severity.WARNING,
        marked("Celdas combinadas que se estorban"),
        marked("La combinación de celdas que llega a {cell} de «{part}» está dañada; esa celda se leyó por aparte."),
        marked("Una combinación dañada puede correr los datos a una columna que no es la suya."),
        marked("Compare esa fila con el documento; si algo quedó corrido, separe esas celdas en el original."),
    )
)


@dataclass(slots=True)
class Grid:
    """A table being laid out; rows and columns count from 1. `row` and `column` are where the next cell goes."""

    told: ToldTexts
    part: str
    inside: str = ""
    row: int = 0
    column: int = 1
    width: int = 0
    rows: list[RawRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    _values: list[RawValue] = field(default_factory=list)
    _taken: dict[int, int] = field(default_factory=dict)
    _damages: int = 0
    _groups: list[int] = field(default_factory=list)

    def begin_row(self) -> None:
        """Ends the row at hand and begins the next one."""
        self._end_row()
        self.row, self.column = self.row + 1, 1
        self._taken = {column: last for column, last in self._taken.items() if last >= self.row}

    def drop_row(self) -> None:
        """Forgets the row at hand; the next one takes its number."""
        self._values = []
        self.merges = [merge for merge in self.merges if merge.first_row < self.row]
        self.row -= 1

    def end_group(self) -> None:
        """Ends a group of rows, over which no cell reaches."""
        self._groups.append(self.row)
        self._taken = {}

    def find_free(self) -> None:
        """Moves on to the first column that no cell of a row above reaches into."""
        while self._taken.get(self.column, 0) >= self.row:
            self.column += 1

    def address(self, column: int) -> str:
        """The address of a cell of the row at hand."""
        return f"{column_letters(column)}{self.row}"

    def put(self, text: str, across: int = 1, down: int = 1, *, merged: bool = False) -> None:
        """Lays a cell down and moves on behind it; `merged` when its area is told otherwise."""
        column = self.column
        check_extent(self.told.source, self.part, self.row, max(self.width, column + across - 1))
        wide = next((at for at in range(1, across) if self._taken.get(column + at, 0) >= self.row), across)
        if wide < across:
            self.tell_damage(column + wide)
        self.width = max(self.width, column + wide - 1)
        if text:
            self._values.extend([None] * (column - len(self._values)))
            self._values[column - 1] = self.told.clean(text, self.part, self.address(column)) or None
        if (wide > 1 or down > 1) and not merged:
            self.merges.append(Merge(self.row, column, self.row + down - 1, column + wide - 1))
        if down > 1:
            self._taken.update((column + at, self.row + down - 1) for at in range(wide))
        self.column = column + wide

    def tell_damage(self, column: int) -> None:
        """Tells that an area and a cell claim the same place."""
        self._damages += 1
        if self._damages <= MOST_ALIKE:
            self.told.tell("file.merge_damaged", self.part, self.address(column))

    def table(self) -> RawTable:
        """The table as laid out so far; merged areas end where the rows end, and an area of one cell is none."""
        self._end_row()
        self._groups.append(self.row)
        merges = (Merge(m.first_row, m.first_column, self._last_row(m), m.last_column) for m in self.merges)
        whole = tuple(m for m in merges if (m.first_row, m.first_column) != (m.last_row, m.last_column))
        return RawTable(self.part, "table", self.rows, whole, inside=self.inside)

    def _last_row(self, merge: Merge) -> int:
        """An area ends where the group of its first row ends."""
        return min(merge.last_row, self._groups[bisect_left(self._groups, merge.first_row)])

    def _end_row(self) -> None:
        if any(value is not None for value in self._values):
            self.rows.append(RawRow(self.row, tuple(self._values)))
        self._values = []
