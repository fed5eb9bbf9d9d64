"""Whatever a table holds, reading it gives a draft and findings, never a fault of the program."""

import time
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.findings import word
from rumbo.layouts import compare, print_matrix, read_document, read_plan
from rumbo.layouts.engine.telling import draft_as_data
from rumbo.papers.raw import Merge, Percent
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import EXAMPLES, document, sheet

HEADERS = [
    "No.",
    "Acción",
    "Meta",
    "META",
    "Responsable",
    "Indicador",
    "INDICADOR",
    "Fecha fin",
    "ODS",
    "PND",
    "Fuente",
]
TEXTS = st.sampled_from(
    [
        *HEADERS,
        "Total",
        "Objetivo: x",
        "Versión:",
        "=1+1",
        "N/A",
        "O1: O2:",
        "1. 2. 3.",
        ";",
        "Oficina",
        "31/31/31",
        "\n",
        "Avance",
    ]
)
VALUES = (
    st.none()
    | TEXTS
    | st.text(max_size=8)
    | st.integers(-5, 10**12)
    | st.decimals(allow_nan=False, allow_infinity=False, places=7)
    | st.just(Percent(Decimal("1.5")))
    | st.dates()
    | st.just(datetime(2024, 1, 1))
    | st.booleans()
)
ROWS = st.lists(st.lists(VALUES, max_size=8), max_size=8)


@given(st.permutations(HEADERS), ROWS, st.booleans())
def test_any_rows_under_any_header(headers: list[str], rows: list[list[object]], narrated: bool) -> None:
    head = [*headers[:8], "Avance cualitativo", "Avance"] if narrated else list(headers)
    table = sheet(head, *rows)  # type: ignore[arg-type]
    table.merges = (Merge(2, 1, 4, 1), Merge(1, 2, 1, 3))
    draft = read_plan(document(table))
    assert all(word(found).what for found in draft.everything_found())
    told = draft_as_data(draft)
    assert len(list(told["lines"])) == len(draft.matrix.lines)
    assert len(list(told["findings"])) == len(draft.everything_found())
    if draft.recognition.layout:
        assert len(print_matrix(draft.matrix).rows) == len(draft.matrix.lines)
        assert len(compare(draft.matrix, draft.matrix)) == len(draft.matrix.lines)


@given(st.data())
def test_a_damaged_text_is_still_read(data: st.DataObject) -> None:
    text = (EXAMPLES / "plan-de-accion-2024.txt").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 400)))
    damaged = text[:start] + data.draw(st.sampled_from(["", "\t", "\n", '"', "\t\t\t", "O"])) + text[end:]
    assert read_plan(read_bytes(damaged.encode(), "plan.txt")).source.file == "plan.txt"


def test_dates_and_flags_in_text_columns_are_worded() -> None:
    rows = [[1, "Hacer", date(2024, 3, 1), True], [2, "Ver", "x", Decimal("1.50")]]
    draft = read_plan(document(sheet(["No.", "Acción", "Indicador", "Responsable"], *rows)))
    assert [line.indicator for line in draft.matrix.lines] == ["1/03/2024", "x"]
    assert [line.units for line in draft.matrix.lines] == [("Sí",), ("1,50",)]


MARKS = ["[", "](", "`", "**a ", " __x", "<li ", "<p ", ".", "1.", "a: ", " ", "- ", "$", '"a', "\\", "(1) ", " y "]


@pytest.mark.parametrize("mark", MARKS)
def test_a_line_of_nothing_but_marks_takes_no_longer_than_its_length(mark: str) -> None:
    text = mark * (60_000 // len(mark))
    began = time.process_time()
    for ending in ("md", "csv"):
        read_document(read_bytes(f"# Plan\n\nNo.;META\n1;{text}x\n\n<b>{text}</b>\n".encode(), f"plan.{ending}"))
    assert time.process_time() - began < 5
