"""Tables without lines between their columns: short pieces of text that stand under one another.

A column is what no other piece stands beside: the pieces of all rows together cover it, but for labels that stand over
several columns. A row begins below a rule that crosses the table, else below a gap that is plainly wider than those
between the lines of a text, else where the first column has text. Such a reading is a proposal, and is told.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from rumbo.papers.reading.pdf.lines import Line
from rumbo.papers.reading.pdf.shapes import Rule

_FEWEST_ROWS = 3
_APART = 2.2
_MOST_LINES = 3_000
_WIDER, _CROSSES, _MOST_RULED = 0.2, 0.8, 0.6
_MOST_LABELS = 3
_SAME_EDGE, _OFF_CENTRE = 2.5, 9.0
Level = list[Line]
Bounds = list[tuple[float, float]]


@dataclass(slots=True)
class Aligned:
    """A table by alignment: `rows` are its cells by column (from 0), each with the lines of its text; below a gap wider
    than `apart` a row begins, where the gaps tell."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    bounds: Bounds
    apart: float | None
    rows: list[dict[int, list[Line]]] = field(default_factory=list)


def aligned_tables(
    lines: list[Line], rules: list[Rule], page: int, above: Aligned | None = None
) -> tuple[list[Aligned], list[Line]]:
    """The tables by alignment among the lines of a page with its level rules, and the lines that belong to none;
    `above` is one that reached the end of the page before, which may go on."""
    if len(lines) > _MOST_LINES:
        return [], lines
    whole = {id(part): line for line in lines for part in (line.parts or (line,))}
    tables, rest = [], dict[int, Line]()
    for at, run in enumerate(_runs(levels_of([part for line in lines for part in (line.parts or (line,))]), above)):
        table = _going_on(run, rules, page, above) if at == 0 and above else None
        table = table or _table(run, rules, page)
        if table is None:
            rest |= {id(whole[id(part)]): whole[id(part)] for level in run for part in level}
        else:
            tables.append(table)
    return tables, list(rest.values())


def levels_of(lines: list[Line]) -> list[Level]:
    """The pieces that stand on one level, from top to bottom."""
    levels: list[Level] = []
    for line in sorted(lines, key=lambda each: each.y0 + each.y1):
        middle = (line.y0 + line.y1) / 2
        if levels and middle < levels[-1][0].y1 and line.y0 < (levels[-1][0].y0 + levels[-1][0].y1) / 2:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda each: each.x0) for level in levels]


def _runs(levels: list[Level], above: Aligned | None) -> list[list[Level]]:
    """Runs of levels that may be one table: near one another, from the first with several pieces to the last. One that
    may go on from the page before begins as it is cut."""
    runs: list[list[Level]] = []
    for level in levels:
        near = bool(runs) and level[0].y0 - runs[-1][-1][0].y1 < _APART * level[0].size
        several = len(level) > 1
        cut = len(runs) == 1 and above is not None and _fit(runs[0], above.bounds)
        within = cut or (bool(runs) and any(len(each) > 1 for each in runs[-1]))
        goes_on = (several or cut or _fits_below(level[0], runs[-1])) if within else not several
        beside = bool(runs) and level[0].y0 < runs[-1][-1][0].y1 - _WIDER * level[0].size
        if beside and several and not within:
            runs.append([runs[-1].pop(), level])
        elif beside or (near and goes_on):
            runs[-1].append(level)
        else:
            runs.append([level])
    return [run for run in runs if run]


def _fits_below(line: Line, run: list[Level]) -> bool:
    """Whether a single piece stands under one piece of a level, and nowhere under several, as a wrapped cell does."""
    met = [sum(_meet(line, each) for each in level) for level in run]
    return max(met) == 1


def _fit(run: list[Level], bounds: Bounds) -> bool:
    """Whether each piece that stands over no others is in one column."""
    over = {id(piece) for piece in _labels(run)}
    pieces = [piece for level in run for piece in level if id(piece) not in over]
    return all(sum(piece.x0 < end and start < piece.x1 for start, end in bounds) == 1 for piece in pieces)


