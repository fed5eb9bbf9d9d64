"""Tables that make no plan: the execution of a budget read by its mapping, and what its figures must add up to."""

from fractions import Fraction
from pathlib import Path

from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft
from rumbo.findings import Outcome, word
from rumbo.layouts.engine.mapping import mapping_text, own_layout
from rumbo.layouts.engine.tabling import read_table
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
