"""Where each figure of a file is explained: once in the list at its end, and beside each in data."""

from decimal import Decimal

from rumbo.layouts.drawing.addressed import addressed_section, leads, with_addresses
from rumbo.layouts.drawing.manner import SPANISH
from rumbo.papers.document import Cell, Column, Kind, Paragraph, Section, Table

HERE = "https://planea.example/cifras/"
YEAR, EXPECTED = (SPANISH.led_cell(figure, f"{HERE}{name}/") for figure, name in ((450_416_666_667, "a"), (0, "b")))
WRITTEN = SPANISH.points_cell(Decimal(80))
COLUMNS = (Column(8, Kind.CODE), Column(40), *[Column(10, Kind.PERCENT)] * 3)
HEADER = (tuple(map(Cell, ("No.", "Meta", "Avance", "Esperado", "Escrito"))),)
TABLE = Table("Metas", COLUMNS, HEADER, ((Cell("1"), Cell("Plantar"), YEAR, EXPECTED, WRITTEN),))
SECTION = Section("Metas", "Metas", (TABLE, Paragraph("Nota")))


def test_each_figure_stands_once_with_what_it_is_its_integer_and_its_address() -> None:
    (section,) = addressed_section((SECTION, SECTION), SPANISH, "https://planea.example/publico/a/")
    *notes, table = section.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1 Plantar", "Avance", "45,04%", "450416666667", f"{HERE}a/"],
        ["1 Plantar", "Esperado", "0%", "0", f"{HERE}b/"],
    ]
    assert "https://planea.example/publico/a/" in str(notes[-1])
    (unpublished,) = addressed_section((SECTION,), SPANISH, "")
    assert len(unpublished.blocks) == len(section.blocks) - 1


def test_what_leads_nowhere_asks_for_no_list() -> None:
    bare = Table("Metas", COLUMNS, HEADER, ((Cell("1"), Cell("Plantar"), WRITTEN, Cell(), Cell("sin reporte")),))
    assert leads(SECTION)
    assert not leads(Section("Metas", "Metas", (bare, Paragraph("Nota"))))
    assert with_addresses(bare, SPANISH) == bare


def test_in_data_the_address_of_a_figure_stands_beside_it() -> None:
    told = with_addresses(TABLE, SPANISH)
    assert [cell.text for cell in told.header[0]] == [
        "No.", "Meta", "Avance", "Avance: dónde se explica", "Esperado", "Esperado: dónde se explica", "Escrito",
    ]  # fmt: skip
    assert [cell.text for cell in told.rows[0]] == ["1", "Plantar", "45,04%", f"{HERE}a/", "0%", f"{HERE}b/", "80%"]
    assert len(told.columns) == len(told.header[0])
