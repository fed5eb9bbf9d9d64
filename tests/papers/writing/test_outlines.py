"""Headings and lists of a document in every form."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pypdfium2

from rumbo.papers.document import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Heading,
    Listing,
    Paragraph,
    Section,
    Table,
)
from rumbo.papers.writing import render
from rumbo.papers.writing.csv_file import write_csv_blocks

BLOCKS = (
    Facts((Fact("Vigencia", "2031"),)),
    Heading("1. Caminos <altos>"),
    Paragraph("Palabra " * 60),
    Heading("1.1. Puentes", 2),
    Listing(("Revisar", "Reparar")),
    Listing(("a) Contar",), marked=False),
    Table("Metas", (Column(20), Column(8)), ((Cell("Meta"), Cell("Cuántos")),), ((Cell("Puentes"), Cell("3")),)),
)
DOCUMENT = Document(
    "Plan", "es-CO", Header("Agencia"), datetime(2031, 1, 2, tzinfo=UTC), (Section("Plan de caminos", "Plan", BLOCKS),)
)


def test_a_page_has_headings_below_that_of_its_section_and_real_lists() -> None:
    page = render(DOCUMENT, "html").decode()
    assert "<h2>Plan de caminos</h2>" in page
    assert "<h3>1. Caminos &lt;altos&gt;</h3>" in page
    assert "<h4>1.1. Puentes</h4>" in page
    assert "<ul><li>Revisar</li><li>Reparar</li></ul>" in page
    assert '<ul class="paper-unmarked"><li>a) Contar</li></ul>' in page


def test_a_sheet_shows_them_and_makes_room_for_a_long_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render(DOCUMENT, "xlsx"))).active
    column = [row[0].value for row in sheet.iter_rows(max_col=1)]
    assert {"1. Caminos <altos>", "1.1. Puentes", "• Revisar", "a) Contar"} <= set(column)
    (long,) = [at for at, text in enumerate(column, 1) if text and text.startswith("Palabra")]
    assert sheet.row_dimensions[long].height > 30


def test_a_pdf_has_them_as_bookmarks() -> None:
    pdf = pypdfium2.PdfDocument(render(DOCUMENT, "pdf"))
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert marks == [(0, "Plan"), (1, "Plan de caminos"), (2, "1. Caminos <altos>"), (3, "1.1. Puentes")]
    assert "Reparar" in pdf[0].get_textpage().get_text_range()


def test_a_csv_has_a_row_for_each_and_blank_rows_around_a_table() -> None:
    rows = list(csv.reader(io.StringIO(write_csv_blocks(BLOCKS).decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {3}
    assert [row[:2] for row in rows[:2]] == [["Vigencia", "2031"], ["1. Caminos <altos>", ""]]
    assert [row[0] for row in rows[3:]] == [
        "1.1. Puentes",
        "• Revisar",
        "• Reparar",
        "a) Contar",
        "",
        "Meta",
        "Puentes",
        "",
    ]
