"""How high a row stands so that all its texts are seen. Some spreadsheets work it out by themselves on opening, others
(LibreOffice) take what the file says: so it says it, a little generously, wherever a text takes several lines."""

from collections.abc import Iterable, Sequence

from rumbo.papers.document import Cell

LINE_PT, HIGHEST_PT = 12.5, 400
ROOMY = 11
"""Tenths of a character of the small letters of the house that stand in a character of width."""


def height_of(texts: Iterable[tuple[str, int]]) -> float:
    """Points that a row of texts needs, each in a column of so many characters; 0 where one line does."""
    return _height(max((len(text) * 10 // (width * ROOMY) + text.count("\n") for text, width in texts), default=0))


def height_of_row(cells: Sequence[Cell], rooms: Sequence[int]) -> float:
    """The same of a row of a table, by the characters that stand on a line of each column (`rooms_of`)."""
    return _height(max([len(cell.text) // room for cell, room in zip(cells, rooms, strict=True)]))


def rooms_of(widths: Sequence[int]) -> list[int]:
    """How many characters stand on a line of columns so wide."""
    return [max(width * ROOMY // 10, 1) for width in widths]


def _height(more: int) -> float:
    return min(LINE_PT * (more + 1), HIGHEST_PT) if more else 0
