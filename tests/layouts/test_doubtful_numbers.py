"""Numbers that could be read two ways: told where the column leaves them in doubt, and nowhere else."""

import pytest

from rumbo.layouts import read_document, read_plan
from rumbo.layouts.engine.doubtful import MARKS_MIXED, TWO_READINGS, WrittenNumber, doubtful
from rumbo.layouts.stated import stated_target
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import document, sheet

HEAD = ["No.", "Objetivo", "Acción", "Responsable", "Indicador", "Meta"]


def told(*texts: str, beside: tuple[str, ...] = (), percentages: bool = False) -> list[tuple[str, str, str | None]]:
    column = [WrittenNumber(text, beside=beside if at == 0 else ()) for at, text in enumerate(texts)]
    return [(each.code, str(each.facts["written"]), each.suggestion) for each in doubtful(column, percentages)]


@pytest.mark.parametrize(
    "column",
    [
        ("1.039",),
        ("1.039", "23.669.955"),
        ("1,039", "0,5"),
        ("1.039", "2,5"),
        ("0,125",),
        ("0.125",),
        ("12,50", "1,5"),
        ("0.30", "1.5"),
    ],
)
def test_what_the_rule_or_the_column_settles_is_not_told(column: tuple[str, ...]) -> None:
    assert told(*column) == []


def test_a_comma_before_three_digits_is_told_where_no_decimals_of_the_column_have_it() -> None:
    code = TWO_READINGS.code
    assert told("1,039") == [(code, "1,039", None)]
    assert told("1,039", "4.155.036", "1.200.000") == [(code, "1,039", "1039")]
    assert told("2,125", "3", "1", "4") == [(code, "2,125", "2,1250")]
    assert told("1,039", beside=("Realizar 1039 procesos", "980")) == [(code, "1,039", "1039")]


def test_a_point_before_three_digits_is_told_where_the_column_has_decimals_with_it() -> None:
    assert told("1.039", "0.5", "2.25") == [(TWO_READINGS.code, "1.039", "1,0390")]
    assert told("1.039", "0.5", beside=("Realizar 1039 procesos",)) == []


def test_a_percentage_is_never_of_thousands() -> None:
    assert told("33.333%") == [(TWO_READINGS.code, "33.333%", None)]
    assert told("33,333", percentages=True) == []
    assert told("33.333", percentages=True) == [(TWO_READINGS.code, "33.333", None)]


def test_a_decimal_with_a_point_where_points_group_is_told() -> None:
    assert told("1.5", "4.155.036") == [(MARKS_MIXED.code, "1.5", "1,5")]


def test_a_matrix_tells_it_at_its_cell_and_a_cell_of_numbers_is_in_no_doubt() -> None:
    rows = [[1, "Servir", "Atender casos", "Oficina A", "Casos", "1,039"], [2, "Servir", "Abrir", "Oficina A", "S", 3]]
    found = [each for each in read_plan(document(sheet(HEAD, *rows))).findings if each.code == TWO_READINGS.code]
    assert [(each.where.cell, each.where.header) for each in found if each.where] == [("F2", "Meta")]
    assert [found[0].facts["read"], found[0].facts["other"]] == ["1,039", "1.039"]


def test_a_document_of_several_parts_tells_it_with_the_reading_that_its_sentence_says() -> None:
    text = (
        "# PLAN ESTRATÉGICO 2024-2027\n\n## Objetivo 1. Servir\n\n"
        "| Meta | Anualización | Programación 2024-2027 | Programación 2024 |\n|---|---|---|---|\n"
        "| Meta proyecto 04, proy. 7001 Realizar 1039 visitas | Suma | 1,039 | 200 |\n"
    )
    draft = read_document(read_bytes(text.encode(), "plan.md"), layout_key="strategic_plan")
    found = [each for each in draft.everything_found() if each.code == TWO_READINGS.code]
    assert [(each.facts["written"], each.suggestion) for each in found] == [("1,039", "1039")]


def test_an_amount_in_a_sentence_that_reads_two_ways_is_asked() -> None:
    assert stated_target("Capacitar a 1,039 funcionarios").quantity is None
    assert stated_target("Capacitar a 1.039 funcionarios").quantity is not None
