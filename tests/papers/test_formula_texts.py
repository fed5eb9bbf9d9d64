"""Cells of a text that a spreadsheet would run are told at their place; what only looks alike is not."""

import pytest

from rumbo.papers.reading import read_bytes
from rumbo.papers.reading.formula_texts import would_run
from tests.layouts.tables import LIKE_FORMULAS


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "@SUMA(A1)", "-A1", " =A1", "-2+3", "+-", "==x"])
def test_runs(cell: str) -> None:
    assert would_run(cell) is (cell != "+-")


@pytest.mark.parametrize(
    "cell", ["", "-", "--", "-5", "+3", "-1.234,5", "+ 25%", "- con viñeta", "'=1+1", "======", "a=b", "N/A"]
)
def test_does_not_run(cell: str) -> None:
    assert not would_run(cell)


def test_each_is_told_where_it_stands_and_read_as_the_text_it_is() -> None:
    document = read_bytes(LIKE_FORMULAS.encode(), "plan.csv")
    told = [(found.code, found.where.cell) for found in document.findings if found.where]
    assert told == [("file.text_like_formula", place) for place in ("2:3", "2:29", "3:3", "3:10")]
    rows = [row.values for row in document.tables[0]]
    assert rows[1][1] == "=CONCATENAR(A1)"
    assert rows[3][1] == "=Así se llama"


def test_quoted_cells_and_tabs_too_but_no_prose() -> None:
    quoted = 'No.,Acción\n1,"=1,5"\n'
    assert [f.where.cell for f in read_bytes(quoted.encode(), "a.csv").findings if f.where] == ["2:3"]
    tabs = "No.\tAcción\n1\t=A1\n"
    assert [f.where.cell for f in read_bytes(tabs.encode(), "a.txt").findings if f.where] == ["2:3"]
    assert read_bytes(b"Plan\n====\n- uno\n=A1 es la celda\n", "a.txt").findings == []


def test_many_are_told_up_to_twenty() -> None:
    lines = "No.;Acción\n" + "".join(f"{n};=A{n}\n" for n in range(50))
    assert len(read_bytes(lines.encode(), "a.csv").findings) == 20
