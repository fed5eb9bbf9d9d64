"""Tables without lines: rows of short pieces of text that stand under one another in columns.

What decides is the fullest rows, whose pieces say where the columns are; a row begins where its first column has text,
and a line without it goes on with the row above. Such a reading is a proposal, and is told.
"""

from dataclasses import dataclass, field
from statistics import mean

from rumbo.papers.reading.pdf.lines import Line

_FEWEST_ROWS = 3
_APART = 2.2
_MOST_LINES = 3_000


@dataclass(slots=True)
class Aligned:
    """A table by alignment: `rows` are its cells by column (from 0), each with the lines of its text."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    bounds: list[tuple[float, float]]
    rows: list[dict[int, list[Line]]] = field(default_factory=list)


def aligned_tables(lines: list[Line], page: int) -> tuple[list[Aligned], list[Line]]:
    """The tables by alignment among the lines of a page, and the lines that belong to none."""
    if len(lines) > _MOST_LINES:
        return [], lines
    tables, rest = [], list[Line]()
    for run in _runs(_levels(lines)):
        table = _table(run, page)
        if table is None:
            rest += [line for level in run for line in level]
        else:
            tables.append(table)
    return tables, rest


def _levels(lines: list[Line]) -> list[list[Line]]:
    """The pieces that stand on one level, from top to bottom."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.y0 + each.y1):
        middle = (line.y0 + line.y1) / 2
        if levels and middle < levels[-1][0].y1 and line.y0 < (levels[-1][0].y0 + levels[-1][0].y1) / 2:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda each: each.x0) for level in levels]


def _runs(levels: list[list[Line]]) -> list[list[list[Line]]]:
    """Runs of levels that may be one table: near one another, from the first with several pieces to the last."""
    runs: list[list[list[Line]]] = []
    for level in levels:
        near = bool(runs) and level[0].y0 - runs[-1][-1][0].y1 < _APART * level[0].size
        several = len(level) > 1
        within = bool(runs) and any(len(each) > 1 for each in runs[-1])
        goes_on = (several or _fits_below(level[0], runs[-1])) if within else not several
        if near and goes_on:
            runs[-1].append(level)
        else:
            runs.append([level])
    return runs


def _fits_below(line: Line, run: list[list[Line]]) -> bool:
    """Whether a single piece stands under one piece of the fullest level, as a wrapped cell does."""
    fullest = max(run, key=len)
    return sum(line.x0 < each.x1 and each.x0 < line.x1 for each in fullest) == 1


def _table(run: list[list[Line]], page: int) -> Aligned | None:
    fullest = max(len(level) for level in run)
    if fullest < 2 or sum(len(level) > 1 for level in run) < _FEWEST_ROWS:
        return None
    bounds = _bounds([level for level in run if len(level) == fullest])
    if len(bounds) != fullest or _is_prose(run, bounds):
        return None
    pieces = [piece for level in run for piece in level]
    table = Aligned(
        page,
        min(piece.x0 for piece in pieces),
        min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.y1 for piece in pieces),
        bounds,
    )
    for level in run:
        cells: dict[int, list[Line]] = {}
        for piece in level:
            cells.setdefault(_column(piece, bounds), []).append(piece)
        if table.rows and 0 not in cells and len(cells) < fullest:
            for column, more in cells.items():
                table.rows[-1].setdefault(column, []).extend(more)
        else:
            table.rows.append(cells)
    return table if len(table.rows) >= _FEWEST_ROWS else None


def _bounds(levels: list[list[Line]]) -> list[tuple[float, float]]:
    """Where the columns are: what the pieces of the fullest levels cover."""
    bounds: list[tuple[float, float]] = []
    for start, end in sorted((piece.x0, piece.x1) for level in levels for piece in level):
        if bounds and start <= bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], max(bounds[-1][1], end))
        else:
            bounds.append((start, end))
    return bounds


def _is_prose(run: list[list[Line]], bounds: list[tuple[float, float]]) -> bool:
    """Whether the columns are running text: nearly every line fills its column."""
    shares = []
    for level in run:
        for piece in level:
            start, end = bounds[_column(piece, bounds)]
            shares.append((piece.x1 - piece.x0) / max(end - start, 1.0))
    words = mean(len(piece.text.split()) for level in run for piece in level)
    return words > 4 and mean(min(share, 1.0) for share in shares) > 0.75


def _column(piece: Line, bounds: list[tuple[float, float]]) -> int:
    """The column that a piece shares most with, or the nearest."""
    shared = [min(piece.x1, end) - max(piece.x0, start) for start, end in bounds]
    return shared.index(max(shared))
