"""An empty document, filled in and brought in again, reads without a finding about its form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import print_template, read_document, read_plan
from rumbo.layouts.drawing.templates import FORMS, draw_template, template_titles
from rumbo.layouts.outline.declaration import outlines
from rumbo.papers.document import Block, Cell, Document, Fact, Facts, Heading, Kind, Paragraph, Table
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render

OF_THE_FORM = ("file.", "layout.", "outline.", "table.", "mapping.")
UNITS = ("Oficina de Planeación", "Dirección Jurídica")
PLAN = {
    "number": Cell("1"),
    "statement": Cell("Abrir tres sedes"),
    "units": Cell(UNITS[0]),
    "indicator": Cell("Sedes abiertas"),
    "measure_unit": Cell("Número"),
    "quantity": Cell("3", Decimal(3)),
    "start": Cell("1/02/2026", date(2026, 2, 1)),
    "end": Cell("31/12/2026", date(2026, 12, 31)),
    "periodicity": Cell("Trimestral"),
    "funding_source": Cell("Recursos propios"),
}


def written(document: Document, blocks: list[Block], form: str) -> bytes:
    (section,) = document.sections
    return render(replace(document, sections=(replace(section, blocks=tuple(blocks)),)), form)


def with_row(table: Table, *cells: Cell) -> Table:
    """The table with its first empty row filled in."""
    return replace(table, rows=(tuple(cells), *table.rows[1:]))


def formal(codes: set[str]) -> set[str]:
    return {code for code in codes if code.startswith(OF_THE_FORM)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["action_plan_matrix", "followup_matrix"])
def test_a_matrix_filled_in_reads_as_what_was_written(key: str, form: str) -> None:
    document = draw_template(key, form, 2026, "Entidad", UNITS)
    fields = [column.field for column in print_template(key, 2026).columns]
    facts, table = document.sections[0].blocks
    assert isinstance(facts, Facts)
    assert isinstance(table, Table)
    told = Facts(tuple(Fact(each.name, "2" if each.name == "Versión" else "Servir mejor") for each in facts.items))
    filled = with_row(table, *(PLAN.get(field, Cell()) for field in fields))
    draft = read_plan(read_bytes(written(document, [told, filled], form), f"plantilla.{form}"))
    assert formal({found.code for found in draft.everything_found()}) == set()
    (line,) = draft.matrix.lines
    assert (draft.matrix.kind, draft.matrix.objective, draft.matrix.version) == (key, "Servir mejor", "2")
    assert (line.statement, line.units, line.quantity) == ("Abrir tres sedes", (UNITS[0],), Quantity.of(3))
    assert (line.start, line.end, line.periodicity) == (date(2026, 2, 1), date(2026, 12, 31), "Trimestral")


def test_the_matrix_offers_catalogues_and_units() -> None:
    _, table = draw_template("action_plan_matrix", "xlsx", 2026, "Entidad", UNITS).sections[0].blocks
    assert isinstance(table, Table)
    offered = {table.heading_of(at): each.choices for at, each in enumerate(table.columns) if each.choices}
    names: Mapping[str, tuple[str, ...]] = {heading.split(" › ")[-1]: each.names for heading, each in offered.items()}
    assert names["RESPONSABLE"] == UNITS
    assert "Trimestral" in names["SEGUIMIENTO"]
    assert {"Inversión", "Funcionamiento"} <= set(names["TIPO DE GASTO"])
    assert "O1: Fin de la pobreza" in names["ODS"]
    assert len(names["POLÍTICAS DE GESTIÓN Y DESEMPEÑO INSTITUCIONAL"]) == 19
    assert len(table.rows) == 100


def strategic(blocks: tuple[Block, ...]) -> list[Block]:
    """The template of a strategic plan with every part filled in."""
    about = {"Título": "Plan estratégico 2026", "Entidad": "Entidad", "Vigencia": "2026", "Periodo": "2024-2027"}
    texts = {
        "Objetivo del plan y normatividad asociada": "Se rige por la Ley 152 de 1994",
        "Misión": "Servir a la gente",
        "Visión": "Ser la mejor",
        "Objetivo 1": "Cuidar el agua",
    }
    filled: list[Block] = []
    for block in blocks:
        if isinstance(block, Facts):
            block = Facts(tuple(replace(fact, text=about[fact.name]) for fact in block.items))
        if isinstance(block, Table):
            empty = [Cell() for _ in block.columns[2:]]
            block = with_row(block, Cell("Sembrar árboles"), Cell("Suma"), *empty)
        filled.append(block)
        if isinstance(block, Heading) and block.text in texts:
            filled.append(Paragraph(texts[block.text]))
    return filled


@pytest.mark.parametrize("form", FORMS)
def test_a_strategic_plan_filled_in_reads_as_what_was_written(form: str) -> None:
    document = draw_template("strategic_plan", form, 2026, "Entidad")
    filled = written(document, strategic(document.sections[0].blocks), form)
    draft = read_document(read_bytes(filled, f"plantilla.{form}"))
    assert not isinstance(draft, PlanDraft)
    assert formal({found.code for found in draft.everything_found()}) == set()
    content = draft.content
    assert (content.mission, content.vision, content.fiscal_year) == ("Servir a la gente", "Ser la mejor", 2026)
    (objective,) = content.objectives
    assert (objective.statement, objective.targets[0].statement) == ("Cuidar el agua", "Sembrar árboles")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["strategic_plan", "institutional_action_plan", "project_sheet"])
def test_an_empty_document_of_several_parts_is_known_by_itself(key: str, form: str) -> None:
    content = render(draw_template(key, form, 2026, "Entidad"), form)
    draft = read_document(read_bytes(content, f"plantilla.{form}"))
    assert draft.recognition.layout == key
    assert formal({found.code for found in draft.everything_found()}) == set()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", template_titles())
def test_every_layout_has_a_template_the_same_each_time(key: str, form: str) -> None:
    drawn = render(draw_template(key, form, 2026, "Entidad", UNITS), form)
    assert drawn == render(draw_template(key, form, 2026, "Entidad", UNITS), form)


def test_no_template_without_a_layout() -> None:
    with pytest.raises(KeyError):
        draw_template("inventado", "xlsx", 2026)


@pytest.mark.parametrize("key", template_titles())
def test_every_workbook_is_ready_to_print_and_holds_no_formula(key: str) -> None:
    book = load_workbook(BytesIO(render(draw_template(key, "xlsx", 2026, "Entidad", UNITS), "xlsx")))
    document = draw_template(key, "xlsx", 2026, "Entidad", UNITS)
    tables = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    sheet = book["Formato"]
    assert all(each.sheet_state == "visible" for each in book)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_area
    assert sheet.max_column <= len(max(tables, key=lambda each: len(each.columns)).columns) or sheet.max_column <= 2
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.alignment.wrap_text for cell in cells if cell.value and cell.font.size and cell.font.size < 12)
    if len(tables) == 1:
        assert sheet.print_title_rows
    elif len(tables) > 2 and sheet.max_row > 30:
        assert sheet.row_breaks.brk


OFFERED = {"strategic_plan": "Anualización", "institutional_action_plan": "Anualización"}
LOOKS = {Kind.DATE: "d/mm/yyyy", Kind.MONEY: '"$" #,##0', Kind.PERCENT: "0.00%"}


@pytest.mark.parametrize("key", [found.key for found in outlines()])
def test_every_empty_cell_of_a_document_of_several_parts_looks_like_what_it_holds(key: str) -> None:
    document = draw_template(key, "xlsx", 2026, "Entidad")
    sheet = load_workbook(BytesIO(render(document, "xlsx")))["Formato"]
    tables = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    heads = [tuple(cell.text for cell in table.header[-1]) for table in tables]
    found = {
        kept: row[0].row
        for row in sheet.iter_rows()
        if (kept := tuple(str(cell.value) for cell in row if cell.value is not None)) in heads
    }
    assert set(heads) == set(found)
    for table, labels in zip(tables, heads, strict=True):
        for at, column in enumerate(table.columns):
            cell = sheet.cell(found[labels] + 1, at + 1)
            assert cell.number_format == LOOKS.get(column.kind, "General"), labels[at]
            if OFFERED.get(key) == labels[at]:
                offers = [each for each in sheet.data_validations.dataValidation if cell.coordinate in each.cells]
                assert ["Suma" in each.formula1 for each in offers] == [True]
