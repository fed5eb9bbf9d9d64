"""The tables of the pages as raw tables: joined over pages, the repeated header left out, a cut row made whole."""

from collections.abc import Sequence
from dataclasses import replace

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.raw import PAGE, Merge, RawRow, RawTable
from rumbo.papers.reading.extent import check_extent
from rumbo.papers.reading.pdf.aligned import Aligned
from rumbo.papers.reading.pdf.lines import Line, joined, running_text, usual_gap
from rumbo.papers.reading.pdf.ruled import Grid, cells_of
from rumbo.papers.reading.places import address
from rumbo.papers.reading.text_blocks import opens_with_number
from rumbo.papers.reading.told_texts import ToldTexts

declare(
    Sentences(
        "file.table_by_alignment",
        Severity.WARNING,
        marked("Tabla sin líneas"),
        marked("La tabla «{part}» no tiene líneas; sus columnas se dedujeron de cómo está alineado el texto."),
        marked("Una celda de varios renglones o vacía puede haber quedado en una fila o columna que no es la suya."),
        marked("Compare las filas con el documento; si puede, cargue el archivo del que salió este PDF."),
    )
)
declare(
    Sentences(
        "file.row_across_pages",
        Severity.NOTICE,
        marked("Fila partida entre dos páginas"),
        marked("Lo que está en {cell} de «{part}» se leyó como continuación de la fila anterior."),
        marked("Si en verdad es otra fila, quedó unida a la de arriba."),
        marked("Compare esa fila con el documento."),
    )
)

TablePart = Grid | Aligned
_NEAR = 4.0
_SAME_EDGE = 2.0


def goes_on(above: TablePart, below: TablePart) -> bool:
    """Whether a table at the top of a page goes on from one at the end of the page before."""
    if above.page != below.page - 1:
        return False
    if isinstance(above, Grid) and isinstance(below, Grid):
        return abs(above.x0 - below.x0) < _NEAR and abs(above.x1 - below.x1) < _NEAR and _share_columns(above, below)
    if isinstance(above, Aligned) and isinstance(below, Aligned):
        pairs = list(zip(above.bounds, below.bounds, strict=False))
        same = len(above.bounds) == len(below.bounds)
        return same and all(one[0] < other[1] and other[0] < one[1] for one, other in pairs)
    return False


def _share_columns(above: Grid, below: Grid) -> bool:
    """Whether two grids have an inner edge in common, or one of them has none."""
    inner = [grid.xs[1:-1] for grid in (above, below)]
    return not all(inner) or any(abs(one - other) < _NEAR for one in inner[0] for other in inner[1])