def _going_on(run: list[Level], rules: list[Rule], page: int, above: Aligned) -> Aligned | None:
    """The rest of a table of the page before, in its columns."""
    return made(run, rules, page, above.bounds, above.apart) if _fit(run, above.bounds) else None


def _table(run: list[Level], rules: list[Rule], page: int) -> Aligned | None:
    if sum(len(level) > 1 for level in run) < _FEWEST_ROWS:
        return None
    over = {id(piece) for piece in _labels(run)}
    bounds = _bounds([piece for level in run for piece in level if id(piece) not in over])
    if len(bounds) < 2 or _is_prose(run, bounds):
        return None
    table = made(run, rules, page, bounds, row_gap(run))
    return table if len(table.rows) >= _FEWEST_ROWS else None


def made(run: list[Level], rules: list[Rule], page: int, bounds: Bounds, apart: float | None) -> Aligned:
    """The table of a run in its columns."""
    pieces = [piece for level in run for piece in level]
    box = min(each.x0 for each in pieces), min(each.y0 for each in pieces)
    end = max(each.x1 for each in pieces), max(each.y1 for each in pieces)
    wide = _CROSSES * (end[0] - box[0])
    hard = [rule for rule in rules if not rule.soft]
    crossing = [rule.at for rule in hard if min(rule.end, end[0]) - max(rule.start, box[0]) > wide]
    groups = _rows(run, bounds, [at for at in crossing if box[1] < at < end[1]], apart)
    bounds = _without_halves(groups, bounds)
    return Aligned(page, *box, *end, bounds, apart, [_cells(group, bounds) for group in groups])


def _meet(one: Line, other: Line) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _labels(run: list[Level]) -> list[Line]:
    """The pieces that stand over or under two of a level with a gap between these that hardly anything else crosses; a
    gap within a line of text is crossed by the lines around it."""
    starts = [[each.x0 for each in level] for level in run]
    ends = [[each.x1 for each in level] for level in run]
    crossed: dict[float, bool] = {}

    def is_crossed(at: float) -> bool:
        if at not in crossed:
            count = sum(bisect_left(starts[level], at) > bisect_right(ends[level], at) for level in range(len(run)))
            crossed[at] = count > _MOST_LABELS
        return crossed[at]

    def is_label(piece: Line) -> bool:
        for level in range(len(run)):
            first, last = bisect_right(ends[level], piece.x0), bisect_left(starts[level], piece.x1)
            for at in range(first, last - 1):
                left, right = ends[level][at], starts[level][at + 1]
                if not all(map(is_crossed, (left + 1, (left + right) / 2, right - 1))):
                    return True
        return False

    return [piece for level in run for piece in level if is_label(piece)]


def _bounds(pieces: list[Line]) -> Bounds:
    """Where the columns are: what the pieces cover."""
    bounds: Bounds = []
    for start, end in sorted((piece.x0, piece.x1) for piece in pieces):
        if bounds and start <= bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], max(bounds[-1][1], end))
        else:
            bounds.append((start, end))
    return bounds


def _rows(run: list[Level], bounds: Bounds, crossing: list[float], apart: float | None) -> list[list[Level]]:
    """The levels of each row."""
    if apart is None:
        first = [any(_column(piece, bounds) == 0 for piece in level) for level in run[1:]]
        begins = [has or len(level) >= len(bounds) for has, level in zip(first, run[1:], strict=True)]
    else:
        begins = [gap > apart for gap in _gaps(run)]
    tops, ends = [min(each.y0 for each in level) for level in run], [max(each.y1 for each in level) for level in run]
    ruled = [any(end - 1 <= at <= top + 1 for at in crossing) for end, top in zip(ends, tops[1:], strict=False)]
    if sum(ruled) >= max(_MOST_RULED * sum(begins), 1):
        begins = ruled
    rows = [[run[0]]]
    for level, anew in zip(run[1:], begins, strict=True):
        if anew:
            rows.append([level])
        else:
            rows[-1].append(level)
    return rows


