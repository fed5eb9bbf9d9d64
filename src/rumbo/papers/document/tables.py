"""Tables of a document: typed cells, header rows with spans, columns with a width and a kind."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rumbo.papers.raw import Percent

CellValue = Decimal | Percent | date | None
WHOLE = ("https://", "http://")


class Kind(StrEnum):
    """What a column holds: it decides alignment and whether a line may break inside a cell."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed (`text`) and, where it is a number, a percentage or a day, its exact `value`.

    `columns` and `rows` are how many it spans (header cells only); a covered place has no cell, as in HTML. A `given`
    cell is not for who fills the table in: a workbook shows it grey and keeps it from being changed. A figure has its
    integer of 10⁻¹² (`figure`); it and the result of an indicator have where a page explains them (`href`). A
    percentage that has neither was computed by nobody: a plan, a report or a person wrote it.
    """

    text: str = ""
    value: CellValue = None
    columns: int = 1
    rows: int = 1
    given: bool = False
    figure: int | None = None
    href: str = ""

    @property
    def way(self) -> str:
        """The whole address where it is explained, which leads there from wherever a file is opened; empty where it has
        none."""
        return self.href if self.href.startswith(WHOLE) else ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The names that a column offers to who fills it in a workbook; with `many`, a cell may hold several of them."""

    names: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of the body text. Columns of a kind other than TEXT never break inside a cell."""

    width: int = 12
    kind: Kind = Kind.TEXT
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`header` rows are repeated on each page and frozen on a sheet; `rows` have one cell per column, no spans.

    With `row_heading`, the first column names its row for who does not see the table.
    """

    caption: str
    columns: tuple[Column, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    row_heading: bool = True

    def header_places(self) -> tuple[tuple[tuple[int, Cell], ...], ...]:
        """The header cells of each row with the column (from 0) at which each stands once spans are counted."""
        free = [0] * len(self.columns)
        placed = []
        for depth, row in enumerate(self.header):
            column, line = 0, []
            for cell in row:
                while free[column] > depth:
                    column += 1
                line.append((column, cell))
                for covered in range(column, column + cell.columns):
                    free[covered] = depth + cell.rows
                column += cell.columns
            placed.append(tuple(line))
        return tuple(placed)

    def heading_of(self, column: int) -> str:
        """The label of a column (from 0) under the labels of its groups: "SEGUIMIENTO › AVANCE"."""
        above = (
            cell.text
            for row in self.header_places()
            for start, cell in row
            if start <= column < start + cell.columns and cell.text
        )
        return " › ".join(above)
