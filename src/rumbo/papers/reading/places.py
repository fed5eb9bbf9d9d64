"""Where a value stands, written as the person who opens the file would look for it."""

from functools import cache

from rumbo.papers.raw import RawTable


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
    character, from 1) in a text. A column beyond the end of a line stands where the line's last value begins."""
    if table.kind == "sheet":
        return f"{column_letters(column)}{row}"
    try:
        starts = table.starts[row]
    except KeyError:
        return f"{row}:1"
    return f"{row}:{starts[min(column, len(starts)) - 1]}" if starts else f"{row}:1"
