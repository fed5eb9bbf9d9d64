"""csv: UTF-8 with its mark (spreadsheets need it for accents), `\\n` inside cells, one table per file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from rumbo.papers.document import Block, Cell, Facts, Heading, Listing, Paragraph, Picture, Signatures, Table
from rumbo.papers.inert import inert

MARK = "\ufeff"
LEAST_WIDTH = 3


def write_csv(table: Table, about: Iterable[str] = ()) -> bytes:
    """A table as it is drawn: lines about it, its header rows (a spanning header stands in its first place), its rows.

    Numbers and days are printed as on the page, in the conventions of the document. The separator is the comma; cells
    with a comma, a quote or a line end are quoted.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    for line in about:
        lines.writerow([inert(line)])
    lines.writerows(_table(table))
    return (MARK + text.getvalue()).encode()


def write_csv_blocks(blocks: Sequence[Block]) -> bytes:
    """Blocks one under the other, as on a sheet: a text takes a row, a fact two cells, and a blank row stands around a
    table. Every row is as wide as the widest, so that the comma is plainly what separates."""
    rows = [row for block in blocks for row in _rows(block)]
    width = max([LEAST_WIDTH, *(len(row) for row in rows)])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return (MARK + text.getvalue()).encode()


def _rows(block: Block) -> Iterator[list[str]]:
    match block:
        case Heading(text) | Paragraph(text):
            yield [inert(text)]
        case Listing(items, marked):
            yield from ([f"• {item}" if marked else inert(item)] for item in items)
        case Facts(facts):
            yield from ([inert(fact.name), inert(fact.text)] for fact in facts)
        case Signatures(lines):
            yield from ([inert(line.act), inert(line.post), inert(line.unit)] for line in lines)
        case Picture():
            yield [inert(block.caption or block.alt)]
        case Table():
            yield []
            yield from _table(block)
            yield []


def _table(table: Table) -> Iterator[list[str]]:
    for placed in table.header_places():
        row = [""] * len(table.columns)
        for column, cell in placed:
            row[column] = printed(cell)
        yield row
    yield from ([printed(cell) for cell in row] for row in table.rows)


def printed(cell: Cell) -> str:
    """What a csv cell holds: a value as printed, a text made inert."""
    return inert(cell.text) if cell.value is None else cell.text
