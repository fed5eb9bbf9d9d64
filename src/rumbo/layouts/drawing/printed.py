"""The matrix as blocks of a document: the data above it and the table, in the layout that the engine prints."""

from datetime import date

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.engine.printing import Cell as PrintedCell
from rumbo.layouts.engine.printing import PrintedColumn, PrintedHeader, PrintedTable, print_matrix
from rumbo.papers.document import Block, Cell, Choices, Column, Kind, Paragraph, Table

KINDS = {"text": Kind.TEXT, "quantity": Kind.NUMBER, "date": Kind.DATE, "percent": Kind.PERCENT}
SHORT = 8
"""Text columns of at most so many characters hold numbers and codes, which do not break."""


def matrix_blocks(matrix: Matrix, manner: Manner) -> tuple[Block, ...]:
    """A paragraph for each datum about the document, and the table. Headers stay as the layout of the entity says
    them, whatever the language, for they are what makes the sheet readable again."""
    printed = print_matrix(matrix)
    about = (Paragraph(f"{name}: {text}") for name, text in printed.about)
    return (*about, table_of(printed, manner))


def table_of(printed: PrintedTable, manner: Manner) -> Table:
    """A printed table as a table of a document."""
    columns = tuple(map(_column, printed.columns))
    header = tuple(tuple(_header(cell) for cell in row) for row in printed.header_rows)
    kinds = [column.kind for column in printed.columns]
    rows = tuple(
        tuple(_cell(value, kind, manner) for value, kind in zip(row, kinds, strict=True)) for row in printed.rows
    )
    return Table(manner.translate(printed.title), columns, header, rows)


def _column(column: PrintedColumn) -> Column:
    choices = Choices(column.choices, column.many) if column.choices else None
    return Column(column.width, _kind(column.kind, column.width), choices)


def _kind(kind: str, width: int) -> Kind:
    return Kind.CODE if kind == "text" and width <= SHORT else KINDS[kind]


def _header(cell: PrintedHeader) -> Cell:
    return Cell(cell.text, None, cell.columns, cell.rows)


def _cell(value: PrintedCell, kind: str, manner: Manner) -> Cell:
    match value:
        case None:
            return Cell()
        case Quantity():
            return manner.points_cell(value.decimal) if kind == "percent" else manner.quantity_cell(value)
        case date():
            return manner.day_cell(value)
        case str():
            return Cell(value)
