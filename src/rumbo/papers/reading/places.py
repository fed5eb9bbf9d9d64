"""Where a value stands, written as the person who opens the file would look for it."""

import re
from functools import cache

from rumbo.papers.raw import PAGE, RawTable

_CELL = re.compile(r"(?:p\. (\d+), )?([A-Z]{1,3})(\d+)")
_LINE = re.compile(r"(?:p\. (\d+), l\. |¶ )?(\d+)(?::\d+)?")


@cache
def column_letters(column: int) -> str:
    """1 is "A", 27 is "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """ "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(table: RawTable, row: int, column: int) -> str:
    """The place of the value at `column` (from 1) of the row numbered `row`: "B7" in a sheet, "12:3" (line and
    character, from 1) in a text, "p. 3, B7" in a pdf. A column beyond the end of a line stands where the line's last
    value begins."""
    if table.kind in ("sheet", "table"):
        return f"{column_letters(column)}{row}"
    if table.kind == "pages":
        return f"p. {row // PAGE}, {column_letters(column)}{row % PAGE}"
    try:
        starts = table.starts[row]
    except KeyError:
        return f"{row}:1"
    return f"{row}:{starts[min(column, len(starts)) - 1]}" if starts else f"{row}:1"


def row_and_column(cell: str) -> tuple[int, int]:
    """The row number and column of an address; column 0 where it names a line or paragraph, (0, 0) for none."""
    if found := _CELL.fullmatch(cell):
        return int(found[1] or 0) * PAGE + int(found[3]), column_number(found[2])
    if found := _LINE.fullmatch(cell):
        return int(found[1] or 0) * PAGE + int(found[2]), 0
    return 0, 0
