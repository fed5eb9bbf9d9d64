"""Where each figure of a document that is taken away is explained: for who reads it on paper, a list at its end; for
who reads it as data, a column beside each column of figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from rumbo.findings import marked
from rumbo.layouts.drawing.explained import EXACT, NOTE, SHEET, TITLE, VALUE, WHAT, WHICH
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import Cell, Column, Kind, Paragraph, Section, Table, Tone

Piece = TypeVar("Piece")
COLUMNS = (
    (WHAT, Column(44)),
    (WHICH, Column(28)),
    (VALUE, Column(12, Kind.PERCENT)),
    (EXACT, Column(16, Kind.CODE)),
    (marked("Dónde se explica"), Column(70)),
)
ADDRESSES = marked(
    "En cada dirección se lee cómo se obtuvo la cifra: la fórmula con sus números, los reportes de los que sale, los "
    "pesos, la regla y lo que no contó. La abre quien tiene cuenta en la entidad."
)
PUBLIC = marked("Lo que la entidad publicó se explica sin cuenta en {address}.")


def leads(section: Section) -> bool:
    """Whether a figure of the section is explained somewhere."""
    return any(cell.way for table in _tables(section) for row in table.rows for cell in row)


def addressed_section(sections: Iterable[Section], manner: Manner, public: str) -> tuple[Section, ...]:
    """Each figure of the sections once, with its exact integer and its address. `public` is where the entity publishes,
    if it does."""
    rows: dict[str, tuple[Cell, ...]] = {}
    for table in (table for section in sections for table in _tables(section)):
        for way, row in _rows(table):
            rows.setdefault(way, row)
    title = manner.say(TITLE)
    header = tuple(Cell(manner.say(name)) for name, _column in COLUMNS)
    listed = Table(title, tuple(column for _name, column in COLUMNS), (header,), tuple(rows.values()))
    told = [manner.say(NOTE), manner.say(ADDRESSES), *([manner.say(PUBLIC, address=public)] if public else [])]
    notes = (Paragraph(text, Tone.NOTE) for text in told)
    return (Section(title, manner.say(SHEET), (*notes, listed)),)


def with_addresses(table: Table, manner: Manner) -> Table:
    """A table with one row of headings, with a column of addresses beside each column of figures."""
    led = {at for row in table.rows for at, cell in enumerate(row) if cell.way}
    (header,) = table.header
    said = marked("{column}: dónde se explica")
    return replace(
        table,
        columns=_beside(table.columns, dict.fromkeys(led, COLUMNS[-1][1])),
        header=(_beside(header, {at: Cell(manner.say(said, column=header[at].text)) for at in led}),),
        rows=tuple(_beside(row, {at: Cell(row[at].way) for at in led}) for row in table.rows),
    )


def _beside(row: tuple[Piece, ...], more: Mapping[int, Piece]) -> tuple[Piece, ...]:
    """A row with what stands right of some of its places."""
    return tuple(each for at, piece in enumerate(row) for each in ((piece, more[at]) if at in more else (piece,)))


def _rows(table: Table) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The address of each figure of a table, with its row of the list. A row is called by what stands
    before its first number: a code and a name, or a name alone."""
    kinds = [column.kind for column in table.columns]
    named = kinds.index(Kind.TEXT) + 1
    for row in table.rows:
        name = Cell(" ".join(cell.text.strip() for cell in row[:named] if cell.text))
        for at, cell in enumerate(row):
            if cell.way:
                yield (
                    cell.way,
                    (
                        name,
                        Cell(table.heading_of(at)),
                        cell,
                        Cell("" if cell.figure is None else str(cell.figure)),
                        Cell(cell.way),
                    ),
                )


def _tables(section: Section) -> Iterator[Table]:
    return (block for block in section.blocks if isinstance(block, Table))
