"""How wide the columns of a table are on paper, and how small its letters become so that they fit."""

from rumbo.papers.document import Kind, Table

MARGIN_MM = 24
"""Both margins beside the text together."""
LARGEST_PT, SMALLEST_PT = 8.5, 5.8
CHARACTER_MM_PER_PT = 0.205
LONG_WORD, LEAST = 14, 4
MOST_KEPT_LINES = 12
CAPITALS = 14
"""Tenths of a character of text that a bold capital takes."""


def column_widths(table: Table, width_mm: int) -> list[int]:
    """Characters that each column takes on paper so wide: as declared, and never less than what must not break in it.
    Where not all of that fits, columns of text give way to those of numbers, days and codes, which do not break."""
    widths = [_width(table, index) for index in range(len(table.columns))]
    room = int((width_mm - MARGIN_MM) / (SMALLEST_PT * CHARACTER_MM_PER_PT))
    texts = [at for at, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    needed, left = sum(widths[at] for at in texts), room - sum(widths) + sum(widths[at] for at in texts)
    if sum(widths) <= room or left <= 0:
        return widths
    return [max(width * left // needed, LEAST) if at in texts else width for at, width in enumerate(widths)]


def is_short(widths: list[int], texts: list[str]) -> bool:
    """Whether a row takes so few lines that it can stand on one page whole, wherever it begins."""
    lines = (
        sum(1 + len(line) // width for line in text.split("\n")) for width, text in zip(widths, texts, strict=True)
    )
    return max(lines, default=0) <= MOST_KEPT_LINES


def letter_size(widths: list[int], width_mm: int) -> float:
    """Points of the letters of a table on paper so wide (margins included)."""
    fitting = (width_mm - MARGIN_MM) / (sum(widths) * CHARACTER_MM_PER_PT)
    return round(min(LARGEST_PT, max(SMALLEST_PT, fitting)), 2)


def _width(table: Table, index: int) -> int:
    column = table.columns[index]
    alone = [it for placed in table.header_places() for x, it in placed if (x, it.columns) == (index, 1)]
    words = (word for it in alone for word in it.text.split())
    least = max([column.width, *(min(len(word) * CAPITALS // 10, LONG_WORD) for word in words)])
    if column.kind is Kind.TEXT:
        return least
    return max([least, *(len(row[index].text) + 2 for row in table.rows)])
