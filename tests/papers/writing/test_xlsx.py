"""The workbook: real values, texts that never run, print set-up, nothing hidden, limits told."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from rumbo.papers.document import Cell, Choices, Column, Heading, Kind, Paragraph, Section, Table
from rumbo.papers.writing import findings_of
from rumbo.papers.writing.sheet_cells import decimals
from rumbo.papers.writing.sheet_texts import LIMIT, fitted, length
from rumbo.papers.writing.xlsx import write_xlsx
from tests.papers.writing.documents import document, row


def sheet_of(content: bytes, name: str = "Matriz") -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def first_row(sheet: Any) -> Any:
    """The cells of the first row of the matrix."""
    header = next(cell.row for cell in sheet["B"] if cell.value == "ACCIÓN")
    return sheet[header + 1]


def test_values_are_values() -> None:
    cells = first_row(sheet_of(write_xlsx(document(row(1)))))
    assert [cell.value for cell in cells][3:6] == [1234.5, datetime(2024, 12, 31), 0.7778]
    assert [cell.number_format for cell in cells][3:6] == ["#,##0.0", "d/mm/yyyy", "0.00%"]
    assert cells[2].value == "Subdirección de Planeación\nOficina Jurídica"


@pytest.mark.parametrize("text", ["=1+1", "+57 1", "-5", "@x", "{=1}", "http://x.co", "0012", "1/03/2024"])
def test_a_text_stays_a_text(text: str) -> None:
    content = write_xlsx(document(row(1, text)))
    cell = first_row(sheet_of(content))[1]
    assert (cell.data_type, cell.value) in (("s", text), ("inlineStr", text))
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2)
    )


def test_what_looks_like_an_escape_reads_back() -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(document(row(1, "_x0041_ y _x005F_")))))
    assert any("_x0041_ y _x005F_" in line for line in workbook.get_sheet_by_name("Matriz").to_python())


def test_print_set_up_and_frozen_header() -> None:
    sheet = sheet_of(write_xlsx(document(row(1))))
    header = next(cell.row for cell in sheet["B"] if cell.value == "ACCIÓN")
    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.print_title_rows == f"${header - 1}:${header}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "PL-FM-12" in sheet.oddHeader.right.text
    assert f"A{header - 1}:A{header}" in [str(merged) for merged in sheet.merged_cells.ranges]
    assert len(sheet._images) == 1


def test_the_workbook_opens_at_the_matrix_and_hides_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(document(row(1)))))
    assert book.active.title == "Matriz"
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert list(book.defined_names) == []
    assert list(book.custom_doc_props) == []


def test_it_is_the_same_each_time() -> None:
    assert write_xlsx(document(row(1))) == write_xlsx(document(row(1)))


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark_and_told() -> None:
    given = document(row(1), row(2, narrative="á" * (LIMIT + 1)))
    sheet = sheet_of(write_xlsx(given))
    value = sheet.cell(row=first_row(sheet)[0].row + 1, column=7).value
    assert length(value) == LIMIT
    assert value.endswith(" […]")
    (finding,) = findings_of(given, "xlsx")
    assert finding.where
    assert finding.where.header == "SEGUIMIENTO › NARRATIVA"
    assert finding.facts == {"length": LIMIT + 1, "limit": LIMIT, "row": 2}
    assert findings_of(document(row(1, narrative="á" * LIMIT)), "xlsx") == ()
    assert length(fitted("😀" * LIMIT)) <= LIMIT


def test_a_number_that_a_sheet_would_round_is_written_as_text() -> None:
    fine, rough = Decimal("123456789012.345"), Decimal("12345678901234567.8901")
    assert decimals(fine) is not None
    assert decimals(rough) is None
    cells = (*row(1)[:3], Cell("12.345.678.901.234.567,8901", rough), *row(1)[4:])
    assert first_row(sheet_of(write_xlsx(document(cells))))[3].value == "12.345.678.901.234.567,8901"


def test_a_day_before_spreadsheets_began_is_text() -> None:
    cells = (*row(1)[:4], Cell("7/08/1819", date(1819, 8, 7)), *row(1)[5:])
    assert first_row(sheet_of(write_xlsx(document(cells))))[4].value == "7/08/1819"


def offering(*columns: Column, rows: int = 3, lists: str = "Listas") -> Any:
    """The workbook of one table of empty cells under the headings of these columns."""
    heads = tuple(Cell(f"COLUMNA {at}") for at, _ in enumerate(columns, 1))
    table = Table("", columns, (heads,), tuple(tuple(Cell() for _ in columns) for _ in range(rows)))
    given = replace(document(), sections=(Section("Formato", "Formato", (table,)),), lists=lists)
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(given)))


def test_choices_are_offered_from_a_sheet_that_everybody_sees() -> None:
    one, many = (
        Choices(("Mensual", "Trimestral")),
        Choices(("Integridad", "Gobierno digital, y más", "x" * 300), many=True),
    )
    book = offering(Column(), Column(choices=one), Column(choices=many), Column(choices=one))
    assert book.sheetnames == ["Formato", "Listas"]
    assert {each.sheet_state for each in book} == {"visible"}
    assert [[cell.value for cell in row] for row in book["Listas"].rows] == [
        ["COLUMNA 2", "COLUMNA 3"],
        ["Mensual", "Integridad"],
        ["Trimestral", "Gobierno digital, y más"],
        [None, "x" * 300],
    ]
    offers = {str(each.sqref)[0]: each for each in book["Formato"].data_validations.dataValidation}
    assert {at: each.formula1 for at, each in offers.items()} == {
        "B": "'Listas'!$A$2:$A$3",
        "C": "'Listas'!$B$2:$B$4",
        "D": "'Listas'!$A$2:$A$3",
    }
    assert (offers["B"].showErrorMessage, offers["B"].errorStyle) == (True, "warning")
    assert not offers["C"].showErrorMessage
    header = next(cell.row for cell in book["Formato"]["B"] if cell.value == "COLUMNA 2")
    assert str(offers["B"].sqref) == f"B{header + 1}:B{header + 3}"


def test_without_rows_or_without_a_name_for_the_sheet_nothing_is_offered() -> None:
    one = Choices(("Mensual",))
    assert offering(Column(choices=one), lists="").sheetnames == ["Formato"]
    assert not offering(Column(choices=one), rows=0)["Formato"].data_validations.dataValidation


def test_empty_cells_are_ready_for_what_the_column_holds() -> None:
    sheet = offering(*(Column(kind=kind) for kind in Kind), rows=1)["Formato"]
    header = next(cell.row for cell in sheet["A"] if cell.value == "COLUMNA 1")
    looks = dict(zip(Kind, (cell.number_format for cell in sheet[header + 1]), strict=True))
    assert looks[Kind.DATE] == "d/mm/yyyy"
    assert looks[Kind.MONEY] == '"$" #,##0'
    assert looks[Kind.PERCENT] == "0.00%"
    assert all(cell.value is None for cell in sheet[header + 1])


@pytest.mark.parametrize(("pesos", "look"), [("20149000000", '"$" #,##0'), ("1234.5", '"$" #,##0.00')])
def test_money_is_a_number_that_looks_like_money(pesos: str, look: str) -> None:
    table = Table(
        "", (Column(), Column(14, Kind.MONEY)), ((Cell("A"), Cell("B")),), ((Cell("x"), Cell("$ …", Decimal(pesos))),)
    )
    given = replace(document(), sections=(Section("Valor", "Valor", (table,)),))
    cell = next(cell for cell in sheet_of(write_xlsx(given), "Valor")["B"] if cell.data_type == "n" and cell.value)
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal(pesos), look)


def test_the_printed_area_is_what_was_drawn_and_sections_of_many_tables_begin_a_page() -> None:
    table = document(row(1)).sections[1].blocks[0]
    blocks = tuple(each for at in range(3) for each in (Heading(f"Objetivo {at}"), Paragraph("Texto"), table))
    sheet = sheet_of(write_xlsx(replace(document(), sections=(Section("Plan", "Plan", blocks),))), "Plan")
    starts = [cell.row for cell in sheet["A"] if str(cell.value).startswith("Objetivo")]
    assert [each.id for each in sheet.row_breaks.brk] == [start - 1 for start in starts[1:]]
    assert sheet.print_area == f"'Plan'!$A$1:$G${sheet.max_row + 1}"
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows is None


def test_a_header_far_down_is_not_frozen() -> None:
    table = document(row(1)).sections[1].blocks[0]
    low = (*(Paragraph("Una línea") for _ in range(40)), table)
    sheet = sheet_of(write_xlsx(replace(document(), sections=(Section("Plan", "Plan", low),))), "Plan")
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows
