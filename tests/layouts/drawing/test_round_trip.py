"""What is printed and read again is the same matrix, from what a reader of the sheet can see."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts.drawing import Manner, draw_followup, draw_plan, followup_matrix, plan_matrix
from rumbo.layouts.drawing.packages import matrix_csv
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.layouts.engine.reading import read_plan
from rumbo.papers.document import Document, Header, Section
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from tests.layouts.drawing.example import LOGO, example
from tests.layouts.drawing.matrices import matrices


def read_again(content: bytes, name: str) -> Matrix:
    return read_plan(read_bytes(content, name)).matrix


def read_csv_again(content: bytes) -> Matrix:
    """What a person's csv says, read as any other file."""
    return read_plan(read_bytes(content, "matriz.csv")).matrix


def as_xlsx(matrix: Matrix) -> bytes:
    section = Section("Matriz", "Matriz", matrix_blocks(matrix, Manner()))
    return render(Document("Plan", "es-CO", Header("Entidad"), datetime(2025, 1, 1, tzinfo=UTC), (section,)), "xlsx")


@given(matrices(followed=False) | matrices(followed=True))
def test_xlsx_reads_back_equal(matrix: Matrix) -> None:
    assert read_again(as_xlsx(matrix), "matriz.xlsx") == matrix


@given(matrices(followed=False) | matrices(followed=True))
def test_csv_reads_back_equal(matrix: Matrix) -> None:
    assert read_csv_again(matrix_csv(matrix)) == matrix


@pytest.mark.parametrize("manner", [Manner(logo=LOGO)], ids=["es"])
def test_the_whole_workbook_reads_back_without_a_finding(manner: Manner) -> None:
    dossier = example()
    assert dossier.period is not None
    for document, matrix in (
        (draw_followup(dossier, manner), followup_matrix(dossier, dossier.period)),
        (draw_plan(dossier, manner), plan_matrix(dossier)),
    ):
        draft = read_plan(read_bytes(render(document, "xlsx"), "libro.xlsx"))
        assert draft.matrix == matrix
        assert draft.findings == ()