def _gaps(run: list[Level]) -> list[float]:
    """How far each level but the first is below all that stands above it."""
    gaps, reach = [], float("-inf")
    for level, below in pairwise(run):
        reach = max(reach, *(each.y1 for each in level))
        gaps.append(max(min(each.y0 for each in below) - reach, 0.0))
    return gaps


def row_gap(run: list[Level]) -> float | None:
    """What is wider than the gap between two lines of a cell; None where too few gaps are to part rows by."""
    gaps, size = _gaps(run), median(piece.size for level in run for piece in level)
    for gap, wider in pairwise(sorted(gaps)):
        if wider - gap > _WIDER * size:
            cut = (gap + wider) / 2
            return cut if sum(gap > cut for gap in gaps) >= _FEWEST_ROWS - 1 else None
    return None


def _without_halves(rows: list[list[Level]], bounds: Bounds) -> Bounds:
    """The columns, those made one of which no row has both: numbers to the right under a header to the left."""
    held = [{_column(piece, bounds) for level in row for piece in level} for row in rows]
    whole = bounds[:1]
    last = {at for at, columns in enumerate(held) if 0 in columns}
    for column, bound in enumerate(bounds[1:], 1):
        own = {at for at, columns in enumerate(held) if column in columns}
        if own & last or not own or not last:
            whole.append(bound)
            last = own
        else:
            whole[-1] = (whole[-1][0], bound[1])
            last |= own
    return whole


def _cells(row: list[Level], bounds: Bounds) -> dict[int, list[Line]]:
    """The pieces of a row by column, those of one level as one line; a label over several columns stands in the first
    of them."""
    cells: dict[int, list[Line]] = {}
    for level in row:
        beside: dict[int, Line] = {}
        for piece in level:
            column = _first_column(piece, [each for each in level if each is not piece], bounds)
            beside[column] = _together(beside[column], piece) if column in beside else piece
        for column, line in beside.items():
            cells.setdefault(column, []).append(line)
    return cells


def _together(left: Line, right: Line) -> Line:
    y0, y1 = min(left.y0, right.y0), max(left.y1, right.y1)
    return Line(left.x0, y0, right.x1, y1, f"{left.text} {right.text}", left.bold and right.bold)


def _first_column(piece: Line, others: list[Line], bounds: Bounds) -> int:
    """The column of a piece; of one over several columns, the one it begins with, else the first of the most columns in
    whose middle it stands."""
    under = [at for at, (start, end) in enumerate(bounds) if piece.x0 < end and start < piece.x1]
    if len(under) < 2:
        return _column(piece, bounds)
    if abs(bounds[under[0]][0] - piece.x0) < _SAME_EDGE:
        return under[0]
    taken = {_column(other, bounds) for other in others}
    middle, best = (piece.x0 + piece.x1) / 2, (under[0], under[-1])
    for first in range(under[0], -1, -1):
        for last in range(under[-1], len(bounds)):
            centred = abs((bounds[first][0] + bounds[last][1]) / 2 - middle) < _OFF_CENTRE
            if centred and not taken & set(range(first, last + 1)) and last - first > best[1] - best[0]:
                best = (first, last)
    return best[0]


def _is_prose(run: list[Level], bounds: Bounds) -> bool:
    """Whether the columns are running text: nearly every line fills its column."""
    shares = []
    for level in run:
        for piece in level:
            start, end = bounds[_column(piece, bounds)]
            shares.append((piece.x1 - piece.x0) / max(end - start, 1.0))
    words = mean(len(piece.text.split()) for level in run for piece in level)
    return words > 4 and mean(min(share, 1.0) for share in shares) > 0.75


def _column(piece: Line, bounds: Bounds) -> int:
    """The column that a piece shares most with, or the nearest."""
    shared = [min(piece.x1, end) - max(piece.x0, start) for start, end in bounds]
    return shared.index(max(shared))
