"""The pictures of a project sheet: kept as they came, with their captions, and printed so that they come back."""

import io
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rumbo.domain.document import DocumentDraft
from rumbo.domain.project.sheet import Passage, ProjectSheet
from rumbo.layouts import read_document
from rumbo.layouts.drawing.project import KEY, Registry, draw_project
from rumbo.papers.document import Document
from rumbo.papers.pictures import MOST_BYTES, sized
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.docx import write_docx
from rumbo.papers.writing.html import write_html
from rumbo.papers.writing.pdf import write_pdf
from rumbo.papers.writing.raster import is_drawable
from rumbo.papers.writing.xlsx import write_xlsx
from tests.pictures import MARK, picture

MAP, PHOTO = picture("PNG"), picture("JPEG", 200)
CAPTION = "Imagen 1: Zona de captación vista desde el río."
SHEET = ProjectSheet(
    name="Rehabilitar la captación",
    central_problem="Se pierde la mitad del agua captada.",
    problem=(
        Passage("paragraph", "Las pérdidas crecen cada año."),
        Passage("picture", CAPTION),
        Passage("picture", "La planta por dentro"),
        Passage("paragraph", "Nadie las mide."),
    ),
)
SHOWN = {("problem", 1): MAP, ("problem", 2): PHOTO}
WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": write_docx, "html": lambda each: write_html(each).encode()}


def drawn() -> Document:
    return draw_project(SHEET, Registry("Entidad"), datetime(2026, 1, 1, tzinfo=UTC), pictures=SHOWN)


def read(content: bytes, name: str) -> DocumentDraft[ProjectSheet]:
    draft = read_document(read_bytes(content, name), layout_key=KEY)
    assert isinstance(draft, DocumentDraft)
    return draft


@pytest.mark.parametrize("form", WRITERS)
def test_a_printed_picture_comes_back_byte_by_byte_with_its_caption(form: str) -> None:
    draft = read(WRITERS[form](drawn()), f"ficha.{form}")
    assert draft.content.problem == SHEET.problem
    assert draft.pictures == SHOWN


def test_a_pdf_gives_its_pictures_back_as_it_holds_them() -> None:
    draft = read(write_pdf(drawn()), "ficha.pdf")
    assert draft.content.problem == SHEET.problem
    assert draft.pictures.keys() == SHOWN.keys()
    assert draft.pictures["problem", 2] == PHOTO
    map_ = Image.open(io.BytesIO(draft.pictures["problem", 1]))
    assert map_.size == (640, 400)
    assert map_.getpixel((10, 10)) == MARK


def test_a_workbook_shows_them_too() -> None:
    assert write_xlsx(drawn()).count(b"xl/media/image") >= 2


def test_what_is_no_picture_of_a_bounded_size_is_left_out_and_told() -> None:
    hostile = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for content in (hostile, MAP[:20], b"\xff\xd8\xff" + b"x" * 40, MAP + b"0" * MOST_BYTES):
        assert sized(content) is None
        assert not is_drawable(content)
    assert not is_drawable(MAP[: len(MAP) // 2])
    page = f'<h1>Ficha</h1><p>Mapa</p><img alt="Mapa" src="data:image/svg+xml;base64,{b64encode(hostile).decode()}">'
    document = read_bytes(f"<html><body>{page}</body></html>".encode(), "ficha.html")
    assert not document.pictures
    assert [each.code for each in document.findings] == ["file.pictures_left_out"]


@given(st.binary(max_size=200))
def test_nothing_that_looks_like_a_picture_breaks_the_measuring(content: bytes) -> None:
    for mark in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        sized(mark + content)
