"""Tables inside an outline: rows become records under the open headings, also where the table lost its cells.

Leading rows that are a label and its value are data about the document; a row that says a heading ends the table.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rumbo.domain.document import KeptText
from rumbo.domain.numbers import Quantity
from rumbo.layouts.engine import sentences as table_say
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.proportions import are_proportions, as_percentage, says_percentage
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.broken_tables import Cell, Mended, mended
from rumbo.layouts.outline.declaration import Part
from rumbo.layouts.outline.pieces import Grid, Text, place, text_at, whole_at
from rumbo.layouts.outline.records import Records
from rumbo.layouts.outline.table_headers import TableHeader, table_header
from rumbo.layouts.outline.values import Path
from rumbo.papers.raw import RawRow, RawTable

if TYPE_CHECKING:
    from rumbo.layouts.outline.reading import Reader

LOOKED_AHEAD = 30
MOST_DATA = 6
PAIR_HEADER = ("Nombre", "Dato")
TOTALS = ("total", "subtotal", "gran total", "totales", "total general", "suma total")


class Tables:
    """The tables of one document being read."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.parts = [part for part in reader.outline.walk() if part.kind == "table"]
        self.last: tuple[TableHeader, Records] | None = None
        self.lines: list[Text] | None = None
        self.columns: set[str] = set()
        self.parts_of_one: frozenset[int] = frozenset()

    def take(self, grid: Grid) -> None:
        """Reads a run of rows."""
        self.close()
        at = 0
        while at < len(grid.rows):
            row = grid.rows[at]
            if any(takes(grid.table, row) for takes in (self._label, self._pair, self._alone)):
                at += 1
            elif (header := self._header(grid, at)) is not None:
                at = self._rows(grid, at + len(header.rows), header)
            elif self.last and self._goes_on(row):
                at = self._more(grid, at, *self.last)
            else:
                at = self._unknown(grid, at)

    def take_line(self, text: Text) -> bool:
        """Takes a line that may belong to a table whose rows fell apart."""
        if self.lines is None:
            return False
        self.lines.append(text)
        return True

    def close(self) -> None:
        """Ends the table that is open; lines that were held for it become its rows, or texts."""
        lines, self.lines = self.lines, None
        if self.last and lines:
            header, records = self.last
            found = mended(header, lines, records.kinds(header))
            self._mend(header, records, found)
            for text in found.rest:
                self.reader.keep(text)

    def _mend(self, header: TableHeader, records: Records, found: Mended) -> None:
        for cells in found.rows:
            records.row(header, cells)
        if found.rows:
            count = sum(text_of(text).count("\n") + 1 for cells in found.rows for _, text, _ in cells)
            where = found.rows[0][0][2]
            self.reader.tell(say.TABLE_MENDED, where, count=count, rows=len(found.rows))

    def _pair(self, table: RawTable, row: RawRow) -> bool:
        """A row that is a name and its value, where a part of that kind is open."""
        filled = [at for at, value in enumerate(row.values) if value is not None]
        if self.reader.contexts[-1].part.kind != "pairs" or len(filled) > 2 or self._is_heading(table, row):
            return False
        texts = [whole_at(self.reader.document, table, row, at) for at in filled]
        if texts and tuple(text.text for text in texts) != PAIR_HEADER:
            self.reader.pair(texts[0], texts[1] if len(texts) > 1 else None)
        return True

    # Rows that are no table

    def _label(self, table: RawTable, row: RawRow) -> bool:
        """A row that is a label and its value."""
        filled = [at for at, value in enumerate(row.values) if value is not None]
        if len(filled) >= 2 and self._above(table, row, filled):
            return True
        if not 1 <= len(filled) <= 2:
            return False
        name = text_at(self.reader.document, table, row, filled[0])
        value = whole_at(self.reader.document, table, row, filled[1]) if len(filled) == 2 else None
        headings = self.reader.headings
        if (found := headings.about(name.text)) and not found[1] and (value or not self.reader.began):
            self.reader.about(found[0], value.text if value else "", value or name)
            return True
        if value is None:
            return False
        opened = headings.opened(name, (), self.reader.owners())
        if opened and not opened.resembles and opened.part.kind in ("value", "text"):
            self.reader.open(opened, name)
            whole = opened.part.kind == "value"
            self.reader.take(value if whole else text_at(self.reader.document, table, row, filled[1]))
            return True
        return False

    def _above(self, table: RawTable, row: RawRow, filled: list[int]) -> bool:
        """A row of data, one of which holds for all the rows below; the others are texts like any."""
        texts = [text_at(self.reader.document, table, row, at) for at in filled]
        if not any(text.text.rstrip().endswith(":") or ": " in text.text for text in texts[:2]):
            return False
        return len(texts) <= MOST_DATA and self.reader.said_above.any_of(texts)

    def _alone(self, table: RawTable, row: RawRow) -> bool:
        """A row with one value, where no table has begun."""
        filled = [at for at, value in enumerate(row.values) if value is not None]
        if len(filled) == 1:
            self.reader.take(text_at(self.reader.document, table, row, filled[0]))
        return len(filled) <= 1

    def _is_heading(self, table: RawTable, row: RawRow) -> bool:
        """Whether a row inside a table says a heading of the document."""
        filled = [at for at, value in enumerate(row.values) if value is not None]
        if len(filled) != 1:
            return False
        text = text_at(self.reader.document, table, row, filled[0])
        return self.reader.headings.exact(text, self.reader.owners()) is not None

    def _unknown(self, grid: Grid, at: int) -> int:
        """Rows that no part knows are kept and told, up to a header that stands further down, as below the data of a
        form."""
        below = range(at + 1, min(at + LOOKED_AHEAD, len(grid.rows)))
        end = next((number for number in below if self._header(grid, number) is not None), len(grid.rows))
        rows = grid.rows[at:end]
        said = [" · ".join(text_of(value) for value in row.values if value is not None) for row in rows]
        where = place(self.reader.document, grid.table, rows[0].number, 1)
        self.reader.tables_kept.append(KeptText("\n".join(said), where))
        self.reader.fill()
        return end

    # Rows of a table

    def _header(self, grid: Grid, at: int) -> TableHeader | None:
        """The header that begins at a row: of the part that is nearest to the open headings and reads it best."""
        found = [
            header
            for part in self.parts
            if (header := table_header(grid.rows[at : at + 4], grid.table.merges, part)) is not None and header.complete
        ]
        return max(found, key=lambda header: (self._near(header.part), header.score), default=None)

    def _near(self, part: Part) -> bool:
        context = self.reader.contexts[-1]
        return part.owner == context.part.inner or any(part is each for each in context.part.walk())

    def _rows(self, grid: Grid, at: int, header: TableHeader) -> int:
        reader = self.reader
        where = place(reader.document, grid.table, header.rows[0].number, header.columns[0].index + 1)
        base: Path = reader.base_or_new(header.part, where)
        for name, value in header.said.items():
            if reader.tree.get((name,)) is None:
                reader.tree.set((), name, value, where)
        records = Records(reader, base)
        records.labels(header, where)
        self.last = (header, records)
        self.columns |= {f"{header.part.field}.{at.column.field}" for at in header.columns}
        self._advance(header.part)
        self._tell_columns(grid, header)
        self.parts_of_one = frozenset(self._parts_of_one(grid, at, header, records))
        end = self._more(grid, at, header, records)
        if end == at:
            self.lines = []
        return end

    def _parts_of_one(self, grid: Grid, at: int, header: TableHeader, records: Records) -> Iterator[int]:
        """The columns of quantities whose header says percentage and whose numbers are parts of one, which is told."""
        for found, kind in zip(header.columns, records.kinds(header), strict=True):
            below = [row.values[found.index] for row in grid.rows[at:] if found.index < len(row.values)]
            if kind is Quantity and says_percentage(found.header) and are_proportions(below):
                where = place(self.reader.document, grid.table, header.rows[-1].number, found.index + 1, found.header)
                self.reader.tell(table_say.PROPORTIONS, where, header=found.header)
                yield found.index

    def _more(self, grid: Grid, at: int, header: TableHeader, records: Records) -> int:
        for number, row in enumerate(grid.rows[at:], at):
            if self._is_heading(grid.table, row):
                return number
            if header.repeats(row) or self._says_above(grid.table, row):
                continue
            if _is_total(row) and self._total(grid.table, row, header, records):
                continue
            records.row(header, self._cells(grid.table, row, header))
        return len(grid.rows)

    def _says_above(self, table: RawTable, row: RawRow) -> bool:
        """Whether a row of one value says what holds for the rows below it."""
        filled = [at for at, value in enumerate(row.values) if value is not None]
        text = text_at(self.reader.document, table, row, filled[0]) if len(filled) == 1 else None
        return text is not None and self.reader.said_above.take(text)

    def _goes_on(self, row: RawRow) -> bool:
        """Whether a row without a header above it continues the last table: as wide, and its part still open."""
        header, _ = self.last or (None, None)
        if header is None or len(row.values) != max(len(each.values) for each in header.rows):
            return False
        return any(context.step >= 0 and context.part.parts for context in self.reader.contexts[-1:])

    def _advance(self, part: Part) -> None:
        """Texts that follow a table are not the text before it."""
        self.reader.began = True
        self.reader.unknown = False
        holding = [each for each in self.reader.contexts if any(part is inner for inner in each.part.walk())]
        owning = [each for each in self.reader.contexts if each.part.kind == "each" and each.part.inner == part.owner]
        self.reader.fill((holding or owning or self.reader.contexts)[-1])
        for context in self.reader.contexts:
            for at, each in enumerate(context.part.parts):
                if each is part or (each.kind in ("text", "passages", "items") and part.owner == context.part.inner):
                    context.step = max(context.step, at + (each is not part))

    def _cells(self, table: RawTable, row: RawRow, header: TableHeader) -> list[Cell]:
        cells: list[Cell] = []
        for number, at in enumerate(header.columns):
            value = row.values[at.index] if at.index < len(row.values) else None
            if value is not None:
                where = place(self.reader.document, table, row.number, at.index + 1, at.header)
                cells.append((number, as_percentage(value) if at.index in self.parts_of_one else value, where))
        return cells

    def _total(self, table: RawTable, row: RawRow, header: TableHeader, records: Records) -> bool:
        """A row that is a total: into the field that is for it, and told."""
        cells = self._cells(table, row, header)
        texts = [text_of(value) for value in row.values if value is not None]
        where = place(self.reader.document, table, row.number, 1)
        if header.part.total and len(cells) > 1:
            records.total(header, cells)
        else:
            self.reader.tell(say.TOTAL_ROW, where, text=" · ".join(texts)[:120])
        return True

    def _tell_columns(self, grid: Grid, header: TableHeader) -> None:
        for cell in header.unknown:
            where = place(self.reader.document, grid.table, header.rows[-1].number, cell.column, cell.written)
            self.reader.tell(table_say.COLUMN_KEPT, where, written=cell.written, layout=self.reader.outline.title)


def _is_total(row: RawRow) -> bool:
    """Whether a row is a total: its first text says so, or any of them and there are no other words in it."""
    said = [value for value in row.values if value is not None]
    words = [value for value in said if isinstance(value, str) and any(map(str.isalpha, value))]
    return bool(words) and folded(words[0]) in TOTALS and (said[0] is words[0] or len(words) == 1)
