"""Damaged and hostile files of every kind: refused or read with findings, never a crash, bounded in time and memory."""

import os
import random
import resource
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from rumbo.findings import word
from rumbo.layouts import read_document, read_plan
from rumbo.papers.raw import RawBlock, RawDocument, Unreadable
from rumbo.papers.reading import Limits, address, read_bytes
from rumbo.papers.reading.pdf import apart
from tests.papers.pdf_files import page_pdf, table_pdf
from tests.papers.specimens import KINDS, damaged, good
from tests.papers.word_files import NEXT, across, cell, docx, docx_parts, paragraph, table
from tests.papers.workbooks import lying_zip, ods, sheet, xlsx, zipped

LOL = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
LONG = "x" * 10_000_000
ODD = "a\u202eb\u200bc\u200dñ"
CLEAN = "abc\u200dñ"


def read(data: bytes, name: str = "plan") -> RawDocument | None:
    """The document with everything in it walked; None for one refused with a finding that says how to go on."""
    try:
        found = read_bytes(data, name)
    except Unreadable as refusal:
        said = word(refusal.finding)
        assert all((said.title, said.what, said.why, said.how))
        return None
    for one in found.tables:
        for row in one:
            address(one, row.number, len(row.values))
    for block in found.flow:
        if not isinstance(block, RawBlock):
            list(block)
    for finding in found.findings:
        assert word(finding).how
    return found


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, "plan")
    return raised.value.finding.code


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_anywhere_is_refused_or_read(kind: str) -> None:
    data = good(kind)
    assert read(data) is not None
    for part in range(1, 12):
        read(data[: len(data) * part // 12])
        read(data[len(data) * part // 12 :])


@pytest.mark.parametrize("kind", KINDS)
def test_chance_damage_never_makes_a_reader_fail(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(60):
        read(damaged(kind, chance))


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_damage_for_a_time_never_makes_a_reader_fail(kind: str) -> None:
    seed, until = time.time_ns(), time.monotonic() + float(os.environ.get("RUMBO_SOAK_SECONDS", "60"))
    chance = random.Random(seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while time.monotonic() < until:
        state = chance.getstate()
        data = damaged(kind, chance)
        began = time.monotonic()
        try:
            found = read(data)
            if found is not None:
                for told in read_document(found).everything_found():
                    assert word(told).how
        except Exception as fault:
            raise AssertionError(f"{kind}, seed {seed}, after {hash(state)}: {data[:3000]!r}") from fault
        assert time.monotonic() - began < 30, (kind, data[:3000])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500 * 1024


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_word_document_are_refused(part: str, encoding: str) -> None:
    for xml in (LOL, OUTSIDE):
        assert refused(zipped(docx_parts(paragraph("x")) | {part: xml.encode(encoding)})) == "file.hostile_xml"


def test_zip_bombs_as_word_documents_are_refused_before_they_swell() -> None:
    swollen = docx_parts(paragraph("x")) | {"word/document.xml": bytes(60 * 1024 * 1024)}
    tracemalloc.start()
    try:
        assert refused(zipped(swollen)) == "file.zip_bomb"
        assert refused(lying_zip(swollen, "word/document.xml", 1000)) == "file.zip_bomb"
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_deep_and_countless_elements_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 100
    assert refused(docx(deep)) == "file.too_complex"
    assert refused(docx(table([cell("x", across(10_000_000))]))) == "file.too_many_rows"


@pytest.mark.parametrize(
    "made",
    [
        lambda text: f"No.\tMETA\n1\t{text}\n".encode(),
        lambda text: f"| No. | META |\n|---|---|\n| 1 | {text} |\n".encode(),
        lambda text: f"<html><table><tr><td>No.<td>META<tr><td>1<td>{text}</table>".encode(),
        lambda text: docx(table(["No.", "META"], ["1", text])),
        lambda text: xlsx(sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')),
        lambda text: ods(
            '<table:table table:name="P"><table:table-row><table:table-cell office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        ),
    ],
    ids=["txt", "md", "html", "docx", "xlsx", "ods"],
)
def test_a_cell_of_ten_megabytes_and_marks_that_nobody_sees(made: Callable[[str], bytes]) -> None:
    began = time.process_time()
    read(made(LONG))
    assert time.process_time() - began < 20
    found = read(made(ODD))
    assert found is not None
    assert CLEAN in [value for one in found.tables for row in one for value in row.values]
    assert [(told.code, told.facts["characters"]) for told in found.findings] == [("file.control_characters", "U+202E")]


def test_a_page_of_a_pdf_with_a_very_long_text() -> None:
    began = time.process_time()
    read(page_pdf(b"BT /F 10 Tf 60 340 Td " + b"(" + b"x" * 400_000 + b") Tj ET"))
    assert time.process_time() - began < 20


def test_a_pdf_that_holds_its_reader_for_ever_is_refused_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "_GRACE", 1)
    assert read(good("pdf")) is not None  # whose reader is ready before the clock runs
    endless = zlib.compress(b"/a BMC " * 600_000, 9)
    began = time.monotonic()
    with pytest.raises(Unreadable) as raised:
        read_bytes(page_pdf(endless, more="/Filter/FlateDecode"), "plan.pdf", Limits(seconds=1))
    assert raised.value.finding.code == "file.too_complex"
    assert time.monotonic() - began < 10
    assert read(good("pdf")) is not None


@pytest.mark.soak
@pytest.mark.parametrize("drawn", [b"q ", b"/F Do /F Do "])
def test_a_pdf_that_asks_for_all_the_memory_is_refused(drawn: bytes) -> None:
    swollen = zlib.compress(drawn * (60_000_000 // len(drawn)), 9)
    assert refused(page_pdf(swollen, more="/Filter/FlateDecode")) in ("file.too_complex", "file.empty")
    assert read(good("pdf")) is not None


def test_merged_cells_that_go_in_circles_end() -> None:
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in ("A1:B2", "B2:C3", "A1:C3", "C3:A1", "B1:B1"))
    cells = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 5))
    for data in (
        xlsx(sheet(cells, f"<mergeCells>{areas}</mergeCells>")),
        docx(table([cell("a", NEXT), cell("b", across(3) + NEXT)], [cell("c", across(2) + NEXT), cell("d", NEXT)])),
        b"<html><table>" + b"<tr><td rowspan=9 colspan=3>a<td rowspan=2>b<td colspan=2>c" * 5 + b"</table>",
    ):
        found = read(data)
        assert found is not None
        assert read_plan(found).matrix.lines == ()


WRONG = {
    "txt": "xlsx",
    "csv": "docx",
    "md": "pdf",
    "html": "xls",
    "docx": "pdf",
    "xlsx": "docx",
    "ods": "xlsx",
    "pdf": "docx",
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_is_known_by_its_content_and_another_ending_is_told(kind: str) -> None:
    right, wrong = read_bytes(good(kind), f"plan.{kind}"), read_bytes(good(kind), f"plan.{WRONG[kind]}")
    assert [found.code for found in right.findings] == [found.code for found in wrong.findings[1:]]
    assert wrong.findings[0].code == "file.other_ending"
    assert wrong.media_type == right.media_type
    assert not [found for found in read_bytes(good(kind), "plan").findings if found.code == "file.other_ending"]


def test_nothing_outside_the_file_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", fetched)
    page = b'<html><link rel=stylesheet href="http://example.org/a.css"><img src="http://example.org/i.png"><p>x'
    assert read(page + b'<iframe src="http://example.org"></iframe><script src="http://example.org/s.js"></script>')
    assert read(docx("<w:p><w:r><w:pict><v:imagedata r:href='h'/></w:pict></w:r></w:p>".replace("v:", "w:")))
    assert read(table_pdf([["No.", "META"]], "(30pt, 1fr)", before='#link("http://example.org")[Enlace]'))
