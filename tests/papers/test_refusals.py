"""Damaged and hostile files: each is refused with a finding that says how to go on, and memory stays bounded."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.findings import Severity, word
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import Limits, read_bytes
from tests.papers.workbooks import MAIN, lying_zip, ods, sheet, xlsx, xlsx_parts, zipped

GOOD = xlsx(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Meta</t></is></c></row>'))
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, "plan.xlsx", limits)
    finding = raised.value.finding
    wording = word(finding)
    assert all((wording.title, wording.what, wording.why, wording.how))
    assert finding.severity is Severity.ERROR
    return finding.code


def parts_with(**changed: str | bytes) -> bytes:
    return zipped(xlsx_parts(sheet("")) | {SHEET: changed["sheet_xml"]})


def test_a_zip_cut_short_or_without_a_workbook() -> None:
    assert refused(GOOD[: len(GOOD) // 2]) == "file.damaged"
    assert refused(b"PK\x03\x04 nothing") == "file.damaged"
    assert refused(zipped({"a.txt": "x"})) == "file.not_what_it_says"
    assert refused(zipped({"word/document.xml": "<w/>"})) == "file.damaged"
    assert refused(zipped({"ppt/presentation.xml": "<p/>"})) == "file.not_read_yet"
    assert refused(zipped({"xl/workbook.bin": b"\0"})) == "file.not_read_yet"
    assert refused(zipped({"Index/Document.iwa": b"\0", "preview.jpg": b""})) == "file.not_read_yet"
    text = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}
    assert refused(zipped(text)) == "file.not_read_yet"
    assert refused(zipped({"xl/_rels/workbook.xml.rels": "<Relationships/>"})) == "file.damaged"
    elsewhere = xlsx_parts(sheet("")) | {"xl/other.xml": "<workbook/>"}
    elsewhere["_rels/.rels"] = str(elsewhere["_rels/.rels"]).replace("xl/workbook.xml", "xl/other.xml")
    assert refused(zipped(elsewhere)) == "file.damaged"
    without_sheet = xlsx_parts("")
    del without_sheet[SHEET]
    assert refused(zipped(without_sheet)) == "file.damaged"


def test_xml_that_breaks_off() -> None:
    assert refused(parts_with(sheet_xml=sheet('<row r="1"><c r="A1"><v>1</v></c></row>')[:-20])) == "file.damaged"


def test_encrypted_and_older_containers() -> None:
    assert refused(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(60)) == "file.password"
    assert refused(OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(60)) == "file.not_read_yet"
    assert refused(OLE + bytes(600)) == "file.not_what_it_says"
    assert refused(OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(60)) == "file.damaged"
    locked = bytearray(GOOD)
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(locked)) == "file.password"


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_wherever_they_stand(part: str, encoding: str) -> None:
    lol = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    external = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
    for xml in (lol, external):
        assert refused(zipped(xlsx_parts(sheet("")) | {part: xml.encode(encoding)})) == "file.hostile_xml"
    assert refused(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": lol})) == (
        "file.hostile_xml"
    )


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = zipped(xlsx_parts(sheet("")) | {"xl/sharedStrings.xml": bytes(60 * 1024 * 1024)})
    tracemalloc.start()
    try:
        assert refused(bomb) == "file.zip_bomb"
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_part_that_lies_about_its_size_is_refused_early() -> None:
    parts = xlsx_parts(sheet("")) | {"xl/sharedStrings.xml": bytes(60 * 1024 * 1024)}
    tracemalloc.start()
    try:
        assert refused(lying_zip(parts, "xl/sharedStrings.xml", 1000)) == "file.zip_bomb"
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert refused(lying_zip(xlsx_parts(sheet("")), "xl/styles.xml", 9000)) == "file.damaged"


def test_one_long_text_that_many_cells_show_is_refused_before_it_is_laid_out() -> None:
    def sharing(letters: int, mark: str = '"') -> bytes:
        cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>{at % 2}</v></c></row>' for at in range(1, 2001))
        parts = xlsx_parts(sheet(cells.replace('t="s"', f"t={mark}s{mark}")))
        parts["xl/sharedStrings.xml"] = f"<sst xmlns='{MAIN}'><si><t>a</t></si><si><t>{'ab' * letters}</t></si></sst>"
        return zipped(parts)

    assert refused(sharing(300_000)) == "file.zip_bomb"
    assert refused(sharing(300_000, "'")) == "file.zip_bomb"
    assert [len(list(table)) for table in read_bytes(sharing(100), "plan.xlsx").tables] == [2000]


def test_too_many_parts_and_parts_of_one_name() -> None:
    assert refused(zipped({f"a{number}": "" for number in range(30)}), Limits(entries=20)) == "file.zip_bomb"
    file = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, sheet('<row r="1"><c r="A1"><v>9</v></c></row>'))
    assert refused(file.getvalue()) == "file.damaged"


def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_laid_out() -> None:
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    tracemalloc.start()
    try:
        assert refused(xlsx(sheet(corner))) == "file.too_many_rows"
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()
    wide = '<row r="1"><c r="C1"><v>1</v></c></row>'
    assert refused(xlsx(sheet(wide)), Limits(columns=2)) == "file.too_many_rows"


@pytest.mark.parametrize("repeat", ["table:number-rows-repeated", "table:number-columns-repeated"])
@pytest.mark.parametrize("times", ["99999999", "1000000000000"])
def test_repetitions_of_ods_are_counted_before_they_are_laid_out(repeat: str, times: str) -> None:
    row = f' {repeat}="{times}"' if "rows" in repeat else ""
    cell = f' {repeat}="{times}"' if "columns" in repeat else ""
    table = (
        f'<table:table table:name="P"><table:table-row{row}><table:table-cell{cell} office:value-type="float" '
        'office:value="1"/></table:table-row></table:table>'
    )
    assert refused(ods(table)) == "file.too_many_rows"


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_byte_changed_never_makes_the_reader_fail(place: int, byte: int) -> None:
    data = bytearray(GOOD)
    data[place] = byte
    try:
        for table in read_bytes(bytes(data), "plan.xlsx").tables:
            list(table)
    except Unreadable:
        pass
