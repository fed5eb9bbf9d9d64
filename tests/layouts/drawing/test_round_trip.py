"""What is printed and read again is the same matrix, from what a reader of the sheet can see."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from rumbo.domain.followup.states import NOT_PROGRAMMED
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts import read_document
from rumbo.layouts.drawing import Manner, draw_followup, draw_plan, followup_matrix, plan_matrix
from rumbo.layouts.drawing.packages import matrix_csv
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.layouts.engine.reading import read_plan
from rumbo.papers.document import Document, Header, Section
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from tests.layouts.drawing.example import LOGO, example
from tests.layouts.drawing.matrices import matrices
from tests.layouts.stripped import stripped


def read_again(content: bytes, name: str) -> Matrix:
    return read_plan(read_bytes(content, name)).matrix


def read_csv_again(content: bytes) -> Matrix:
    """What a person's csv says, read as any other file."""
    return read_plan(read_bytes(content, "matriz.csv")).matrix


def written(matrix: Matrix, form: str) -> bytes:
    """A file with the matrix, without anything that a reader of its pages does not see."""
    section = Section("Matriz", "Matriz", matrix_blocks(matrix, Manner()))
    drawn = Document("Plan", "es-CO", Header("Entidad"), datetime(2025, 1, 1, tzinfo=UTC), (section,))
    return stripped(render(drawn, form), form)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@given(matrix=matrices(followed=False) | matrices(followed=True))
def test_it_reads_back_equal(form: str, matrix: Matrix) -> None:
    assert read_again(written(matrix, form), f"matriz.{form}") == matrix


@given(matrices(followed=False) | matrices(followed=True))
def test_csv_reads_back_equal(matrix: Matrix) -> None:
    assert read_csv_again(matrix_csv(matrix)) == matrix


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("manner", [Manner(logo=LOGO)], ids=["es"])
def test_the_whole_document_reads_back_without_a_finding(manner: Manner, form: str) -> None:
    dossier = example()
    assert dossier.period is not None
    plan = replace(dossier, period=None)
    for document, matrix in (
        (draw_followup(dossier, manner), followup_matrix(dossier, dossier.period)),
        (draw_plan(plan, manner), plan_matrix(plan)),
    ):
        draft = read_plan(read_bytes(stripped(render(document, form), form), f"libro.{form}"))
        assert draft.matrix == matrix
        assert draft.findings == ()
        ours = {"followup.no_programme", "followup.programme_unreadable", "plan.expense_type_as_source"}
        assert not ours & {found.code for found in draft.everything_found()}


def test_a_followup_prints_what_was_programmed_and_heads_the_type_of_expense() -> None:
    dossier = example()
    assert dossier.period is not None
    content = render(draw_followup(dossier, Manner(logo=LOGO)), "xlsx")
    draft = read_plan(read_bytes(content, "libro.xlsx"))
    assert draft.matrix.programmed == followup_matrix(dossier, dossier.period).programmed
    assert Quantity.of(4) in draft.matrix.programmed or NOT_PROGRAMMED in draft.matrix.programmed
    heads = {column.field: column.header for block in draft.blocks for column in block.columns}
    assert heads["programmed"].endswith("PROGRAMADO II TRIMESTRE 2025")


def test_without_any_programme_the_printed_followup_still_says_that_it_is_lacking() -> None:
    dossier = example()
    bare = replace(dossier, targets=tuple(replace(target, programme=()) for target in dossier.targets))
    draft = read_plan(read_bytes(render(draw_followup(bare), "xlsx"), "libro.xlsx"))
    assert "followup.no_programme" in {found.code for found in draft.everything_found()}


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "pdf"])
def test_what_surrounds_a_printed_matrix_makes_no_other_document_of_it(form: str) -> None:
    draft = read_document(read_bytes(render(draw_followup(example(), Manner(logo=LOGO)), form), f"libro.{form}"))
    assert draft.recognition.layout == "followup_matrix"
