"""Tables that make no plan: the execution of a budget read by its mapping, and what its figures must add up to."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rumbo.domain.checks.execution import computed_totals, levels_of
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft
from rumbo.findings import Outcome, word
from rumbo.layouts.engine.declaration import tables
from rumbo.layouts.engine.mapping import mapping_text, own_layout
from rumbo.layouts.engine.tabling import read_table, read_tables
from rumbo.layouts.proposing import mapping_of, propose_mapping
from rumbo.papers.raw import RawDocument, RawValue
from rumbo.papers.reading import read_file
from tests.layouts.tables import document, sheet

LABELS = ["Rubro", "Concepto", "Apropiación inicial", "Adiciones", "Contracréditos", "Apropiación definitiva", "CDP",
          "Compromisos", "Obligaciones", "Pagos", "Disponible", "% ejecución"]  # fmt: skip
LINE: list[RawValue] = ["2.1.1", "Sueldos", 1000, 200, 100, 1100, 900, 800, 700, 600, 200, "72,73%"]
OTHER: list[RawValue] = ["2.1.2", "Primas", "$500", None, -100, 400, 400, 300, 300, 300, 0, "75%"]
TOTAL: list[RawValue] = [None, "Total", 1500, 200, 0, 1500, 1300, 1100, 1000, 900, 200, "73,33%"]


def read(given: RawDocument) -> TableDraft:
    (found, *_rest) = propose_mapping(given)
    draft = read_table(given, (own_layout(mapping_text(mapping_of(found, "Ejecución"))),))
    assert draft is not None
    return draft


def table(*lines: list[RawValue]) -> TableDraft:
    return read(document(sheet(["EJECUCIÓN PRESUPUESTAL A MARZO DE 2025"], LABELS, *lines)))


def told(draft: TableDraft, code: str) -> list[str]:
    return [word(found).what for found in draft.everything_found() if found.code == code]


def outcome(draft: TableDraft, code: str) -> Outcome:
    return next(result.outcome for result in draft.checks if result.code == code)


def changed(line: list[RawValue], **cells: RawValue) -> list[RawValue]:
    """A line with other cells, by the letter of their column."""
    return [cells.get("ABCDEFGHIJKL"[at], value) for at, value in enumerate(line)]


def test_amounts_are_exact_and_decreases_count_with_or_without_a_sign() -> None:
    draft = table(LINE, OTHER, changed(TOTAL, E=0))
    assert [row.money("definitive") for row in draft.rows] == [Money(110_000), Money(40_000)]
    assert draft.rows[0].points("executed_share") == Fraction(7273, 100)
    assert draft.fiscal_year == 2025
    for code in ("budget.identity", "budget.order", "budget.balance"):
        assert outcome(draft, code) is Outcome.PASSED, told(draft, code)
    assert told(draft, "budget.share_meaning") == [
        "«% ejecución» es «Compromisos» sobre «Apropiación definitiva» en 2 de 2 filas."
    ]


def test_an_appropriation_that_does_not_follow_from_its_changes_is_told_with_both_figures() -> None:
    draft = table(changed(LINE, F=1101), OTHER)
    assert told(draft, "budget.identity") == [
        "«Apropiación definitiva» dice $1.101; la inicial con sus modificaciones da $1.100."
    ]
    (found,) = [each for each in draft.everything_found() if each.code == "budget.identity"]
    assert found.where
    assert found.where.cell == "F3"


def test_what_was_paid_beyond_what_was_owed_is_told() -> None:
    draft = table(changed(LINE, J=703), OTHER)
    assert told(draft, "budget.order") == ["«Pagos» ($703) supera a «Obligaciones» ($700)."]


def test_a_balance_and_a_total_that_do_not_add_up_are_told() -> None:
    draft = table(changed(LINE, K=201), OTHER, changed(TOTAL, J=901))
    assert told(draft, "budget.balance") == ["«Disponible» dice $201; por las otras columnas sería $200."]
    assert "El total de «Pagos» dice $901; las filas suman $900." in told(draft, "budget.total")


def test_a_percentage_that_no_division_explains_is_told() -> None:
    draft = table(changed(LINE, L="99%"), OTHER)
    assert len(told(draft, "budget.share_unexplained")) == 1


def test_what_is_no_figure_is_told_and_never_taken_for_zero() -> None:
    draft = table(changed(LINE, H="en trámite"), OTHER)
    assert told(draft, "table.not_an_amount") == ["«en trámite», en «Compromisos», no es una cifra."]
    assert draft.rows[0].money("commitments") is None


def test_what_the_table_lacks_is_said_and_not_accused() -> None:
    labels = ["Rubro", "Apropiación definitiva", "Compromisos", "Pagos"]
    draft = read(document(sheet(labels, ["2.1", 100, 50, 20], ["2.2", 200, 60, 30])))
    assert outcome(draft, "budget.identity") is Outcome.NOT_MADE
    assert outcome(draft, "budget.order") is Outcome.PASSED


def test_the_published_execution_of_a_city_is_read_and_its_one_slip_found(shared: Path) -> None:
    draft = read(read_file(shared / "samples" / "cali-2025-03-ejecucion-presupuestal.csv"))
    assert len(draft.rows) == 27
    assert outcome(draft, "budget.identity") is Outcome.PASSED
    assert told(draft, "budget.order") == ["«PAGOS» ($1.280.003) supera a «TOTAL ACUMUL OBLIGAC» ($1.280.000)."]
    assert outcome(draft, "budget.balance") is Outcome.PASSED


def test_three_percentages_of_one_table_are_told_by_what_they_divide(shared: Path) -> None:
    draft = read(read_file(shared / "samples" / "cali-2025-q2-organismos.csv"))
    assert [line.partition(" en ")[0] for line in told(draft, "budget.share_meaning")] == [
        "«% Ejecución» es «Ejecución» sobre «Ppto Modificado»",
        "«% Ejecución Financiera» es «Obligado» sobre «Ppto Modificado»",
        "«% Pagos» es «Pagos» sobre «Ejecución»",
    ]
    assert not [found for found in draft.everything_found() if found.code == "budget.identity"]


def built_in(*rows: list[RawValue]) -> tuple[TableDraft, ...]:
    return read_tables(document(sheet(*rows)), tables())


CODED = ["Rubro", "Apropiación definitiva", "Compromisos", "Pagos"]
NESTED: list[list[RawValue]] = [
    ["2", 300, 110, 50],
    ["2.1", 100, 50, 20],
    ["2.1.1", 60, 30, 20],
    ["2.1.2", 40, 20, 0],
    ["2.3", 200, 60, 30],
]


def test_rows_that_sum_up_others_are_not_added_twice() -> None:
    (draft,) = built_in(CODED, *NESTED, ["Total", 300, 110, 50])
    assert levels_of(draft) == {0: (1, 4), 1: (2, 3)}
    assert computed_totals(draft)["definitive"] == Money(30_000)
    assert outcome(draft, "budget.total") is Outcome.PASSED
    assert outcome(draft, "budget.level_sum") is Outcome.PASSED


def test_a_level_that_is_not_the_sum_of_what_is_below_is_told() -> None:
    (draft,) = built_in(CODED, *NESTED[:1], ["2.1", 100, 51, 20], *NESTED[2:])
    assert told(draft, "budget.level_sum") == [
        "En «2», «Compromisos» dice $110; los rubros de debajo suman $111.",
        "En «2.1», «Compromisos» dice $51; los rubros de debajo suman $50.",
    ]


def test_codes_without_parts_nest_by_their_digits() -> None:
    (draft,) = built_in(CODED, ["O2", 30, 3, 3], ["O21101", 10, 1, 1], ["O23011", 20, 2, 2])
    assert levels_of(draft) == {0: (1, 2)}


def test_codes_that_nest_and_do_not_add_up_are_no_levels() -> None:
    (draft,) = built_in(CODED, ["21", 10, 1, 1], ["211", 70, 2, 1], ["212", 50, 2, 1])
    assert not levels_of(draft)
    assert computed_totals(draft)["definitive"] == Money(13_000)


def test_subtotals_of_parts_and_the_total_of_all_are_each_held_against_what_they_sum() -> None:
    lines: list[list[RawValue]] = [["2.1.1", 60, 1, 1], ["2.1.2", 40, 1, 1], ["Subtotal", 100, 2, 2],
                                   ["2.3.1", 5, 1, 1], ["Subtotal", 5, 1, 1], ["Total", 105, 3, 3]]  # fmt: skip
    (draft,) = built_in(CODED, *lines)
    assert outcome(draft, "budget.total") is Outcome.PASSED
    (wrong,) = built_in(CODED, *lines[:-1], ["Total", 106, 3, 3])
    assert told(wrong, "budget.total") == ["El total de «Apropiación definitiva» dice $106; las filas suman $105."]


def test_net_modifications_serve_the_identity_and_a_suspended_appropriation_its_balance() -> None:
    labels = ["Posición presupuestaria", "Apropiación inicial", "Modificaciones acumulado", "Apropiación vigente",
              "Suspensión", "Apropiación disponible", "Total compromisos mes", "Compromisos acumulados"]  # fmt: skip
    (draft,) = built_in(labels, ["131", 100, -20, 80, 5, 75, 9, 70], ["133", 50, 0, 50, 0, 50, 1, 10])
    assert draft.rows[0].money("commitments") == Money(7_000), "what moved in the month is not what accumulates"
    for code in ("budget.identity", "budget.order", "budget.balance"):
        assert outcome(draft, code) is Outcome.PASSED, told(draft, code)


def test_two_tables_in_a_sheet_are_two_and_a_header_printed_again_is_none() -> None:
    first: list[list[RawValue]] = [["2.1", 10, 5, 1], CODED, ["2.2", 20, 5, 1]]  # type: ignore[list-item]
    other = ["CDP", "Rubro", "Apropiación vigente", "Total compromisos"]
    one, two = built_in(CODED, *first, [None], ["Reservas"], other, [7, "3.1", 9, 8])
    assert [row.values["account"] for row in one.rows] == ["2.1", "2.2"]
    assert [row.money("definitive") for row in two.rows] == [Money(900)]
    assert two.where(two.rows[0].row, "account").cell == "B8"


def test_a_table_of_other_things_below_is_told_and_not_read_as_amounts() -> None:
    (draft,) = built_in(CODED, ["2.1", 10, 5, 1], [None], ["Contratista", "Objeto", "Supervisor", "Plazo"],
                        ["Ana", "Aseo", "Luis", "Un mes"])  # fmt: skip
    assert len(draft.rows) == 1
    assert [each.code for each in draft.findings] == ["table.another_below"]


def test_signatures_and_headings_among_the_lines_are_told_and_make_no_line() -> None:
    (draft,) = built_in(CODED, ["2.1", 10, 5, 1], ["Jefe de Presupuesto", None, None, "Secretario"])
    assert len(draft.rows) == 1
    assert [each.code for each in draft.findings] == ["layout.row_left_out"]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("EJECUCIÓN DE GASTOS A 31 DE MARZO DE 2025", date(2025, 3, 31)),
        ("Ejecución presupuestal II trimestre 2025", date(2025, 6, 30)),
        ("Enero - Septiembre de 2024", date(2024, 9, 30)),
        ("Corte: 28/02/2025", date(2025, 2, 28)),
        ("Adoptado por el Decreto 12 del 12 de diciembre de 2024", None),
        ("Presupuesto 2025", None),
    ],
)
def test_the_day_of_the_cut_is_read_where_the_table_says_it(title: str, day: date | None) -> None:
    (draft,) = built_in([title], CODED, ["2.1", 10, 5, 1])
    assert draft.cut_off == day


def test_amounts_in_millions_are_read_in_pesos_and_told_but_a_column_that_says_pesos() -> None:
    header: list[RawValue] = ["Rubro", "Aprop. inicial", "Aprop. definitiva", "Compromisos", "Pagos (pesos)", "Meta"]
    given = document(sheet(["EJECUCIÓN A MARZO DE 2025 (cifras en millones)"], header, ["2.1", "1,5", 2, 1, 300, "x"]))
    (draft,) = read_tables(given, tables())
    row = draft.rows[0]
    assert [row.money(name) for name in ("initial", "definitive", "payments")] == [
        Money(150_000_000),
        Money(200_000_000),
        Money(30_000),
    ]
    assert told(draft, "table.scaled") == [
        "El documento dice «EJECUCIÓN A MARZO DE 2025 (cifras en millones)»: las cifras se leyeron multiplicadas por "
        "1.000.000."
    ]
    assert "«Meta»" in told(draft, "table.columns_left")[0]


@pytest.mark.parametrize(("cell", "field"), [("Dotación de sedes", "project"), ("BP26005266", "project_code")])
def test_a_header_of_a_code_or_a_name_is_settled_by_its_cells(cell: str, field: str) -> None:
    header: list[RawValue] = ["BPIN", "Proyecto", "Apropiación definitiva", "Compromisos", "Pagos"]
    (draft,) = read_tables(document(sheet(header, ["2024680010012", cell, 3, 2, 1])), tables())
    assert draft.rows[0].values[field] == cell
