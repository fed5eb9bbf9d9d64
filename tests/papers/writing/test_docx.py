"""The Word document: real styles, lists, fields and tables, nothing hidden, the same bytes each time."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import pytest

from rumbo.papers.document import Cell, Document, Heading, Listing, Page, Paragraph, Section, Signatures
from rumbo.papers.raw import Merge, Piece, RawBlock, RawTable
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from tests.papers.writing.documents import EXPLAINED, LED, document, row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def body(given: Document) -> ET.Element:
    return ET.fromstring(part(render(given, "docx"), "word/document.xml"))


def holding(*blocks: object) -> Document:
    return replace(document(), sections=(Section("Parte", "Parte", blocks),))  # type: ignore[arg-type]


def flow(given: Document) -> list[RawBlock | RawTable]:
    return read_bytes(render(given, "docx"), "a.docx").flow


def said(given: Document) -> list[tuple[Piece, str, str]]:
    """What stands in the body below the title of its section."""
    blocks = [each for each in flow(given) if isinstance(each, RawBlock) and not each.kind.startswith("page")]
    at = next(at for at, each in enumerate(blocks) if each.text == "Parte")
    return [(each.kind, each.number, each.text) for each in blocks[at + 1 :]]


def test_every_part_is_xml_and_every_relation_leads_somewhere() -> None:
    archive = zipfile.ZipFile(io.BytesIO(render(document(row(1)), "docx")))
    names = set(archive.namelist())
    for name in names:
        if name.endswith((".xml", ".rels")):
            ET.fromstring(archive.read(name))
    targets = re.findall(r'Target="([^"]+)"', archive.read("word/_rels/document.xml.rels").decode())
    targets += re.findall(r'Target="([^"]+)"', archive.read("word/_rels/header.xml.rels").decode())
    assert {f"word/{each}" for each in targets} <= names
    declared = set(re.findall(r'PartName="/([^"]+)"', archive.read("[Content_Types].xml").decode()))
    assert declared == {each for each in names if each.endswith(".xml") and not each.startswith("[")}


def test_used_styles_are_declared_and_headings_are_real() -> None:
    content = render(document(row(1)), "docx")
    styles = ET.fromstring(part(content, "word/styles.xml"))
    declared = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
    written = part(content, "word/document.xml") + part(content, "word/header.xml")
    assert set(re.findall(r'<w:(?:pStyle|tblStyle) w:val="(\w+)"', written)) <= declared
    outline = {each.get(f"{W}styleId"): each.find(f"{W}pPr/{W}outlineLvl") for each in styles.iter(f"{W}style")}
    assert [outline[f"Heading{n}"].get(f"{W}val") for n in (1, 2, 6)] == ["0", "1", "5"]  # type: ignore[union-attr]
    assert ("Sobre el plan", 1) in [(each.text, each.level) for each in flow(document()) if isinstance(each, RawBlock)]


def test_deeper_headings_keep_their_level() -> None:
    blocks = flow(holding(Heading("Uno"), Heading("Dos", 2), Heading("Hondo", 9)))
    assert [each.level for each in blocks if isinstance(each, RawBlock) and each.kind is Piece.HEADING][2:] == [2, 3, 6]


@pytest.mark.parametrize(("page", "lying"), [(Page(279, 216, 1), True), (Page(210, 297, 9), False)])
def test_the_page_is_as_it_lies(page: Page, lying: bool) -> None:
    size = body(document(page=page)).find(f".//{W}pgSz")
    assert size is not None
    assert round(int(size.get(f"{W}w", "")) / 1440 * 25.4) == page.width_mm
    assert (size.get(f"{W}orient") == "landscape") is lying


def test_the_header_repeats_the_document_control_and_counts_pages() -> None:
    header = part(render(document(row(1)), "docx"), "word/header.xml")
    assert re.findall(r'w:instr=" (\w+) "', header) == ["PAGE", "NUMPAGES"]
    for told in ("Entidad de prueba", "PL-FM-12", 'descr="Logo de la entidad"', "Plan de Acción 2024"):
        assert told in header


def test_the_table_repeats_its_header_and_parts_no_row() -> None:
    table = body(document(row(1), row(2))).find(f".//{W}tbl")
    assert table is not None
    rows = table.findall(f"{W}tr")
    assert [each.find(f"{W}trPr/{W}tblHeader") is not None for each in rows] == [True, True, False, False]
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows)
    assert len(table.findall(f"{W}tblGrid/{W}gridCol")) == 7
    for each in rows:
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in each.findall(f"{W}tc")]
        assert sum(1 if span is None else int(span.get(f"{W}val", "")) for span in spans) == 7
    assert table.find(f"{W}tblPr/{W}tblCaption") is not None


def test_merged_header_cells_are_one_cell() -> None:
    (table,) = (each for each in flow(document(row(1))) if isinstance(each, RawTable) and len(each.rows[0].values) > 2)  # type: ignore[index]
    assert set(table.merges) == {Merge(1, 1, 2, 1), Merge(1, 2, 1, 5), Merge(1, 6, 1, 7)}


def test_lists_are_lists_and_their_numbers_are_counted_by_the_program() -> None:
    given = holding(
        Listing(("uno", "dos")),
        Listing(("3. tres", "4. cuatro"), marked=False),
        Listing(("a) be", "b) ce"), marked=False),
        Listing(("1. otra vez",), marked=False),
        Listing(("1. uno", "5. cinco"), marked=False),
    )
    assert said(given)[:9] == [
        *((Piece.ITEM, "", "uno"), (Piece.ITEM, "", "dos"), (Piece.ITEM, "3.", "tres"), (Piece.ITEM, "4.", "cuatro")),
        *((Piece.ITEM, "a)", "be"), (Piece.ITEM, "b)", "ce"), (Piece.ITEM, "1.", "otra vez")),
        *((Piece.ITEM, "1.", "uno"), (Piece.ITEM, "5.", "cinco")),
    ]
    written = part(render(given, "docx"), "word/document.xml")
    assert written.count("<w:numPr>") == 7
    assert "otra vez" in written
    assert "1. otra vez" not in written


@pytest.mark.parametrize("text", ["<w:p/> & 'a' \"b\"", "una\nlínea y\notra", "=1+1", "]]>", "{spaces} {language}"])
def test_a_text_stays_a_text(text: str) -> None:
    assert said(holding(Paragraph(text))) == [(Piece.PARAGRAPH, "", text)]


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert said(holding(Paragraph("a\x07b\ud800c\uffff"))) == [(Piece.PARAGRAPH, "", "abc")]


def test_pictures_have_words_that_stand_for_them() -> None:
    content = render(document(), "docx")
    assert 'descr="Avance: Gestión 77,78 %"' in part(content, "word/document.xml")
    assert zipfile.ZipFile(io.BytesIO(content)).read("word/media/image1.png").startswith(b"\x89PNG")


def test_the_file_says_what_it_is_and_nothing_else() -> None:
    core = part(render(document(row(1)), "docx"), "docProps/core.xml")
    for told in ("<dc:title>Plan de Acción 2024<", "<dc:language>es-CO<", "<dc:creator>Entidad de prueba<"):
        assert told in core
    assert core.count("2024-07-15T00:00:00Z") == 2
    assert 'w:val="es-CO"' in part(render(document(), "docx"), "word/styles.xml")


def test_it_is_the_same_each_time() -> None:
    assert render(document(row(1)), "docx") == render(document(row(1)), "docx")


def test_an_empty_table_and_no_signatures() -> None:
    given = holding(document().sections[1].blocks[0], Signatures(()))
    assert any(isinstance(each, RawTable) for each in flow(given))
    assert flow(document(tuple(Cell() for _ in range(7))))


def test_a_figure_leads_to_its_explanation() -> None:
    (field,) = body(document((*row(1)[:5], LED, Cell()))).iter(f"{W}fldSimple")
    assert field.get(f"{W}instr") == f' HYPERLINK "{EXPLAINED}" '
    assert "".join(each.text or "" for each in field.iter(f"{W}t")) == LED.text