class Joining:
    """One table being put together from its parts on the pages; `gap` is the usual one between lines in the tables of
    the document."""

    def __init__(self, told: ToldTexts, part: str, gap: float) -> None:
        self.told, self.part, self.gap = told, part, gap
        self.rows: list[RawRow] = []
        self.merges: list[Merge] = []
        self.repeated: set[int] = set()
        self.first: list[RawRow] = []
        self.bold = 0

    def table(self, parts: Sequence[TablePart]) -> RawTable:
        """The table of parts that go on from one another."""
        edges = _edges([part for part in parts if isinstance(part, Grid)])
        for part in parts:
            rows, merges = self._grid(part, edges) if isinstance(part, Grid) else (self._aligned(part), [])
            self._take(rows, merges)
        width = max((len(row.values) for row in self.rows), default=0)
        check_extent(self.told.source, self.part, len(self.rows), width)
        table = RawTable(self.part, "pages", self.rows, tuple(self.merges), repeated=frozenset(self.repeated))
        if any(isinstance(part, Aligned) for part in parts) and self.rows:
            self.told.tell("file.table_by_alignment", self.part, address(table, self.rows[0].number, 1))
        return table

    def _grid(self, grid: Grid, edges: list[float]) -> tuple[list[RawRow], list[Merge]]:
        grid = Grid(grid.page, edges, grid.ys, grid.levels, grid.uprights, grid.pieces)
        cells, own = cells_of(grid), dict[tuple[int, int], tuple[int, int]]()
        for (row, column), (high, wide) in cells.items():
            own.update(((row + down, column + along), (row, column)) for down in range(high) for along in range(wide))
        held: dict[tuple[int, int], list[Line]] = {}
        for piece in grid.pieces:
            held.setdefault(own[grid.place(piece)], []).append(piece)
        rows: dict[int, dict[int, str]] = {}
        usual = usual_gap(held.values(), self.gap)
        for (row, column), pieces in held.items():
            right = edges[column + cells[row, column][1]]
            rows.setdefault(row, {})[column] = running_text(pieces, edges[column], right, usual)
        first = grid.page * PAGE + 1
        if not self.first:
            thin = {row for (row, _), pieces in held.items() if not all(piece.bold for piece in pieces)}
            self.bold = next((at for at, row in enumerate(sorted(rows)) if row in thin), 0)
        merges = [
            Merge(first + row, column + 1, first + row + high - 1, column + wide)
            for (row, column), (high, wide) in cells.items()
            if high > 1 or wide > 1
        ]
        return [self._row(first + at, rows[at]) for at in sorted(rows)], merges

    def _aligned(self, table: Aligned) -> list[RawRow]:
        first, rows = table.page * PAGE + 1, []
        usual = usual_gap(lines for cells in table.rows for lines in cells.values())
        for at, cells in enumerate(table.rows):
            texts = {column: running_text(lines, *_around(table, column), usual) for column, lines in cells.items()}
            rows.append(self._row(first + at, texts))
        return rows

    def _row(self, number: int, cells: dict[int, str]) -> RawRow:
        values: list[str | None] = [None] * (max(cells) + 1)
        for column, text in cells.items():
            cell = address(RawTable(self.part, "pages", ()), number, column + 1)
            values[column] = self.told.clean(text, self.part, cell) or None
        return RawRow(number, tuple(values))

    def _take(self, rows: list[RawRow], merges: list[Merge]) -> None:
        """The rows of the next page, without those that repeat the beginning of the table. Where these would be all
        that its first page holds, only the bold ones do: the others are data that say the same once more."""
        skipped = int(self._begins_lower(rows))
        again = 0
        while again < min(len(rows), len(self.first) - skipped) and _same(rows[again], self.first[again + skipped]):
            again += 1
        if 0 < self.bold < again == len(self.first):
            again = self.bold
        self.repeated.update(row.number for row in rows[:again])
        self.first = self.first or rows
        last = rows[again - 1].number if again else 0
        rest = rows[again:]
        kept = [merge for merge in merges if merge.first_row > last]
        if rest and self.rows:
            kept = self._made_longer(kept, rest[0])
        self.merges += kept
        if rest and self.rows and self._is_cut(self.rows[-1], rest[0]):
            self._make_whole(rest.pop(0))
        self.rows += rest

    def _begins_lower(self, rows: list[RawRow]) -> bool:
        """Whether a page begins with the second row of the header: the first, of labels over it, repeats so high on the
        pages that it was taken for their head."""
        within = len(self.first) > 1 and bool(rows) and rows[0].values[0] is None
        return within and rows[0].values.count(None) * 2 < len(rows[0].values) and _same(rows[0], self.first[1])

    def _made_longer(self, merges: list[Merge], first: RawRow) -> list[Merge]:
        """The merged cells of a page but for those that go on, without a text, from one that the end of the page before
        cut; that one reaches as far as they do."""
        for at, cut in enumerate(self.merges):
            if cut.last_row != self.rows[-1].number or cut.first_row == cut.last_row:
                continue
            wide = range(cut.first_column, cut.last_column + 1)
            own = [each for each in merges if each.first_row <= first.number and each.first_column in wide]
            if any(value is not None for value in first.values[wide[0] - 1 : wide[-1]]) or len(own) > 1:
                continue
            self.merges[at] = replace(cut, last_row=own[0].last_row if own else first.number)
            merges = [each for each in merges if each not in own]
        return merges

    def _is_cut(self, above: RawRow, below: RawRow) -> bool:
        """Whether the first row of a page goes on with the last one: it has no first value, nothing where that one has
        nothing, and it stands in the middle of a sentence or is as bare as no other row."""
        filled = [at for at, value in enumerate(below.values) if value is not None]
        if below.values[0] is not None or above.values[0] is None:
            return False
        within = all(at < len(above.values) and above.values[at] is not None for at in filled)
        lower = any(str(below.values[at])[0].islower() for at in filled)
        return within and (lower or (_is_bare(below, above) and not any(_is_bare(row, above) for row in self.rows)))

    def _make_whole(self, below: RawRow) -> None:
        above = self.rows[-1]
        values = list(above.values)
        for at, value in enumerate(below.values):
            if value is not None:
                values[at] = joined(str(values[at]), str(value), _is_next_item(str(values[at]), str(value)))
        self.rows[-1] = RawRow(above.number, tuple(values))
        column = next(at for at, value in enumerate(below.values, 1) if value is not None)
        cell = address(RawTable(self.part, "pages", ()), below.number, column)
        self.told.tell("file.row_across_pages", self.part, cell)


def _is_next_item(above: str, below: str) -> bool:
    """Whether a text begins the next item of a numbered list that the one above it is."""
    return all(any(opens_with_number(line) for line in lines) for lines in (above.split("\n"), below.split("\n")[:1]))


def _is_bare(row: RawRow, full: RawRow) -> bool:
    """Whether a row has no first value and at most a third of what another one has."""
    counts = [sum(value is not None for value in each.values) for each in (row, full)]
    return row.values[0] is None and counts[0] * 3 <= counts[1]


def _same(one: RawRow, other: RawRow) -> bool:
    return one.values == other.values and sum(value is not None for value in one.values) > 1


def _edges(grids: list[Grid]) -> list[float]:
    """The places of the columns over all pages: a header drawn only on one of them may part more of them."""
    edges: list[float] = []
    for edge in sorted(edge for grid in grids for edge in grid.xs):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _around(table: Aligned, column: int) -> tuple[float, float]:
    start, end = table.bounds[column]
    after = table.bounds[column + 1][0] if column + 1 < len(table.bounds) else end
    return start, max(end, after - 6)
