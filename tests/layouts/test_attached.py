"""A pdf that carries its dossier: the pages come back as they were, and what differs from the dossier is told."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import Phase, given, settings

from rumbo.domain.document import leaves
from rumbo.domain.dossier import Dossier, to_json
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts import read_document
from rumbo.layouts.attached import NAME, same
from rumbo.layouts.drawing import Manner, dossier_attachment, draw_followup, draw_plan, followup_matrix, plan_matrix
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.papers.document import TABLOID, Attachment, Document, Header, Section
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from tests.layouts.drawing.example import LOGO, example
from tests.layouts.drawing.matrices import matrices

FOLLOWUP = example()
PLAN = replace(FOLLOWUP, period=None)


def pdf(drawn: Dossier, carried: tuple[Attachment, ...]) -> bytes:
    draw = draw_followup if drawn.period else draw_plan
    return render(draw(drawn, Manner(logo=LOGO)), "pdf", carried)


def read(content: bytes) -> PlanDraft:
    draft = read_document(read_bytes(content, "publicacion.pdf"))
    assert isinstance(draft, PlanDraft)
    return draft


def told(draft: PlanDraft) -> list[str]:
    return [found.code for found in draft.findings if found.code.startswith("file.attachment")]


def changed(dossier: Dossier, at: int, **what: object) -> Dossier:
    targets = list(dossier.targets)
    targets[at] = replace(targets[at], line=replace(targets[at].line, **what))  # type: ignore[arg-type]
    return replace(dossier, targets=tuple(targets))


@pytest.mark.parametrize("dossier", [FOLLOWUP, PLAN], ids=["followup", "plan"])
def test_the_pages_agree_with_what_they_carry(dossier: Dossier) -> None:
    assert told(read(pdf(dossier, (dossier_attachment(dossier),)))) == []


@pytest.mark.parametrize("dossier", [FOLLOWUP, PLAN], ids=["followup", "plan"])
def test_without_the_dossier_the_tables_come_back(dossier: Dossier) -> None:
    bare = pdf(dossier, ())
    with pikepdf.open(io.BytesIO(bare)) as opened:
        assert not list(opened.attachments)
    matrix = followup_matrix(dossier, dossier.period) if dossier.period else plan_matrix(dossier)
    draft = read(bare)
    assert draft.matrix.kind == matrix.kind
    assert draft.matrix.fiscal_year == matrix.fiscal_year
    for line, expected in zip(draft.matrix.lines, matrix.lines, strict=True):
        assert same(line.statement, expected.statement)
        assert same(line.narrative, expected.narrative)
        assert (line.number, line.quantity, line.start, line.end) == (
            *(expected.number, expected.quantity, expected.start, expected.end),
        )
        assert line.progress == expected.progress
        assert [same(*pair) for pair in zip(line.units, expected.units, strict=True)] == [True] * len(line.units)


@settings(max_examples=settings().max_examples // 3, deadline=None, phases=[Phase.generate])
@given(matrices(followed=False) | matrices(followed=True))
def test_any_matrix_comes_back_from_its_pages_within_the_tolerance(matrix: Matrix) -> None:
    section = Section("Matriz", "Matriz", matrix_blocks(matrix, Manner()))
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    read_back = read(render(Document("Plan", "es-CO", Header("Entidad"), moment, (section,), TABLOID), "pdf")).matrix
    # What stands above the table in several lines is read up to the end of one of them.
    lines = matrix.objective.split("\n")
    assert any(same(read_back.objective, " ".join(lines[:most])) for most in range(1, len(lines) + 1))
    found, written = (list(leaves(replace(each, objective=""))) for each in (read_back, matrix))
    for (path, value), (other, said) in zip(found, written, strict=True):
        assert path == other
        assert same(value, said) if isinstance(value, str) and isinstance(said, str) else value == said


@pytest.mark.parametrize(
    "code",
    ["0" * 21, "Acción 00000000001I.{ƀ", "A-ࡀ", "www.entidad.gov.co/a.b", "J^\u0301 J\u0301J\u0301"],
)
def test_words_that_no_column_is_wide_enough_for_come_back(code: str) -> None:
    """Found by the test above: a code ran over the next column, a point parted from its word had no height; an accent
    that the font has no sign for with its letter was said twice."""
    written = changed(PLAN, 0, statement=f"Acción {code}")
    assert same(read(pdf(written, ())).matrix.lines[0].statement, f"Acción {code}")


@pytest.mark.parametrize(
    ("shown", "written", "alike"),
    [
        ("A-□", "A-א", True),
        ("□-A", "ࡀ-A", True),
        ("implemen-\ntar", "implementar", True),
        ("de 2-5", "de 25", False),
        ("A-5", "A5", False),
    ],
)
def test_the_tolerance_of_a_page(shown: str, written: str, alike: bool) -> None:
    assert same(shown, written) is alike


@pytest.mark.parametrize("dossier", [FOLLOWUP, PLAN], ids=["followup", "plan"])
def test_a_dossier_is_read_as_the_matrix_it_tells(dossier: Dossier) -> None:
    draft = read_document(read_bytes(to_json(dossier), "expediente.json"))
    assert isinstance(draft, PlanDraft)
    assert draft.matrix == (followup_matrix(dossier, dossier.period) if dossier.period else plan_matrix(dossier))
    assert (draft.source.file, draft.source.media_type) == ("expediente.json", "application/json")


def test_a_changed_cell_is_told_with_its_place() -> None:
    pages = changed(FOLLOWUP, 2, statement="Otra acción que nadie aprobó")
    draft = read(pdf(pages, (dossier_attachment(FOLLOWUP),)))
    (found,) = [each for each in draft.findings if each.code == "file.attachment_differs"]
    assert found.where is not None
    assert found.where.cell.startswith("p. ")
    assert found.where.header
    assert found.facts == {
        "shown": "Otra acción que nadie aprobó",
        "attached": FOLLOWUP.targets[2].line.statement,
    }


def test_a_row_that_is_gone_is_told() -> None:
    pages = replace(FOLLOWUP, targets=(*FOLLOWUP.targets[:3], *FOLLOWUP.targets[4:]))
    assert told(read(pdf(pages, (dossier_attachment(FOLLOWUP),)))) == ["file.attachment_rows"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b"[]", b"\xff\xfe", b"null", b"[" * 99_999])
def test_a_damaged_dossier_is_told(content: bytes) -> None:
    assert told(read(pdf(PLAN, (Attachment(NAME, "application/json", content, ""),)))) == ["file.attachment_damaged"]


def test_another_attachment_is_none_of_ours() -> None:
    other = Attachment("otro.json", "application/json", to_json(PLAN), "")
    assert told(read(pdf(changed(PLAN, 0, statement="Otra"), (other,)))) == []


@pytest.mark.parametrize(
    ("shown", "attached", "alike"),
    [
        ("socio económico", "socio-\neconómico", True),
        ("https://a.gov.co/ b", "https://a.gov.co/b", True),
        ("Ruta □ fin", "Ruta 😀 fin", True),
        ("12", "1,2", False),
        ("-5", "5", False),
        ("2024-2027", "20242027", False),
        ("Meta", "meta", False),
    ],
)
def test_the_tolerance_is_as_stated(shown: str, attached: str, alike: bool) -> None:
    assert same(shown, attached) is alike
