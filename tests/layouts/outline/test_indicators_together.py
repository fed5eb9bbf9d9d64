"""Many sheets of indicators in one document: a worksheet each, one after another, or one a row."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.domain.document import DocumentDraft
from rumbo.domain.indicators import IndicatorSheet, IndicatorSheets
from rumbo.domain.numbers import Quantity
from rumbo.layouts import outline, print_outline, print_outline_template, read_document
from rumbo.layouts.outline.mending import mended
from rumbo.papers.document import Document, Header, Heading, Section
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.indicator import sheets

NOON = datetime(2026, 1, 2, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[3] / "examples" / "hoja-de-vida-indicador.txt"
TABLE = """Batería de indicadores 2024

Proceso\tCódigo\tIndicador\tTipo\tFórmula\tUnidad de medida\tFrecuencia\tLínea base\tMeta\tResponsable
Atención\tAC-01\tRespuestas a tiempo\tProducto\tA/B\tPorcentaje\tTrimestral\tN/D\t95\tOficina de Atención
\tAC-02\tRespuestas vencidas\tProducto\tRespuestas vencidas\tNúmero\tMensual\t12\t0\tOficina de Atención
Apoyo\tGH-01\tPersonas capacitadas\tProducto\tpor definir, ¿cuál?\tPorcentaje\tSemestral\tNo disponible\t80\tTalento
"""


def _read(text: str, name: str = "hojas.txt") -> DocumentDraft[Any]:
    draft = read_document(read_bytes(text.encode(), name))
    assert isinstance(draft, DocumentDraft)
    return draft


def test_two_sheets_one_after_another_are_two_each_at_its_place() -> None:
    one = EXAMPLE.read_text(encoding="utf-8")
    draft = _read(f"{one}\n\n{one.replace('AC-02', 'AC-03')}")
    assert draft.recognition.layout == "indicator_sheets"
    assert [each.code for each in draft.content.sheets] == ["AC-02", "AC-03"]
    alone: Any = read_document(read_bytes(one.encode(), "hoja.txt"))
    assert alone.recognition.layout == "indicator_sheet"
    assert draft.content.sheets[0] == alone.content
    lines = len(one.splitlines()) + 1
    first, second = (draft.places["sheets", at, "formula"].cell.split(":")[0] for at in (0, 1))
    assert int(second) - int(first) == lines + 1
    told = [each.code for each in alone.everything_found()]
    assert sorted(each.code for each in draft.everything_found()) == sorted(2 * told)


@pytest.mark.parametrize("form", ["xlsx", "docx", "html"])
@given(many=st.lists(sheets.filter(lambda each: bool(each.name and each.formula)), min_size=2, max_size=3))
@settings(max_examples=settings().max_examples // 5, deadline=None)
def test_sheets_printed_together_come_back_as_they_were(form: str, many: list[IndicatorSheet]) -> None:
    forms = tuple(
        Section("Hoja de vida de indicador", f"Hoja {at}", print_outline(each, "indicator_sheet"), opens=True)
        for at, each in enumerate(many)
    )
    document = Document("Indicadores", "es-CO", Header("Entidad"), NOON, forms)
    draft: Any = read_document(read_bytes(render(document, form), f"x.{form}"), layout_key="indicator_sheets")
    assert draft.content == IndicatorSheets(tuple(many))


def test_a_table_has_one_indicator_a_row() -> None:
    draft = _read(TABLE)
    assert draft.recognition.layout == "indicator_sheets"
    first, second, third = draft.content.sheets
    assert (first.code, first.name, first.periodicity, first.value_chain) == (
        "AC-01",
        "Respuestas a tiempo",
        "quarterly",
        "product",
    )
    assert (first.baseline, first.baseline_unknown) == (None, "N/D")
    assert (second.process, second.baseline, second.target) == ("Atención", Quantity(120000), Quantity(0))
    assert (third.baseline_unknown, third.formula) == ("No disponible", "por definir, ¿cuál?")
    assert [each.code for each in draft.everything_found() if each.severity.value == "error"].count(
        "indicator.formula_not_understood"
    ) == 1


@pytest.mark.parametrize("said", ["N/D", "No disponible", "Sin línea base", "Por establecer"])
def test_a_baseline_that_is_none_is_kept_in_words(said: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("Línea base: 88,4", f"Línea base: {said}")
    draft = _read(text)
    assert (draft.content.baseline, draft.content.baseline_unknown) == (None, said)
    assert "outline.value_unreadable" not in [each.code for each in draft.everything_found()]


def test_a_baseline_written_badly_is_told_and_not_taken_for_words() -> None:
    draft = _read(EXAMPLE.read_text(encoding="utf-8").replace("Línea base: 88,4", "Línea base: casi 88"))
    assert (draft.content.baseline, draft.content.baseline_unknown) == (None, "")
    assert "outline.value_unreadable" in [each.code for each in draft.everything_found()]


def test_targets_of_years_that_are_none_are_read_and_told() -> None:
    yearly = "Metas por año:\n1998: 20\n2024: 90\nAño 3: 8\n"
    draft = _read(EXAMPLE.read_text(encoding="utf-8").replace("Meta: 0,95\n", f"Meta: 0,95\n{yearly}"))
    assert [each.year for each in draft.content.yearly] == [1998, 2024, 3]
    told = [each for each in draft.everything_found() if each.code == "indicator.year_out_of_range"]
    assert [each.facts["year"] for each in told] == ["1998", "3"]
    assert len({each.where for each in told}) == 2


def test_a_word_that_a_person_says_becomes_its_key() -> None:
    draft = _read(TABLE)
    changed = mended(draft, {("sheets", 1, "tendency"): "Decreciente", ("sheets", 0, "formula"): "(A / B) × 100"})
    assert changed.content.sheets[1].tendency == "decreasing"
    assert changed.content.sheets[0].formula == "(A / B) × 100"


def test_the_empty_template_is_known() -> None:
    written = write_csv_blocks(print_outline_template("indicator_sheets"))
    draft: Any = read_document(read_bytes(written, "plantilla.csv"))
    assert draft.recognition.layout == "indicator_sheets"
    assert draft.content == IndicatorSheets()


def test_a_plan_with_a_column_of_formulas_is_no_table_of_indicators() -> None:
    assert "Plan de acción…" in {each.written for each in outline("indicator_sheets").never}
    draft = read_document(read_bytes(TABLE.replace("Batería de indicadores", "Plan de acción").encode(), "p.txt"))
    assert not isinstance(draft, DocumentDraft)


@pytest.mark.parametrize("titled", [True, False])
def test_sheets_stacked_in_one_worksheet_are_cut_apart(titled: bool) -> None:
    one: Any = read_document(read_bytes(EXAMPLE.read_bytes(), "hoja.txt"), layout_key="indicator_sheet").content
    many = tuple(replace(one, code=f"AC-0{number}") for number in range(3))
    above = (Heading("Hoja de vida de indicador", 1),) if titled else ()
    blocks = [block for each in many for block in (*above, *print_outline(each, "indicator_sheet"))]
    draft = read_document(read_bytes(write_csv_blocks(blocks), "hojas.csv"))
    assert draft.recognition.layout == "indicator_sheets"
    assert draft.content == IndicatorSheets(many)  # type: ignore[union-attr]
    lines = [int(draft.places["sheets", at, "name"].cell.split(":")[0]) for at in range(3)]  # type: ignore[union-attr]
    assert lines == sorted(set(lines))


def test_forms_without_title_or_parts_are_cut_where_another_name_begins() -> None:
    form = "Nombre del indicador;Peticiones {n};\nCódigo;X-{n};\nFórmula;A / B;\nUnidad de medida;Porcentaje;\n"
    form += "Periodicidad de medición;Trimestral;\nTendencia;Creciente;\n"
    draft = _read("\n".join(form.format(n=n) for n in range(3)), "hojas.csv")
    assert [(each.name, each.code) for each in draft.content.sheets] == [
        (f"Peticiones {n}", f"X-{n}") for n in range(3)
    ]
