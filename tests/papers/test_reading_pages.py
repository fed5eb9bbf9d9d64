"""Web pages: tables with spans, headings, lists, what is hidden, encodings; and a time that grows as the size does."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.papers.raw import Merge, RawBlock, RawDocument, RawTable, Unreadable
from rumbo.papers.reading import Limits, read_bytes


def read(page: str, encoding: str = "utf-8") -> RawDocument:
    return read_bytes(f"<!DOCTYPE html><html><body>{page}</body></html>".encode(encoding), "plan.html")


def rows(found: RawTable) -> list[tuple[object, ...]]:
    return [row.values for row in found]


def said(document: RawDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, block.text) for block in document.flow if isinstance(block, RawBlock)]


def codes(document: RawDocument) -> list[str]:
    return [found.code for found in document.findings]


def test_spans_lay_the_cells_where_a_browser_shows_them() -> None:
    (found,) = read(
        "<table><thead><tr><th rowspan=2>No.<th colspan='2'>PLAN</th></tr><tr><th>META<th>FECHA</thead>"
        "<tr><td rowspan=0>1<td>a<td>b<tr><td>c<td>d</table>"
    ).tables
    assert rows(found) == [("No.", "PLAN"), (None, "META", "FECHA"), ("1", "a", "b"), (None, "c", "d")]
    assert set(found.merges) == {Merge(1, 1, 2, 1), Merge(1, 2, 1, 3), Merge(3, 1, 4, 1)}


def test_a_span_stops_at_the_end_of_its_group_and_one_that_runs_into_another_is_told() -> None:
    (found,) = read("<table><thead><tr><td rowspan=9>A<td>B</thead><tbody><tr><td>1<td>2</tbody></table>").tables
    assert rows(found) == [("A", "B"), ("1", "2")]
    assert found.merges == ()
    document = read("<table><tr><td>a<td>b<td rowspan=2>c<tr><td colspan=3>d<td>e</table>")
    assert rows(document.tables[0]) == [("a", "b", "c"), ("d", None, None, "e")]
    assert codes(document) == ["file.merge_damaged"]


def test_headings_paragraphs_lists_and_breaks() -> None:
    document = read(
        "<h2>5.1. Antecedentes</h2><p>Uno<br>dos   tres\n cuatro</p>Suelto"
        "<ol type=a start=2><li>x<ul><li>y</ul><li>z</ol>"
        "<ol style='list-style-type: none'><li>1. Consultar</ol><p><b>Todo</b> <strong>negrilla</strong></p>"
        "<pre>a  b\nc</pre><img src='http://example.org/x.png' alt='Índice'>"
    )
    assert said(document) == [
        ("heading", "5.1.", "Antecedentes"),
        ("paragraph", "", "Uno\ndos tres cuatro"),
        ("paragraph", "", "Suelto"),
        ("item", "b.", "x"),
        ("item", "", "y"),
        ("item", "c.", "z"),
        ("item", "1.", "Consultar"),
        ("paragraph", "", "Todo negrilla"),
        ("paragraph", "", "a b\nc"),
        ("picture", "", "Índice"),
    ]
    assert [block.text for block in document.flow if isinstance(block, RawBlock) and block.marked] == ["Todo negrilla"]
    assert [block.cell for block in document.flow if isinstance(block, RawBlock)][:2] == ["¶ 1", "¶ 2"]


def test_lists_and_paragraphs_within_a_cell_are_its_lines() -> None:
    (found,) = read(
        "<table><tr><td><ol><li>Capacitar<li>Medir</ol><td><p>a</p><p>b</p><td><b>4</b>&nbsp;%<td>&lt;x&gt;</table>"
    ).tables
    assert rows(found) == [("1. Capacitar\n2. Medir", "a\nb", "4 %", "<x>")]


def test_tables_within_cells_and_tables_left_open() -> None:
    outer, inner = read("<table><tr><td>a<table><tr><td>b</table>c<td>d").tables
    assert rows(outer) == [("a\nc", "d")]
    assert (rows(inner), inner.inside) == ([("b",)], "Tab. 1, A1")


def test_what_no_reader_sees_is_left_out_and_told() -> None:
    document = read(
        "<script>var a='<td>';</script><style>td{}</style><!-- <p>no</p> --><p hidden>no<p>Sí"
        "<div style='display: none'>no<div>no</div>no</div>"
        "<table><tr style='visibility:collapse'><td>no<tr><td>Ve</table>"
        "<iframe src='http://example.org'>no</iframe><p>Meta <del>4</del><ins>5</ins></p>"
    )
    assert said(document) == [("paragraph", "", "Sí"), ("paragraph", "", "Meta 5")]
    assert rows(document.tables[0]) == [("Ve",)]
    assert codes(document) == ["file.tracked_changes", "file.hidden_text", "file.external_content"]
    assert document.findings[1].facts["count"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings_declared_and_known(encoding: str) -> None:
    page = f"<html><meta charset={'windows-1252' if encoding == 'cp1252' else encoding}><p>Diseñar “acción”</p></html>"
    document = read_bytes(page.encode(encoding), "x")
    assert said(document) == [("paragraph", "", "Diseñar “acción”")]


def test_a_table_exported_as_a_workbook_is_a_page() -> None:
    document = read_bytes(b"<meta charset=utf-8><table><tr><td>META<td>4</table>", "reporte.xls")
    assert document.media_type == "text/html"
    assert rows(document.tables[0]) == [("META", "4")]
    assert "file.other_ending" in codes(document)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000,
        "<p " + " ".join(f"a{n}" for n in range(60_000)) + ">x",
        "<b><i><u>" * 30_000 + "x",
        "<a <a <a " * 30_000,
        '<p x="' * 30_000,
        "<!-- " * 60_000 + "x",
        "<script>" * 30_000,
        "<ul><li>" * 30_000 + "x",
        "&#x41;&amp;&" * 30_000,
        "<td>" * 60_000 + "x",
        "x<table>" * 50,
        "< " * 90_000,
        "</" * 90_000,
    ],
)
def test_no_page_takes_longer_than_its_size_deserves(page: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(Unreadable):
        read(page)
    assert time.monotonic() - began < 10


def test_too_deep_too_wide_and_too_many() -> None:
    for page, code in (
        ("<table><tr><td>" * 100, "file.too_complex"),
        ("<table><tr><td colspan=1000>x<td colspan=1000>y</table>", "file.too_many_rows"),
        ("<b></b>" * 20_000, "file.too_complex"),
    ):
        with pytest.raises(Unreadable) as raised:
            read_bytes(b"<html>" + page.encode(), "plan.html", Limits(elements=30_000))
        assert raised.value.finding.code == code


_TAGS = "table /table tr td /td td&rowspan=3 td&colspan=2 th thead /thead ul li /ul h1 /h1 p&hidden td&hidden /p br"
_MORE = "img&alt=y del /del caption /caption !-- script /script"
_WORDS = ["x", "y", " ", "\u202e", "&amp;", "<", "<p a='", "-->", "1. "]
_PIECES = st.sampled_from([f"<{tag.replace('&', ' ')}>" for tag in f"{_TAGS} {_MORE}".split()] + _WORDS)


@given(st.lists(_PIECES, max_size=40))
def test_no_order_of_tags_makes_the_reader_fail(pieces: list[str]) -> None:
    try:
        document = read("".join(pieces))
    except Unreadable:
        return
    for table in document.tables:
        numbers = [row.number for row in table]
        assert numbers == sorted(set(numbers))
        for merge in table.merges:
            assert 1 <= merge.first_row <= merge.last_row
            assert merge.first_column <= merge.last_column
