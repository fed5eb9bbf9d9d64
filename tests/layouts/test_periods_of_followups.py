"""Follow-ups of other entities: periods told in short, in three rows of headers or by sheets, and amounts in place of
percentages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts import Known, read_plan
from rumbo.layouts.engine.period_labels import taken_apart, worded
from rumbo.layouts.engine.printing import print_matrix
from rumbo.papers.raw import Merge, Percent, RawDocument, RawTable, RawValue
from tests.layouts.tables import document, sheet

BASE: tuple[RawValue, ...] = ("No.", "Actividad", "Responsable", "Indicador", "Meta anual")
LINE: tuple[RawValue, ...] = (1, "Hacer visitas", "Oficina de Planeación", "Visitas", 8)


def codes(draft: PlanDraft) -> list[str]:
    return [found.code for found in draft.everything_found()]


@pytest.mark.parametrize(
    ("label", "periodicity", "ordinal", "words"),
    [
        ("Ene-Mar Prog", "trimestral", 1, "prog"),
        ("Ejecutado abril a junio", "trimestral", 2, "ejecutado"),
        ("Programado Julio - Septiembre", "trimestral", 3, "programado"),
        ("I Trim Programado", "trimestral", 1, "programado"),
        ("T4 Ejecutado", "trimestral", 4, "ejecutado"),
        ("3T Ejecutado", "trimestral", 3, "ejecutado"),
        ("II Sem. Programado", "semestral", 2, "programado"),
        ("Prog. Febrero", "mensual", 2, "prog"),
        ("Mes de marzo", "mensual", 3, ""),
        ("Con corte a septiembre", "", 0, "con corte a septiembre"),
        ("Ejecutado a 30 de junio", "", 0, "ejecutado a 30 de junio"),
        ("Sem 7", "", 0, "sem 7"),
        ("Plan de TI", "", 0, "plan de ti"),
        ("enero a septiembre", "", 0, "enero a septiembre"),
    ],
)
def test_a_period_in_short_is_understood_and_what_is_none_is_left(
    label: str, periodicity: str, ordinal: int, words: str
) -> None:
    found = taken_apart(label)
    assert (found.periodicity, found.ordinal, found.words) == (periodicity, ordinal, words)


def test_a_month_is_told_by_its_name_and_read_back() -> None:
    assert worded(PeriodRef(2025, "mensual", 5)) == "MAYO 2025"
    assert taken_apart("SEGUIMIENTO MAYO 2025").period == PeriodRef(2025, "mensual", 5)


@pytest.mark.parametrize("labels", [("{} Prog", "{} Ejec"), ("Meta programada {}", "Meta ejecutada {}")])
def test_amounts_by_quarter_are_the_programme_and_the_result_of_the_last_one_told(labels: tuple[str, str]) -> None:
    spans = ("Ene-Mar", "Abr-Jun", "Jul-Sep", "Oct-Dic")
    header = [*BASE, *(label.format(span) for span in spans for label in labels), "Observaciones"]
    line: list[RawValue] = [*LINE, 2, 2, 2, 1, 2, None, 2, None, "Faltó una por la lluvia"]
    draft = read_plan(document(sheet(["Plan de acción vigencia 2025"], header, line)))
    assert draft.matrix.period == PeriodRef(2025, "trimestral", 2)
    assert (draft.matrix.programmed, draft.matrix.achieved) == ((Quantity.of(2),), (Quantity.of(1),))
    assert draft.blocks[0].columns[0].header == "No.", "a title is no group"
    assert codes(draft) == ["layout.other_periods"], "the columns of the other periods are told once"


def three_rows() -> RawDocument:
    """Periods in the highest of three rows, from the eleventh row on, and a total below."""
    top: list[RawValue] = [
        *BASE,
        "SEGUIMIENTO I TRIMESTRE 2025",
        None,
        None,
        "SEGUIMIENTO II TRIMESTRE 2025",
        None,
        None,
    ]
    middle: list[RawValue] = [*(None,) * 5, *("AVANCE FÍSICO", None, "Descripción del avance") * 2]
    low: list[RawValue] = [*(None,) * 5, *("Programado", "Ejecutado", None) * 2]
    above: list[list[RawValue]] = [
        ["ALCALDÍA", None, "CÓDIGO: F-1"],
        [],
        [],
        [],
        [],
        ["VIGENCIA:", 2025],
        [],
        [],
        [],
        [],
    ]
    line: list[RawValue] = [*LINE, 2, 2, "Hechas", 2, 3, "Hechas de más por mayor demanda"]
    total: list[RawValue] = ["TOTAL", None, None, None, 8, 2, 2, None, 2, 3, None]
    table = sheet(*above, top, middle, low, line, total)
    groups = [Merge(11, 6, 11, 8), Merge(11, 9, 11, 11), Merge(12, 6, 12, 7), Merge(12, 9, 12, 10)]
    return document(replace(table, merges=[*groups, *(Merge(11, at, 13, at) for at in range(1, 6))]))


def test_a_period_in_the_highest_of_three_rows_is_that_of_its_columns() -> None:
    draft = read_plan(three_rows())
    assert draft.matrix.period == PeriodRef(2025, "trimestral", 2)
    assert (draft.matrix.programmed, draft.matrix.achieved) == ((Quantity.of(2),), (Quantity.of(3),))
    assert draft.matrix.lines[0].narrative.startswith("Hechas de más")
    assert codes(draft) == ["layout.other_periods", "layout.row_left_out"]


def quarter(name: str, *cells: RawValue) -> RawTable:
    header = [*BASE, "Programado", "Ejecutado", "% de avance", "Descripción del avance"]
    return replace(sheet(["SEGUIMIENTO 2025"], header, [*LINE, *cells]), part=name)


def test_of_sheets_that_are_each_a_quarter_the_last_with_data_is_read_and_the_others_are_told() -> None:
    told = [(2, done, Percent(Decimal(done) / 3), "Hecho, en parte por la demora") for done in (1, 2)]
    tables = [quarter("I TRIMESTRE", *told[0]), quarter("2T", *told[1]), quarter("Trim III", 2, None, None, None)]
    draft = read_plan(document(*tables))
    assert draft.matrix.period == PeriodRef(2025, "trimestral", 2)
    assert (len(draft.matrix.lines), draft.matrix.achieved) == (1, (Quantity.of(2),))
    assert draft.matrix.lines[0].programme == "", "a quarter is no level of the plan"
    (found,) = [each for each in draft.findings if each.code == "layout.period_sheets"]
    assert found.facts == {"read": "2T", "others": "«I TRIMESTRE»; «Trim III»"}


def test_a_percentage_that_does_not_end_is_read_rounded_and_told_once() -> None:
    draft = read_plan(document(quarter("I TRIMESTRE", 3, 2, Percent(Decimal(2) / 3), "Hecho")))
    assert draft.matrix.lines[0].progress == Quantity(666_667)
    assert codes(draft) == ["layout.rounded"]


def test_what_was_done_is_printed_and_read_back() -> None:
    printed = print_matrix(read_plan(three_rows()).matrix)
    assert [column.header for column in printed.columns][-4:] == [
        "PROGRAMADO II TRIMESTRE 2025",
        "EJECUTADO II TRIMESTRE 2025",
        "II TRIMESTRE 2025 AVANCE PORCENTUAL",
        "AVANCE CUALITATIVO",
    ]
    assert printed.rows[0][-3] == Quantity.of(3)


def test_a_header_that_says_its_scale_answers_the_question_for_its_whole_column() -> None:
    def read(label: str) -> PlanDraft:
        return read_plan(document(sheet([*BASE, label], [*LINE, "0,75"], [2, "Medir", *LINE[2:], "1"])))

    draft = read("% avance")
    (found,) = [each for each in draft.everything_found() if each.code == "followup.percent_scale_asked"]
    assert (found.where and found.where.cell, found.suggestion) == ("F1", "% avance (de 0 a 1)")
    said = read(str(found.suggestion))
    assert [line.progress for line in said.matrix.lines] == [Quantity.of(75), Quantity.of(100)]
    assert "followup.percent_scale_asked" not in codes(said)


def test_a_plan_without_a_column_of_units_takes_the_one_named_above_or_the_one_a_person_says() -> None:
    header: list[RawValue] = ["Actividad", "Indicador", "Meta", "Fecha inicio", "Fecha fin"]
    line: list[RawValue] = ["Medir", "Mediciones", 3, "1/02/2025", "1/12/2025"]
    silent = read_plan(document(sheet(header, line)))
    assert "layout.no_units" in codes(silent)
    named = read_plan(document(sheet(["Dependencia:", "Secretaría de Hacienda"], header, line)))
    assert named.matrix.lines[0].units == ("Secretaría de Hacienda",)
    assert "layout.unit_of_all" in codes(named)
    said = read_plan(document(sheet(header, line)), Known(unit="Oficina de Control Interno"))
    assert said.matrix.lines[0].units == ("Oficina de Control Interno",)
    assert not {"layout.no_units", "layout.unit_of_all"} & set(codes(said))


def test_each_sheet_of_a_unit_names_it_above_its_actions() -> None:
    header: list[RawValue] = ["No.", "Actividad", "Indicador", "Meta", "Fecha inicio", "Fecha fin"]
    line: list[RawValue] = [1, "Medir", "Mediciones", 3, "1/02/2025", "1/12/2025"]
    units = ("Secretaría de Hacienda", "Oficina Jurídica")
    tables = [replace(sheet(["Dependencia:", unit], header, line), part=unit) for unit in units]
    draft = read_plan(document(*tables, replace(sheet(["Otra"], header, [2, "Ver", *line[2:]]), part="Otra")))
    assert [each.units for each in draft.matrix.lines] == [(units[0],), (units[1],), ()]
    assert codes(draft).count("layout.unit_of_all") == 2
    assert "layout.about_differs" not in codes(draft)
