"""Tables drawn with lines: the lines that touch one another are one table, and where no line stands between two
places of its grid, they are one merged cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from rumbo.papers.reading.pdf.lines import Line, lines_of
from rumbo.papers.reading.pdf.shapes import Letter, Rule, Sheet

_NEAR = 4.0
_OVERHANG = 12.0
_STICKS_OUT = 6.0
_MOST_RULES = 6_000
_MOST_PLACES = 100_000
_MOST_GRIDS = 60
_SHADED_ROWS = 3


@dataclass(slots=True)
class Grid:
    """The lines of one table: `xs` and `ys` are the places of its columns and rows, first and last edge included.
    `pieces` are the lines of text within, cell by cell."""

    page: int
    xs: list[float]
    ys: list[float]
    levels: list[Rule]
    uprights: list[Rule]
    pieces: list[Line] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.xs[0]

    @property
    def y0(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.xs[-1]

    @property
    def y1(self) -> float:
        """The lower edge."""
        return self.ys[-1]

    def holds(self, letter: Letter) -> bool:
        """Whether the middle of a letter stands within; a word too long for its cell sticks out a little."""
        x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
        return self.x0 - _STICKS_OUT <= x <= self.x1 + _STICKS_OUT and self.y0 <= y <= self.y1

    def place(self, piece: Letter | Line) -> tuple[int, int]:
        """The row and column, from 0, of the grid in which the middle of a piece stands."""
        x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def grids_of(sheet: Sheet) -> tuple[list[Grid], list[Letter]]:
    """The tables of a page with their texts, and the letters that stand in none. Of tables within one another a letter
    belongs to the smallest; one that holds text in a single cell is a frame, and its letters are in no table."""
    levels, uprights = whole(sheet.levels), whole(sheet.uprights)
    if len(levels) + len(uprights) > _MOST_RULES:
        return [], sheet.letters
    grids = [grid for group in _groups(levels, uprights) if (grid := _grid(sheet, *group))]
    grids = sorted(grids, key=lambda each: (each.x1 - each.x0) * (each.y1 - each.y0))[:_MOST_GRIDS]
    within: list[list[Letter]] = [[] for _ in grids]
    free: list[Letter] = []
    for letter in sheet.letters:
        at = next((at for at, grid in enumerate(grids) if grid.holds(letter)), None)
        (free if at is None else within[at]).append(letter)
    tables = []
    for grid, letters in zip(grids, within, strict=True):
        texts = _texts(grid, letters)
        if len(texts) > 1:
            grid.pieces = [line for lines in texts for line in lines]
            tables.append(grid)
        else:
            free += letters
    return tables, free


def _texts(grid: Grid, letters: list[Letter]) -> list[list[Line]]:
    """The lines of each cell that holds any."""
    cells, own = cells_of(grid), dict[tuple[int, int], tuple[int, int]]()
    for (row, column), (high, wide) in cells.items():
        own.update(((row + down, column + along), (row, column)) for down in range(high) for along in range(wide))
    held: dict[tuple[int, int], list[Letter]] = {}
    for letter in letters:
        held.setdefault(own[grid.place(letter)], []).append(letter)
    return [lines for those in held.values() if (lines := lines_of(those, apart=False))]


def whole(rules: list[Rule]) -> list[Rule]:
    """Rules at nearly one place that touch or overlap, as one each."""
    joined: list[Rule] = []
    for line in _at_one_place(sorted(rules)):
        at = sum(rule.at for rule in line) / len(line)
        held: Rule | None = None
        for rule in sorted(line, key=lambda each: each.start):
            if held is not None and rule.start <= held.end + _NEAR:
                held = Rule(at, held.start, max(held.end, rule.end), held.soft and rule.soft)
                continue
            if held is not None:
                joined.append(held)
            held = Rule(at, rule.start, rule.end, rule.soft)
        joined += [held] if held else []
    return joined


def _at_one_place(rules: list[Rule]) -> Iterator[list[Rule]]:
    held: list[Rule] = []
    for rule in rules:
        if held and rule.at - held[-1].at > _NEAR:
            yield held
            held = []
        held.append(rule)
    if held:
        yield held


def _groups(levels: list[Rule], uprights: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The level and upright rules of each table: those that meet."""
    parents = list(range(len(levels) + len(uprights)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    places = [rule.at for rule in levels]
    for number, upright in enumerate(uprights, len(levels)):
        first, last = bisect_left(places, upright.start - _NEAR), bisect_right(places, upright.end + _NEAR)
        for at in range(first, last):
            if levels[at].start - _NEAR <= upright.at <= levels[at].end + _NEAR:
                parents[root(at)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*levels, *uprights]):
        group = groups.setdefault(root(at), ([], []))
        group[at >= len(levels)].append(rule)
    yield from groups.values()


def _grid(sheet: Sheet, levels: list[Rule], uprights: list[Rule]) -> Grid | None:
    """The grid of rules that meet; where rules reach beyond the outermost ones, an edge is thought there. Few rows that
    are only shaded are the header or every other row of a table without lines."""
    if not levels or not uprights:
        return None
    ys = _edges([rule.at for rule in levels], [(rule.start, rule.end) for rule in uprights])
    xs = _edges([rule.at for rule in uprights], [(rule.start, rule.end) for rule in levels])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    shaded = all(rule.soft for rule in (*levels, *uprights))
    if len(xs) == len(ys) == 2 or (shaded and len(ys) <= _SHADED_ROWS):
        return None
    return Grid(sheet.number, xs, ys, levels, uprights)


def _edges(places: list[float], reaches: list[tuple[float, float]]) -> list[float]:
    edges = sorted(places)
    first, last = min(start for start, _ in reaches), max(end for _, end in reaches)
    if first < edges[0] - _OVERHANG:
        edges.insert(0, first)
    if last > edges[-1] + _OVERHANG:
        edges.append(last)
    apart = edges[:1]
    for edge in edges[1:]:
        if edge - apart[-1] > _NEAR:
            apart.append(edge)
    return apart


def cells_of(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """The cells of a grid: for the first place (row, column) of each, how many rows and columns it takes.

    Places are one cell when no rule stands between them; a cell that would not be a rectangle is taken apart.
    """
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    sides, floors = _by_edge(grid.uprights, grid.xs), _by_edge(grid.levels, grid.ys)
    right = [[_parts(sides[c + 1], grid.ys[r], grid.ys[r + 1]) for c in range(columns)] for r in range(rows)]
    below = [[_parts(floors[r + 1], grid.xs[c], grid.xs[c + 1]) for c in range(columns)] for r in range(rows)]
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < columns and not right[row][column + wide - 1] and (row, column + wide) not in taken:
                wide += 1
            high = 1
            while row + high < rows and _goes_down(right, below, taken, row + high, column, wide):
                high += 1
            cells[row, column] = (high, wide)
            taken.update((row + down, column + along) for down in range(high) for along in range(wide))
    return cells


def _goes_down(
    right: list[list[bool]], below: list[list[bool]], taken: set[tuple[int, int]], row: int, column: int, wide: int
) -> bool:
    """Whether a cell so wide goes on into a row."""
    along = range(column, column + wide)
    if any(below[row - 1][at] or (row, at) in taken for at in along):
        return False
    return not any(right[row][at] for at in range(column, column + wide - 1))


def _by_edge(rules: list[Rule], edges: list[float]) -> list[list[Rule]]:
    """The rules that stand at each edge."""
    return [[rule for rule in rules if abs(rule.at - edge) <= _NEAR] for edge in edges]


def _parts(rules: list[Rule], start: float, end: float) -> bool:
    """Whether one of the rules of an edge stands between two ends, most of the way."""
    need = 0.5 * (end - start)
    return any(min(rule.end, end) - max(rule.start, start) >= need for rule in rules)
