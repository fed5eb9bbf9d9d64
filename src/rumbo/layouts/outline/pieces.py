"""The pieces of a document in the order of reading: texts and tables, whatever kind of file they come from.

A document with a flow gives its blocks and tables. A workbook or csv gives its sheets: a row with one value is a text,
rows with more are a table up to the next blank row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rumbo.findings import Where
from rumbo.layouts.engine.cells import text_of
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawRow, RawTable
from rumbo.papers.reading import address
from rumbo.papers.reading.text_blocks import classified


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place. `line` is its line in a text file, where two that follow one another may be one sentence
    that was wrapped; 0 elsewhere."""

    block: RawBlock
    where: Where
    line: int = 0

    @property
    def text(self) -> str:
        """The text without its number."""
        return self.block.text

    @property
    def spoken(self) -> str:
        """The number and the text, as a reader sees them."""
        return f"{self.block.number} {self.block.text}".strip()

    def saying(self, text: str) -> "Text":
        """The same place saying something else, as plain text."""
        return replace(self, block=replace(self.block, kind=Piece.PARAGRAPH, text=text, number="", marked=False))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table, with the table they stand in."""

    table: RawTable
    rows: tuple[RawRow, ...]


def pieces_of(document: RawDocument) -> Iterator[Text | Grid]:
    """The pieces of a document, hidden sheets left out."""
    if document.flow:
        for piece in document.flow:
            if isinstance(piece, RawTable):
                if rows := tuple(row for row in piece if filled(row)):
                    yield Grid(piece, rows)
            else:
                yield Text(piece, Where(document.name, document.digest, piece.part, piece.cell), _line(piece.cell))
        return
    for table in document.tables:
        if not table.hidden:
            yield from _sheet(document, table)


def place(document: RawDocument, table: RawTable, row: int, column: int, header: str = "") -> Where:
    """The place of the value at a column (from 1) of a row."""
    return Where(document.name, document.digest, table.part, address(table, row, column), header)


def text_at(document: RawDocument, table: RawTable, row: RawRow, index: int) -> Text:
    """The value of a cell (index from 0) as a text."""
    where = place(document, table, row.number, index + 1)
    kind, number, text = classified(text_of(row.values[index]))
    return Text(RawBlock(kind, text, where.part, where.cell, number=number), where)


def whole_at(document: RawDocument, table: RawTable, row: RawRow, index: int) -> Text:
    """The value of a cell as it is: beside its label, a sign that begins it is no bullet of a list."""
    where = place(document, table, row.number, index + 1)
    return Text(RawBlock(Piece.PARAGRAPH, text_of(row.values[index]), where.part, where.cell), where)


def _sheet(document: RawDocument, table: RawTable) -> Iterator[Text | Grid]:
    run: list[RawRow] = []
    expected = 0
    for row in table:
        held = filled(row)
        if run and (not held or row.number > expected):
            yield Grid(table, tuple(run))
            run = []
        expected = row.number + 1 + (_breaks(row) if table.kind == "text" else 0)
        if len(held) > 1 or (run and held):
            run.append(row)
        elif held:
            yield text_at(document, table, row, held[0])
    if run:
        yield Grid(table, tuple(run))


def filled(row: RawRow) -> list[int]:
    """The columns, from 0, of a row that hold anything."""
    return [at for at, value in enumerate(row.values) if value is not None]


def _breaks(row: RawRow) -> int:
    """The lines that a record of a csv takes beside its first."""
    return sum(value.count("\n") for value in row.values if isinstance(value, str))


def _line(cell: str) -> int:
    line, mark, column = cell.partition(":")
    return int(line) if mark and line.isdecimal() and column.isdecimal() else 0
