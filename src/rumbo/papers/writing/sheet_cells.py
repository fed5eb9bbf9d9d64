"""A cell of a table on a sheet: a real number, percentage or day where the sheet keeps it exactly, a text else.

Twenty thousand rows pass through here: what depends on a number alone is worked out once per number, and what depends
on a column once per table.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rumbo.papers.document import Cell, Column, Kind
from rumbo.papers.raw import Percent
from rumbo.papers.writing.sheet_styles import Styles
from rumbo.papers.writing.sheet_texts import fitted

SIGNIFICANT = 15
FIRST_YEAR = 1900
Write = Callable[[int, int, Cell], None]


def cell_writer(sheet: Any, styles: Styles, column: Column) -> Write:
    """What writes a cell of a column at a row and column (from 0) of a sheet."""
    text_style, empty_style, date_style = styles["cell"], styles.empty(column.kind), styles["date"]
    string, blank, number, day = sheet.write_string, sheet.write_blank, sheet.write_number, sheet.write_datetime
    formatted = styles.money if column.kind is Kind.MONEY else styles.number

    def write(row: int, at: int, cell: Cell) -> None:
        value = cell.value
        if cell.way:
            # What the cell holds is written over it; that it leads to its explanation stays.
            sheet.write_url(row, at, cell.way, text_style, "")
        if value is None:
            if cell.text:
                string(row, at, fitted(cell.text), text_style)
            else:
                blank(row, at, None, empty_style)
        elif isinstance(value, Decimal) and (places := decimals(value)) is not None:
            number(row, at, value, formatted(places))
        elif isinstance(value, Percent) and (places := decimals(value.ratio * 100)) is not None:
            number(row, at, value.ratio, styles.percent(places))
        elif isinstance(value, Decimal | Percent) or value.year < FIRST_YEAR:
            string(row, at, fitted(cell.text), text_style)
        else:
            day(row, at, value, date_style)

    return write


@lru_cache(maxsize=4096)
def decimals(number: Decimal) -> int | None:
    """How many decimals a number shows on a sheet; None when a sheet would not keep all its digits."""
    _, digits, exponent = number.normalize().as_tuple()
    return max(0, -int(exponent)) if len(digits) <= SIGNIFICANT else None
