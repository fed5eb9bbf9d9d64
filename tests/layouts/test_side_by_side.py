"""Tables as other entities keep them: periods side by side, data above the header, columns without one, months."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.domain.table import TableDraft
from rumbo.layouts import Known, read_document, read_plan
from rumbo.layouts.engine.mapping import mapping_file, mapping_text, own_layout, read_mapping
from rumbo.layouts.engine.tabling import read_tables
from rumbo.layouts.proposing import Asked, mapping_of, propose_mapping
from rumbo.papers.raw import Merge, Percent, RawDocument, RawRow, RawTable, RawValue
from tests.layouts.tables import document, sheet

QUARTERS = ("PRIMER TRIMESTRE", "SEGUNDO TRIMESTRE", "TERCER TRIMESTRE", "CUARTO TRIMESTRE")
BASE = ("ACTIVIDAD", "RESPONSABLE", "INDICADOR", "META 2025")
EACH = ("% AVANCE", "DESCRIPCIÓN DEL AVANCE")
MONTHS = [*"ENERO FEBRERO MARZO ABRIL MAYO JUNIO".split(), *"JULIO AGOSTO SEPTIEMBRE".split()]  # noqa: SIM905
MONTHS += ["OCTUBRE", "NOVIEMBRE", "DICIEMBRE"]


def quarters(told: int) -> RawDocument:
    """A follow-up with four quarters side by side, of which the first `told` say something."""
    top: list[RawValue] = [*BASE, *(text for quarter in QUARTERS for text in (quarter, None))]
    low: list[RawValue] = [*(None,) * len(BASE), *EACH * len(QUARTERS)]
    line: list[RawValue] = ["Hacer visitas", "Oficina de Control Interno", "Visitas", 4]
    for at in range(len(QUARTERS)):
        line += [f"{10 * (at + 1)}%", f"Se hizo la visita {at + 1}"] if at < told else [0, None]
    merges = [Merge(2, 5 + 2 * at, 2, 6 + 2 * at) for at in range(len(QUARTERS))]
    return document(replace(sheet(["Seguimiento 2025"], top, low, line), merges=merges))


def codes(draft: PlanDraft | TableDraft | object) -> list[str]:
    return [found.code for found in draft.everything_found()]  # type: ignore[attr-defined]


def test_of_several_periods_the_last_that_says_something_is_read_and_the_others_are_told() -> None:
    for told in (1, 2, 3, 4):
        draft = read_plan(quarters(told))
        assert draft.matrix.period == PeriodRef(2025, "trimestral", told)
        assert draft.matrix.lines[0].narrative == f"Se hizo la visita {told}"
        (found,) = [each for each in draft.findings if each.code == "layout.other_periods"]
        assert str(found.facts["others"]).count("TRIMESTRE 2025") == 3


def test_a_person_may_choose_the_columns_of_another_period() -> None:
    (found,) = propose_mapping(quarters(3))
    assert [found.taken[column] for column in (9, 10)] == ["progress", "narrative"], "as it is read by itself"
    fields = {1: "statement", 2: "units", 3: "indicator", 4: "quantity", 7: "progress", 8: "narrative"}
    own = own_layout(mapping_text(mapping_of(found, "Tablero", "followup_matrix", fields)))
    draft = read_plan(quarters(3), Known(layouts=(own,)))
    assert draft.matrix.lines[0].narrative == "Se hizo la visita 2"
    assert draft.matrix.period == PeriodRef(2025, "trimestral", 2)


def test_what_was_said_of_one_period_is_known_again_in_the_next_year() -> None:
    (found,) = propose_mapping(quarters(3))
    fields = {1: "statement", 2: "units", 3: "indicator", 4: "quantity", 9: "progress", 10: "narrative"}
    own = own_layout(mapping_text(mapping_of(found, "Tablero", "followup_matrix", fields)))
    next_year = document(
        replace(quarters(4).tables[0], rows=[_a_year_later(row) for row in quarters(4).tables[0].rows])
    )
    draft = read_plan(next_year, Known(layouts=(own,)))
    assert draft.matrix.period == PeriodRef(2026, "trimestral", 3)
    assert draft.matrix.lines[0].narrative == "Se hizo la visita 3"
    assert "layout.other_periods" in codes(draft)


def _a_year_later(row: RawRow) -> RawRow:
    return RawRow(row.number, tuple(v.replace("2025", "2026") if isinstance(v, str) else v for v in row.values))


def test_progress_as_a_part_of_one_is_a_percentage_and_is_told() -> None:
    header: list[RawValue] = ["ACTIVIDAD", "RESPONSABLE", "INDICADOR", "I TRIMESTRE 2025 % AVANCE"]
    lines: list[list[RawValue]] = [["Medir", "Oficina A", "M", 1], ["Abrir", "Oficina A", "S", Decimal("0.25")]]
    draft = read_plan(document(sheet(header, *lines)))
    assert [line.progress for line in draft.matrix.lines] == [Quantity.of(100), Quantity.of(25)]
    assert "layout.proportions" in codes(draft)
    points = read_plan(document(sheet(header, lines[0], ["Abrir", "Oficina A", "S", 25])))
    assert [line.progress for line in points.matrix.lines] == [Quantity.of(1), Quantity.of(25)]
    assert "layout.proportions" not in codes(points)


@pytest.mark.parametrize("label", ["AVANCE PORCENTUAL", "% DE AVANCE", "PORCENTAJE DE AVANCE"])
def test_a_cell_formatted_as_a_percentage_says_by_itself_what_it_is(label: str) -> None:
    header: list[RawValue] = ["ACTIVIDAD", "RESPONSABLE", "INDICADOR", f"I TRIMESTRE 2025 {label}"]

    def read(*cells: RawValue) -> tuple[list[object], bool]:
        draft = read_plan(document(sheet(header, *(["Medir", "Oficina A", "M", cell] for cell in cells))))
        return [line.progress for line in draft.matrix.lines], "layout.proportions" in codes(draft)

    three_quarters = [Quantity.of(75), Quantity.of(100)]
    assert read(Percent(Decimal("0.75")), Percent(Decimal(1))) == (three_quarters, False)
    assert read(Decimal("0.75"), 1) == (three_quarters, True)
    assert read(Decimal("0.75"), Percent(Decimal(1))) == (three_quarters, True)
    assert read("75%", 100) == (three_quarters, False)


def test_one_of_one_is_no_percentage_where_the_header_says_none() -> None:
    header: list[RawValue] = ["ACTIVIDAD", "RESPONSABLE", "INDICADOR", "I TRIMESTRE 2025 AVANCE"]
    lines: list[list[RawValue]] = [["Medir", "Oficina A", "M", 1], ["Abrir", "Oficina A", "S", 1]]
    draft = read_plan(document(sheet(header, *lines)))
    assert [line.progress for line in draft.matrix.lines] == [Quantity.of(1), Quantity.of(1)]
    assert "layout.proportions" not in codes(draft)


def test_data_of_the_document_right_above_are_no_group_of_the_header() -> None:
    above: list[RawValue] = [None, "Dependencia responsable:", "Secretaría de Planeación"]
    header: list[RawValue] = ["ACTIVIDAD", "INDICADOR", "META", "RESPONSABLE", "FECHA INICIO", "FECHA FIN"]
    line: list[RawValue] = ["Medir", "Mediciones", 3, "Oficina de Planeación", "1/02/2025", "1/12/2025"]
    draft = read_plan(document(sheet(["PLAN DE ACCIÓN 2025"], above, header, line)))
    assert [line.statement for line in draft.matrix.lines] == ["Medir"]
    assert not [column for column in draft.blocks[0].columns if "Secretaría" in column.header]


def unnamed() -> RawTable:
    header: list[RawValue] = ["RUBRO", "NOMBRE", "APROPIACIÓN DEFINITIVA", "COMPROMISOS", None, "PAGOS"]
    lines = [[f"2.3.0{at}", "Inversión", 900_000 + at, 800_000 + at, 700_000 + at, 600_000 + at] for at in range(1, 5)]
    return sheet(header, *lines)


def test_a_column_without_header_is_told_named_by_its_place_proposed_and_read_again_from_the_file() -> None:
    draft = read_document(document(unnamed()))
    assert isinstance(draft, TableDraft)
    (told,) = [each for each in draft.findings if each.code == "layout.column_unnamed"]
    assert told.facts["column"] == "columna E"
    (found,) = propose_mapping(document(unnamed()))
    column = found.columns[4]
    assert (column.cell.label, column.taken) == ("columna E", "obligations")
    assert column.chosen
    assert len(column.chosen.why) == 2
    written = read_mapping(mapping_file(mapping_of(found, "Ejecución")).encode())
    assert {"field": "obligations", "header": "columna E"} in written["fields"]
    own = own_layout(mapping_text(written))
    (read,) = read_tables(document(unnamed()), [own])
    assert read.rows[0].money("obligations") == Money(70_000_100)


def test_names_beside_the_codes_under_one_header_are_the_names_of_the_accounts() -> None:
    header: list[RawValue] = ["Posición presupuestaria", None, "Apropiación vigente", "Compromisos", "Obligaciones"]
    lines = [["O21", "FUNCIONAMIENTO", 30, 20, 10], ["O23", "INVERSIÓN", 60, 50, 40]]
    draft = read_document(document(sheet(header, *lines)))
    assert isinstance(draft, TableDraft)
    assert [row.values["account_name"] for row in draft.rows] == ["FUNCIONAMIENTO", "INVERSIÓN"]
    assert "layout.column_unnamed" not in codes(draft)


def test_what_only_tells_what_was_spent_is_an_execution_too() -> None:
    header: list[RawValue] = ["CODIGO", "NOMBRE", "BPIN", "COMPROMISOS(Pesos)", "OBLIGACIONES(Pesos)", "PAGOS(Pesos)"]
    draft = read_document(document(sheet(header, ["2.3.2", "Obras", "2024052110034", 30, 20, 10])))
    assert isinstance(draft, TableDraft)
    assert draft.rows[0].money("payments") == Money(1000)


def test_amounts_on_lines_that_begin_and_end_are_not_taken_for_an_execution() -> None:
    header: list[RawValue] = ["Nombre Actividad", "Fecha Inicio", "Fecha Fin", "Presupuesto Inicial",
                              "Presupuesto Modificado", "Ejecución", "Obligado", "Pagos"]  # fmt: skip
    line: list[RawValue] = ["Abrir sedes", "1/02/2025", "1/12/2025", 5, 5, 4, 3, 2]
    raw = document(sheet(header, line, line))
    assert isinstance(read_document(raw), PlanDraft)
    assert propose_mapping(raw)[0].kind != "budget_execution"


def test_a_programme_of_cash_is_called_by_its_name() -> None:
    header: list[RawValue] = ["RUBRO", "CONCEPTO", "APROPIACIÓN", *MONTHS, "TOTAL"]
    line: list[RawValue] = ["2.1", "Sueldos", 12, *(1,) * 12, 12]
    assert codes(read_document(document(sheet(["PAC 2025"], header, line)))) == ["layout.cash_programme"]
    plan = [["ACTIVIDAD", *MONTHS], ["Hacer visitas", *(None,) * 12]]
    assert "layout.cash_programme" not in codes(read_document(document(sheet(["Cronograma"], *plan))))


PURCHASES: list[list[RawValue]] = [
    ["PLAN ANUAL DE ADQUISICIONES"],
    ["Códigos UNSPSC", "Descripción", "Fecha estimada de inicio de proceso de selección", "Modalidad de selección",
     "Fuente de los recursos", "Valor total estimado", "Unidad de contratación (referencia)"],
    ["80111600", "Prestar servicios", "1/02/2025", "Contratación directa", "Recursos propios", 33_000_000, "Oficina"],
]  # fmt: skip


def test_a_plan_of_purchases_is_called_by_its_name_and_nothing_is_proposed_for_it() -> None:
    table = document(sheet(*PURCHASES))
    assert codes(read_document(table)) == ["layout.procurement_plan"]
    (found,) = propose_mapping(table)
    assert found.other
    assert found.taken == {}
    (chosen,) = propose_mapping(table, Asked(kind="action_plan_matrix"))
    assert "funding_source" in chosen.taken.values(), "a person may still say what it is"
