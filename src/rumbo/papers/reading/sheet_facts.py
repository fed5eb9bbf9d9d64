"""What calamine does not tell of a sheet: percent cells, formulas, errors, hidden rows and columns, merges, extent.

Only values: what is gathered here is found by `sheet_walk`, and applied by `workbook`.
"""

import re
from dataclasses import dataclass, field

from rumbo.papers.raw import Merge
from rumbo.papers.reading.places import column_number

MOST_UNCOMPUTED = 1000


@dataclass(slots=True)
class SheetFacts:
    """The facts of one sheet; rows and columns count from 1. `percents` gives the columns by row, `errors` the text of
    each cell that shows an error. `uncomputed` are the first addresses of formulas that hold no value."""

    percents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: int = 0
    first_formula: str = ""
    uncomputed: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    first_row: int = 0
    last_row: int = 0
    last_column: int = 0

    def see_merge(self, area: str) -> None:
        """Notes a merged area such as "C9:D10"."""
        first, _, last = area.partition(":")
        if last:
            (row, column), (last_row, last_column) = split_address(first), split_address(last)
            self.merges.append(Merge(row, column, last_row, last_column))

    def see_hidden_columns(self, first: str, last: str) -> None:
        """Notes hidden columns, from and to as the file writes them."""
        if first.isdecimal() and last.isdecimal():
            self.hidden_columns.update(range(int(first), min(int(last), 16_384) + 1))

    def see_value(self, row: int, column: int) -> None:
        """Notes that a cell holds something."""
        self.first_row = self.first_row or row
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def see_error(self, place: str, text: str) -> None:
        """Notes a cell that shows an error of calculation, such as "#DIV/0!"."""
        row, column = split_address(place)
        self.errors.setdefault(row, {})[column] = text

    def see_formula(self, place: str, *, computed: bool) -> None:
        """Notes a formula, and whether the file holds its result."""
        self.formulas += 1
        self.first_formula = self.first_formula or place
        if not computed and len(self.uncomputed) < MOST_UNCOMPUTED:
            self.uncomputed.append(place)


def split_address(place: str) -> tuple[int, int]:
    """ "B7" is row 7, column 2; anything else is row 0, column 0."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", place)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)
