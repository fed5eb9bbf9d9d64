"""Writing the matrix of a plan: a workbook against the same cells without formats, a pdf against the barest table."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import cycle, islice
from time import perf_counter

import typst
import xlsxwriter

from benchmarks.reading import EXAMPLE
from benchmarks.rounds import Amount, Ratio, compared
from rumbo.layouts import read_plan
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.papers.document import LETTER, Document, Header, Section, Table
from rumbo.papers.reading import read_file
from rumbo.papers.writing import render

SIZES = {"small": 4_000, "full": 20_000}
PAPER = 500
BARE = """
#let rows = json(bytes(sys.inputs.rows))
#set page(width: 279mm, height: 216mm, margin: 12mm)
#set text(size: 6pt)
#table(columns: rows.first().len(), ..rows.flatten())
"""


def run(size: str) -> list[Ratio | Amount]:
    """A workbook as long as the size says; pdf and Word of 500 rows."""
    rows = SIZES[size]
    book, paper = document(rows), document(PAPER)
    return [
        compared(
            f"writing {rows} rows of xlsx in the house format",
            lambda: render(book, "xlsx"),
            lambda: plain(book),
            bound=1.5,
        ),
        compared(f"a landscape pdf of {PAPER} rows", lambda: render(paper, "pdf"), lambda: bare_pdf(paper), bound=4),
        Amount(f"a landscape pdf of {PAPER} rows", took(paper, "pdf"), 3, "s"),
        Amount(f"a Word document of {PAPER} rows", took(paper, "docx"), 3, "s"),
    ]


def document(rows: int) -> Document:
    """The matrix of the example with its lines again and again, each with a number of its own."""
    matrix = read_plan(read_file(EXAMPLE)).matrix
    lines = (replace(line, number=str(at)) for at, line in enumerate(islice(cycle(matrix.lines), rows), 1))
    section = Section("Matriz", "Matriz", matrix_blocks(replace(matrix, lines=tuple(lines)), Manner()))
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Document("Plan de acción", "es-CO", Header("Entidad"), moment, (section,), LETTER, lists="Listas")


def table_of(drawn: Document) -> Table:
    return next(block for block in drawn.sections[0].blocks if isinstance(block, Table))


def plain(drawn: Document) -> bytes:
    """The same cells by the same library, with its options and without a format."""
    held = BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "default_date_format": "d/mm/yyyy"}
    book = xlsxwriter.Workbook(held, options)
    sheet = book.add_worksheet()
    for row, cells in enumerate(table_of(drawn).rows):
        for column, cell in enumerate(cells):
            match cell.value:
                case Decimal():
                    sheet.write_number(row, column, cell.value)
                case date():
                    sheet.write_datetime(row, column, cell.value)
                case _ if cell.text:
                    sheet.write_string(row, column, cell.text)
    book.close()
    return held.getvalue()


def bare_pdf(drawn: Document) -> object:
    """The same texts as the smallest document of the same program."""
    rows = [[cell.text for cell in row] for row in table_of(drawn).rows]
    compiler = typst.Compiler(input=BARE.encode())
    return compiler.compile(format="pdf", sys_inputs={"rows": json.dumps(rows, ensure_ascii=False)})


def took(drawn: Document, form: str) -> float:
    """Seconds of one writing, after one that is not counted."""
    render(drawn, form)
    start = perf_counter()
    render(drawn, form)
    return perf_counter() - start
