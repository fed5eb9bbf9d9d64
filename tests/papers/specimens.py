"""A good file of every kind, to be damaged; and ways of damaging it."""

import random
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from rumbo.domain.document import DocumentDraft
from rumbo.layouts import read_document
from rumbo.layouts.carried import content_json
from rumbo.papers.reading import read_file
from tests.layouts.tables import EXAMPLES
from tests.papers.pdf_files import page_pdf, table_pdf
from tests.papers.word_files import FIRST, NEXT, across, cell, docx, numbered, paragraph, table
from tests.papers.workbooks import ods, sheet, xlsx, zipped

KINDS = ("txt", "csv", "md", "html", "docx", "xlsx", "ods", "pdf", "drawn", "json", "parts")
_DRAWN = b"""0.5 w 50 300 300 60 re S 50 330 m 350 330 l S 150 300 m 150 360 l S
BT /F 10 Tf 60 340 Td (No.) Tj 100 0 Td (META) Tj -100 -30 Td (1) Tj 100 0 Td (Una meta) Tj ET
BT /F 10 Tf 0 1 -1 0 20 50 Tm (De lado) Tj ET q 2 0 0 2 0 0 cm 10 10 m 50 10 l 50 40 l h S Q"""
_TOKENS = {
    "html": "<table>|</table>|<tr>|<td rowspan=9>|<td colspan=99>|<td>|</td>|<ul>|<li>|<!--|<script>|<p hidden>",
    "docx": "<w:tbl>|</w:tbl>|<w:tc>|</w:tc>|<w:tr>|<w:vMerge/>|<w:p>|<w:del>|<w:gridSpan w:val='99'/>|<w:txbxContent>",
    "md": "|---|---||| **|<br>|#|- a) |\\||<td>",
    "drawn": " m | l | re S| cm | q | Q | BT | ET | Td |(x) Tj | 3 Tr | 1e9 |-1 |/F 999999 Tf | Do ",
    "xlsx": "<mergeCell ref='A1:B2'/>|<row>|<c>|</c>|<v>|1e999|hidden='1'|<f>",
    "ods": "<table:table>|<table:table-row>|</table:table-cell>|table:number-rows-repeated='9'|<text:p>",
    "txt": '\t|\n|"|\x07|\u202e|\u200b|;|,',
    "csv": '\t|\n|"|\x00|=1+1|;|,|sep=;',
    "json": '{|}|[|]|"|,|null|1e999|NaN|"layout": "|"content": [|"targets": 3|\\ud800|"year": "x"|[[[[',
    "parts": '\t|\n|"|# |5.1. |Objetivo 9: |- |a) |META|100 %|1. OBJETIVO',
    "pdf": "endobj|stream|<<|>>|0 R|/Kids|/Type/Page",
}
_INNER = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}


@cache
def good(kind: str) -> bytes:
    """A good file of a kind."""
    return _MADE[kind]()


def _docx() -> bytes:
    inner = table(["Rubro", "Valor"], ["A", "5"])
    merged = table(
        [cell("PLAN", across(2)), cell("META", FIRST)], ["No.", "ACCIÓN", cell("", NEXT)], ["1", "x", cell(inner)]
    )
    return docx(paragraph("Plan", '<w:pStyle w:val="Ttulo1"/>') + numbered("Uno", 1) + merged)


def _html() -> bytes:
    return (
        "<html><meta charset=utf-8><h1>Plan</h1><p>Año</p><ul><li>a<li>b</ul><table><tr><th rowspan=2>No."
        "<th colspan=2>PLAN<tr><td>META<td>FECHA<tr><td>1<td>x<table><tr><td>y</table><td>31/12/2024</table></html>"
    ).encode()


def _xlsx() -> bytes:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Meta</t></is></c><c r="B1" s="1"><v>0.25</v></c></row>'
    return xlsx(sheet(row, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'))


def _ods() -> bytes:
    value = '<table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>'
    return ods(f'<table:table table:name="P"><table:table-row>{value}</table:table-row></table:table>')


def _json() -> bytes:
    draft = read_document(read_file(EXAMPLES / "plan-estrategico-2024.txt"))
    assert isinstance(draft, DocumentDraft)
    return content_json(draft.content, draft.recognition.layout)


_MADE: dict[str, Callable[[], bytes]] = {
    "txt": lambda: (
        "Objetivo: Planear.\n\nNo.\tMETA\tFECHA\n1\tDiseñar\t31/12/2024\n\n5.1. Antecedentes\n- a) x\n".encode()
    ),
    "csv": lambda: 'No.;META\n1;"Diseñar; ""x"""\n2;Otra\n'.encode(),
    "md": lambda: b"# Plan\n\n| No. | **META** |\n|---|:---:|\n| 1 | a<br>b |\n\n* x\n\n![i](u)\n",
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "ods": _ods,
    "pdf": lambda: table_pdf([["No.", "META"], ["1", "Una"], ["2", {"text": "Otra"}]], "(30pt, 1fr)", before="= Plan"),
    "drawn": lambda: page_pdf(_DRAWN),
    "json": _json,
    "parts": lambda: (EXAMPLES / "plan-estrategico-2024.txt").read_bytes(),
}


def damaged(kind: str, chance: random.Random) -> bytes:
    """A file of a kind with some bytes changed, gone, doubled, or words of its language put in where they hurt."""
    data = good(kind)
    inner = _INNER.get(kind)
    if inner is None or chance.random() < 0.2:
        return _hurt(kind, data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = inner if chance.random() < 0.8 else chance.choice(sorted(parts))
    part = parts[name]
    parts[name] = _hurt(kind, part if isinstance(part, bytes) else part.encode(), chance)
    return zipped(parts)


def _hurt(kind: str, data: bytes, chance: random.Random) -> bytes:
    tokens = _TOKENS[kind].split("|")
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(data) + 1), chance.randint(1, 40)
        way = chance.randrange(5)
        if way == 0:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif way == 1:
            data = data[:at] + data[at + size :]
        elif way == 2:
            data = data[:at] + data[at : at + size] * chance.randint(2, 30) + data[at + size :]
        elif way == 3:
            data = data[:at] + chance.choice(tokens).encode() * chance.choice((1, 1, 1, 3, 200)) + data[at:]
        elif chance.random() < 0.2:
            data = data[:at]
    return data
