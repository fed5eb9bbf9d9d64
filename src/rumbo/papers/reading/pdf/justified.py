"""Tables without lines whose text is justified: the gaps between words are as wide as those between columns.

What parts the columns there is no gap of one line but a strip of the page where no word of any line stands. Words that
every row repeats leave such strips too; a narrow one is taken for one between columns only where the header has
something on both sides of it.
"""

from collections import Counter
from dataclasses import replace
from statistics import median

from rumbo.papers.reading.pdf.aligned import Aligned, Bounds, Level, levels_of, made, row_gap
from rumbo.papers.reading.pdf.lines import Line
from rumbo.papers.reading.pdf.shapes import Rule

_FEWEST_LEVELS, _FEWEST_ROWS, _MOST_LABELS, _TORN = 6, 3, 3, 3
_NARROWEST, _WIDE, _NEAR = 0.3, 3.0, 2.2
Reach = tuple[float, float]


def justified_table(
    lines: list[Line], region: Reach, rules: list[Rule], page: int, above: Aligned | None = None
) -> tuple[Aligned, list[Line]] | None:
    """The table that fills a region of a page from one level to another, and the lines that are none of it; `above` is
    one that reached the end of the page before, which may go on. None where no strips part its columns."""
    levels = levels_of(lines)
    inside = [level for level in levels if region[0] <= level[0].y0 and level[0].y1 <= region[1]]
    if len(inside) < _FEWEST_LEVELS:
        return None
    size = median(piece.size for level in inside for piece in level)
    bounds = _columns(inside, size)
    goes_on = above is not None and _stands_in(inside, above.bounds)
    if above is not None and goes_on:
        bounds = above.bounds
    if len(bounds) < 2:
        return None
    first, last = _reach(levels, levels.index(inside[0]), levels.index(inside[-1]), bounds)
    run = [_cut(level, bounds, size) for level in levels[first : last + 1]]
    table = made(run, rules, page, bounds, above.apart if above is not None and goes_on else row_gap(run))
    rest = [piece for level in (*levels[:first], *levels[last + 1 :]) for piece in level]
    return (table, rest) if len(table.rows) >= _FEWEST_ROWS else None


def _columns(levels: list[Level], size: float) -> Bounds:
    """What the words below the header cover, without the strips that only words repeated in each row leave; nothing
    where the header shows that columns run into one another."""
    rows = _covered(levels[_MOST_LABELS:], size)
    heads = _heads(levels, rows[0])
    covered = _covered(levels[heads:], size) if heads < len(levels) else rows
    if any(_is_torn(level, covered) for level in levels[:heads]):
        return []
    headed = {_column(word, covered) for word in _words(levels[:heads])}
    bounds = covered[:1]
    for at, (start, end) in enumerate(covered[1:], 1):
        if at in headed or start - bounds[-1][1] > _WIDE * size:
            bounds.append((start, end))
        else:
            bounds[-1] = bounds[-1][0], end
    return bounds


def _is_torn(level: Level, bounds: Bounds) -> bool:
    """Whether one column has as much of a level of the header side by side as several would."""
    parts = [(part.x0, part.x1) for piece in level for part in (piece.parts or (piece,))]
    return any(count >= _TORN for count in Counter(_column(part, bounds) for part in parts).values())


def _covered(levels: list[Level], size: float) -> Bounds:
    covered: Bounds = []
    for start, end in sorted(_words(levels)):
        if covered and start - covered[-1][1] < _NARROWEST * size:
            covered[-1] = covered[-1][0], max(covered[-1][1], end)
        else:
            covered.append((start, end))
    return covered


def _words(levels: list[Level]) -> list[Reach]:
    return [word for level in levels for piece in level for word in piece.words]


def _heads(levels: list[Level], first: Reach) -> int:
    """How many levels the header has: those above the second text of the first column."""
    begins = [at for at, level in enumerate(levels) if any(word[0] < first[1] for word in _words([level]))]
    return begins[1] if len(begins) > 1 else 0


def _column(word: Reach, bounds: Bounds) -> int:
    """The column that a word shares most with, or the nearest."""
    shared = [min(word[1], end) - max(word[0], start) for start, end in bounds]
    return shared.index(max(shared))


def _stands_in(levels: list[Level], bounds: Bounds) -> bool:
    """Whether each word is in one column."""
    return all(sum(word[0] < end and start < word[1] for start, end in bounds) == 1 for word in _words(levels))


def _reach(levels: list[Level], first: int, last: int, bounds: Bounds) -> tuple[int, int]:
    """The first and the last level of a table: those near it too, above with several pieces, which may be labels over
    its columns, and below in its columns."""
    for _ in range(_MOST_LABELS):
        if first and len(levels[first - 1]) > 1 and _near(levels[first - 1], levels[first]):
            first -= 1
    while last + 1 < len(levels) and _near(*levels[last : last + 2]) and _stands_in(levels[last : last + 2], bounds):
        last += 1
    return first, last


def _near(above: Level, below: Level) -> bool:
    return below[0].y0 - above[0].y1 < _NEAR * below[0].size


def _cut(level: Level, bounds: Bounds, size: float) -> Level:
    """The pieces of a level, cut and put together as the columns say; a label over several of them stays whole."""
    held: list[list[tuple[Line, Reach, str]]] = []
    end, column = float("-inf"), -1
    for piece in level:
        for word, text in zip(piece.words, piece.text.split(), strict=True):
            own = _column(word, bounds)
            if not held or (own != column and word[0] - end >= _NARROWEST * size):
                held.append([])
            held[-1].append((piece, word, text))
            end, column = word[1], own
    return [_joined(words) for words in held]


def _joined(words: list[tuple[Line, Reach, str]]) -> Line:
    """One line of the words of a column."""
    first, spans = words[0][0], tuple(word for _, word, _ in words)
    y0, y1 = min(piece.y0 for piece, _, _ in words), max(piece.y1 for piece, _, _ in words)
    text, bold = " ".join(text for _, _, text in words), all(piece.bold for piece, _, _ in words)
    return replace(first, x0=spans[0][0], x1=spans[-1][1], y0=y0, y1=y1, text=text, bold=bold, parts=(), words=spans)
