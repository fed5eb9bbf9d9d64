"""The PDF: what it says, what it carries, that texts are inert and that it is the same each time."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from rumbo.papers.document import Attachment, Cell, Heading, Section
from rumbo.papers.writing import findings_of
from rumbo.papers.writing.legible import INSIDE, covered
from rumbo.papers.writing.pdf import breakable, write_pdf
from tests.papers.writing.documents import EXPLAINED, LED, document, row


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def flowing(text: str) -> str:
    """Text without the line ends and hyphens that the width of a column made."""
    return " ".join(text.replace("\ufffe\r\n", "").replace("\r\n", " ").split())


@pytest.fixture(scope="module")
def three() -> bytes:
    return write_pdf(
        document(*(row(n) for n in range(1, 4))), (Attachment("d.json", "application/json", b'{"a":1}', "Datos"),)
    )


def test_it_tells_the_document(three: bytes) -> None:
    text = flowing(text_of(three))
    for told in ("Plan de Acción 2024", "II trimestre de 2024", "PL-FM-12", "Resolución 12", "1.234,5", "31/12/2024"):
        assert told in text
    assert "77,78" in text
    assert "Directora General" in text
    assert "Página 1 de" in text


def test_it_is_the_same_each_time(three: bytes) -> None:
    rows = [row(n) for n in range(1, 4)]
    attached = (Attachment("d.json", "application/json", b'{"a":1}', "Datos"),)
    assert write_pdf(document(*rows), attached) == three


def test_it_is_tagged_archival_and_carries_its_data(three: bytes) -> None:
    with pikepdf.open(io.BytesIO(three)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"].startswith("2024-07-15")
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("es")
        assert pdf.attachments["d.json"].get_file().read_bytes() == b'{"a":1}'
        assert len(pdf.open_outline().root[0].children) == 2


def test_the_header_row_returns_on_each_page() -> None:
    pages = pypdfium2.PdfDocument(write_pdf(document(*(row(n) for n in range(1, 60)))))
    assert len(pages) > 2
    for page in list(pages)[1:-1]:
        assert "NARRATIVA" in page.get_textpage().get_text_range()
        assert "PL-FM-12" in page.get_textpage().get_text_range()


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        "$x^2$",
        "*no* _no_ `no`",
        '#import "@preview/x:1.0.0"',
        "= título",
        "<etiqueta> @cita",
        "\\",
        "{page}",
    ],
)
def test_texts_are_inert(hostile: str) -> None:
    # A long code may be parted between two lines of its cell.
    shown = flowing(text_of(write_pdf(document(row(1, hostile)))))
    assert flowing(hostile).replace(" ", "") in shown.replace(" ", "").replace("\u200b", "")


def test_a_character_without_letter_is_told_and_does_not_stop_the_plan() -> None:
    given = document(row(1, "Ruta 😀 山 \u0007 fin"))
    assert "Ruta □ □ □ fin" in flowing(text_of(write_pdf(given)))
    (finding,) = findings_of(given, "pdf")
    assert finding.facts["characters"] == "U+0007, U+5C71, U+1F600"
    assert findings_of(document(row(1)), "pdf") == ()


def test_every_letter_said_to_be_covered_is_printed() -> None:
    inside = "".join(chr(point) for first, last in INSIDE for point in range(first, last + 1))
    ours = "".join(chr(point) for point in sorted(covered()) if point > 0xA0 and chr(point).isprintable())
    assert write_pdf(document(row(1, inside), row(2, " ".join(ours))))


def test_a_very_long_word_gets_places_to_break() -> None:
    address = "https://ejemplo.gov.co/transparencia/" + "a" * 60
    assert breakable(address).replace("\u200b", "") == address
    assert max(map(len, breakable(address).split("\u200b"))) <= 15
    assert breakable("Subdirección") == "Subdirección"
    # What has no syllables would run over the next column; an amount and a word of letters stay whole.
    assert "\u200b" in breakable("2024-11001-3331-045")
    assert "\u200b" in breakable("0" * 16)
    assert breakable("$12.345.678.901") == "$12.345.678.901"
    assert breakable("(institucionalización),") == "(institucionalización),"


def test_empty_and_single_cells() -> None:
    assert write_pdf(document())
    assert write_pdf(document(tuple(Cell() for _ in range(7))))


def test_its_headings_are_bookmarks_down_to_the_deepest_and_its_text_is_found() -> None:
    whole = document(row(1))
    blocks = (Heading("Objetivo uno"), Heading("Metas del objetivo", 2), *whole.sections[1].blocks)
    content = write_pdf(replace(whole, sections=(whole.sections[0], Section("Matriz", "Matriz", blocks))))
    pages = pypdfium2.PdfDocument(content)
    marks = [(mark.level, mark.get_title()) for mark in pages.get_toc()]
    assert marks == [
        *((0, "Plan de Acción 2024"), (1, "Sobre el plan"), (1, "Matriz")),
        *((2, "Objetivo uno"), (3, "Metas del objetivo")),
    ]
    assert any(page.get_textpage().search("Construir la vía").get_next() for page in pages)


def test_its_tags_name_headings_tables_and_header_cells(three: bytes) -> None:
    with pikepdf.open(io.BytesIO(three)) as pdf:
        kinds = {str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each}
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= kinds


def test_a_figure_leads_to_its_explanation_and_nothing_else_leads_anywhere() -> None:
    led, unled = (
        (*row(n)[:5], cell, Cell("https://otra.example")) for n, cell in enumerate((LED, replace(LED, href="/c")))
    )
    with pikepdf.open(io.BytesIO(write_pdf(document(led, unled)))) as pdf:
        (link,) = (each for page in pdf.pages for each in page.get("/Annots", []))
        assert link.A.URI == EXPLAINED
        assert link.Contents == EXPLAINED
