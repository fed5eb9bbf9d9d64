"""Formulas, merged cells and actions without their text: nothing is lost without a word."""

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import Severity, word
from rumbo.layouts import read_plan
from rumbo.papers.raw import Merge
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import LIKE_FORMULAS, document, odd_workbook, sheet, written_workbook

HEAD = ["No.", "Objetivo", "Acción", "Responsable", "Indicador", "Meta"]


def places(draft: PlanDraft) -> list[tuple[str, str]]:
    return [(found.code, found.where.cell) for found in draft.everything_found() if found.where]


def test_every_odd_cell_of_a_workbook_is_told_at_its_address() -> None:
    draft = read_plan(read_bytes(odd_workbook(), "plan.xlsx"))
    assert places(draft) == [
        ("file.formulas", "C3"),
        ("file.formula_without_value", "C3"),
        ("file.formula_without_value", "F5"),
        ("layout.statement_missing", "C3"),
        ("layout.merged_down", "B2"),
        ("layout.merged_down", "D3"),
        ("plan.target_missing", "F5"),
    ]
    told = {found.where.cell: found for found in draft.findings if found.where}
    assert told["C3"].severity is Severity.ERROR
    assert told["B2"].facts["rows"] == "2–5"
    assert told["D3"].facts["rows"] == "3–4"


def test_an_action_without_its_text_stays_in_the_draft() -> None:
    lines = read_plan(read_bytes(odd_workbook(), "plan.xlsx")).matrix.lines
    assert [line.statement for line in lines] == ["Abrir sedes", "", "Dotar sedes", "Medir"]
    assert [line.quantity for line in lines] == [Quantity.of(3), Quantity.of(4), Quantity.of(5), None]
    assert {line.objective for line in lines} == {"Servir"}
    assert lines[2].units == ("Oficina B",)


def test_a_row_that_says_nearly_nothing_is_no_action() -> None:
    rows = [[1, "Servir", "Abrir", "Oficina A", "Sedes", 3], [None, None, None, None, None, 3]]
    draft = read_plan(document(sheet(HEAD, *rows)))
    assert len(draft.matrix.lines) == 1
    assert ("layout.row_left_out", "F3") in places(draft)


def test_what_a_row_only_borrows_does_not_make_it_an_action() -> None:
    table = sheet(HEAD, [1, "Servir", "Abrir", "Oficina A", "Sedes", 3], [None, "y más", None, None, None, "x"])
    table.merges = (Merge(2, 1, 3, 1), Merge(2, 4, 3, 4), Merge(2, 5, 3, 5))
    draft = read_plan(document(table))
    assert len(draft.matrix.lines) == 1
    assert [code for code, _ in places(draft)] == ["layout.row_without_statement"]


def test_an_action_that_is_a_number_is_no_missing_one() -> None:
    draft = read_plan(document(sheet(HEAD, [1, "Servir", 2024, "Oficina A", "Sedes", 3])))
    assert [line.statement for line in draft.matrix.lines] == ["2024"]


def test_many_merged_cells_of_a_column_are_told_together() -> None:
    rows = [HEAD]
    for number in range(1, 51):
        rows.append([number, "Servir" if number % 2 else None, f"Hacer {number}", "Oficina A", "Sedes", 3])
    data = written_workbook(rows, [f"B{row}:B{row + 1}" for row in range(2, 51, 2)])
    told = [found for found in read_plan(read_bytes(data, "plan.xlsx")).findings if found.code == "layout.merged_down"]
    (found,) = told
    assert found.where
    assert found.where.cell == "B2"
    assert str(found.facts["rows"]).startswith("2–3, 4–5, ")
    assert str(found.facts["rows"]).endswith("…")


def test_a_merged_cell_that_no_second_row_takes_is_not_told() -> None:
    data = written_workbook([HEAD, [1, "Servir", "Abrir", "Oficina A", "Sedes", 3]], ["B2:B4"])
    assert places(read_plan(read_bytes(data, "plan.xlsx"))) == []


def test_a_csv_whose_action_would_run_is_told_and_kept() -> None:
    draft = read_plan(read_bytes(LIKE_FORMULAS.encode(), "plan.csv"))
    assert [line.statement for line in draft.matrix.lines] == ["=CONCATENAR(A1)", "-A1+B1", "=Así se llama"]
    assert [line.quantity for line in draft.matrix.lines] == [Quantity.of(-5), Quantity.of(3), Quantity.of(7)]


SIGNATURES = [["Elaboró y revisó"], ["Nombre", None, "Cargo", "Dependencia"], ["Ana", None, "Jefa", "Oficina A"]]


def test_another_table_below_a_blank_row_is_told_and_is_no_action() -> None:
    line = [1, "Servir", "Abrir", "Oficina A", "Sedes", 3]
    heads = ["Rubro", None, "Concepto", "Responsable", "Indicador", "Meta"]
    budget = [heads, ["A1", None, "Vías", "Oficina A", "km", 3]]
    for below in (SIGNATURES, budget):
        draft = read_plan(document(sheet(HEAD, line, [None] * 6, *below)))
        assert [found.statement for found in draft.matrix.lines] == ["Abrir"]
        told = [code for code, _ in places(draft)]
        assert told.count("layout.row_of_another_table") == 2


def test_a_blank_row_between_actions_ends_nothing() -> None:
    line = [1, "Servir", "Abrir", "Oficina A", "Sedes", 3]
    again = [2, "Servir", "Ver", "Oficina A", "Vistas", 3]
    draft = read_plan(document(sheet(HEAD, line, [None] * 6, ["OBJETIVO 2"], again, [None] * 6, HEAD, [3, *again[1:]])))
    assert len(draft.matrix.lines) == 3


def test_the_numbers_of_the_columns_below_a_header_are_no_action() -> None:
    line = [1, "Servir", "Abrir", "Oficina A", "Sedes", 3]
    for count in ([1, 2, 3, 4, 5, 6], [f"({at})" for at in range(1, 7)]):
        draft = read_plan(document(sheet(HEAD, count, line)))
        assert [found.statement for found in draft.matrix.lines] == ["Abrir"]
        assert places(draft) == []


def test_a_total_with_a_figure_where_a_name_should_stand_is_a_total() -> None:
    rows = [[1, "Servir", "Abrir", "Oficina A", "Sedes", 3], [None, None, "TOTAL ACCIONES", 9, None, 3]]
    draft = read_plan(document(sheet(HEAD, *rows)))
    assert len(draft.matrix.lines) == 1
    assert [code for code, _ in places(draft)] == ["layout.row_left_out"]


def test_an_action_without_number_is_named_by_its_text() -> None:
    rows = [[None, "Servir", "Abrir las sedes", "Oficina A", "Sedes", None], [2, "Servir", "Cerrar", "A", "B", None]]
    draft = read_plan(document(sheet(HEAD, *rows)))
    told = [word(each).what for each in draft.everything_found() if each.code == "plan.target_missing"]
    assert told == ["La acción «Abrir las sedes» no dice cuánto se hará.", "La acción 2 no dice cuánto se hará."]
