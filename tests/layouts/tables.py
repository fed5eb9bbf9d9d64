"""Tables and files made in memory for the tests of layouts."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from rumbo.domain.numbers import Quantity
from rumbo.layouts import PrintedTable
from rumbo.notation.dates import print_date
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue

EXAMPLES = Path(__file__).parents[2] / "examples"


def sheet(*rows: Sequence[RawValue], part: str = "Hoja1") -> RawTable:
    return RawTable(part, "sheet", [RawRow(at, tuple(row)) for at, row in enumerate(rows, 1)])


def document(*tables: RawTable) -> RawDocument:
    return RawDocument("prueba.xlsx", "0" * 64, 1, "application/test", list(tables))


def text_of(cell: object) -> str:
    if isinstance(cell, Quantity):
        return f"{cell.decimal.normalize():f}".replace(".", ",")
    return "" if cell is None else cell if isinstance(cell, str) else print_date(cell)  # type: ignore[arg-type]


def grid(table: PrintedTable) -> list[list[object]]:
    """The rows of a printed table as a plain writer would lay them out."""
    width = len(table.columns)
    rows: list[list[object]] = [[f"{name}: {text}"] + [None] * (width - 1) for name, text in table.about]
    for headers in table.header_rows:
        row: list[object] = [None] * width
        for header in headers:
            row[header.column - 1] = header.text
        rows.append(row)
    return rows + [list(row) for row in table.rows]


def as_csv(table: PrintedTable) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([[text_of(cell) for cell in row] for row in grid(table)])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(table: PrintedTable) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "d/mm/yyyy"})
    worksheet = book.add_worksheet("Matriz")
    for at, row in enumerate(grid(table)):
        for column, cell in enumerate(row):
            if isinstance(cell, Quantity):
                worksheet.write_number(at, column, float(cell.decimal))
            elif isinstance(cell, str):
                worksheet.write_string(at, column, cell)
            elif cell is not None:
                worksheet.write(at, column, cell)
    book.close()
    return file.getvalue()
