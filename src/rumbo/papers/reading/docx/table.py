"""A table of Word while it is being read: its cells name the columns they span, and whether they go on downwards."""

from dataclasses import dataclass, field

from rumbo.papers.raw import Merge, RawTable
from rumbo.papers.reading.grid import Grid


@dataclass(slots=True)
class Cell:
    """What the properties of a cell say. `down` is "restart", "continue" or ""; `aside` is the older way across."""

    across: int = 1
    down: str = ""
    aside: str = ""


@dataclass(slots=True)
class _Area:
    """An area that goes on downwards; the row of its last cell is not known yet."""

    first_row: int
    last_row: int
    across: int


@dataclass(slots=True)
class Table:
    """The table at hand. `open` holds the areas that may go on in this row, by their first column."""

    grid: Grid
    deleted: bool = False
    hidden: bool = False
    cell: Cell = field(default_factory=Cell)
    open: dict[int, _Area] = field(default_factory=dict)

    def begin_row(self) -> None:
        """The next row; an area that the last row did not continue is closed."""
        self._close(self.grid.row)
        self.grid.begin_row()
        self.deleted = self.hidden = False

    def drop_row(self) -> None:
        """Takes the row at hand away, because no reader sees it."""
        row = self.grid.row
        self.open = {column: area for column, area in self.open.items() if area.first_row < row}
        for area in self.open.values():
            area.last_row = row - 1
        self.grid.drop_row()

    def skip(self, columns: int) -> None:
        """Leaves columns of the grid empty before the first cell."""
        self.grid.column += columns

    def end_cell(self, text: str) -> bool:
        """Lays down the cell at hand with its text; False when the cell only continues another, so that Word shows
        nothing of its text."""
        cell, column = self.cell, self.grid.column
        area = self.open.get(column)
        if cell.down == "continue" and area is not None and area.across == cell.across:
            area.last_row = self.grid.row
            self.grid.put("", cell.across, merged=True)
            return not text
        if cell.down == "continue":
            self.grid.tell_damage(column)
        self.grid.put(text, cell.across, merged=cell.down == "restart")
        if cell.down == "restart":
            self._close_at(column)
            self.open[column] = _Area(self.grid.row, self.grid.row, cell.across)
        return True

    def table(self) -> RawTable:
        """The table as read."""
        self._close(self.grid.row + 1)
        return self.grid.table()

    def _close(self, row: int) -> None:
        for column in [column for column, area in self.open.items() if area.last_row < row]:
            self._close_at(column)

    def _close_at(self, column: int) -> None:
        if area := self.open.pop(column, None):
            self.grid.merges.append(Merge(area.first_row, column, area.last_row, column + area.across - 1))
