"""Workbooks: exact values at their true cells, and what is said of formulas, errors and what is hidden."""

import base64
import io
import zlib
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from rumbo.findings import word
from rumbo.papers.raw import Merge, Percent, RawDocument
from rumbo.papers.reading import Limits, address, read_bytes
from rumbo.papers.reading.archive import opened
from rumbo.papers.reading.sheet_walk import facts_of
from rumbo.papers.reading.source import Source
from tests.papers.workbooks import MAIN, ods, sheet, xlsx, xlsx_parts, zipped


def read(data: bytes) -> RawDocument:
    document = read_bytes(data, "plan.dat")
    for finding in document.findings:
        assert word(finding).what
    return document


def told(document: RawDocument) -> list[tuple[str, str]]:
    return [(finding.code, finding.where.cell) for finding in document.findings if finding.where]


def written() -> tuple[xlsxwriter.Workbook, io.BytesIO]:
    file = io.BytesIO()
    return xlsxwriter.Workbook(file), file


def test_values_are_exact_and_stand_at_their_true_cells() -> None:
    book, file = written()
    page = book.add_worksheet("Plan")
    percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(2, 2, ["Meta", 4, 0.1, True, " N/A\xa0"])
    page.write(4, 3, 0.255, percent)
    page.write_datetime(4, 4, datetime(2024, 3, 1), day)
    page.write_number(4, 5, 45000.5, day)
    page.write_number(4, 6, 2024760010327)
    book.close()
    document = read(file.getvalue())
    [table] = document.tables
    first, second = table
    assert (first.number, first.values) == (3, (None, None, "Meta", 4, Decimal("0.1"), True, "N/A"))
    assert second.values[3:] == (Percent(Decimal("0.255")), date(2024, 3, 1), datetime(2023, 3, 15, 12), 2024760010327)
    assert [type(value) for value in first.values[3:5]] == [int, Decimal]
    assert address(table, first.number, 3) == "C3"
    assert list(table) == [first, second], "a second walk starts anew"
    assert document.findings == []


def test_formulas_are_told_and_those_without_a_result_by_their_cell() -> None:
    rows = (
        '<row r="2"><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>B2*2</f></c>'
        '<c r="D2" t="str"><f>""</f><v></v></c></row>'
        '<row r="3"><c r="B3"><f>1</f><v></v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    document = read(xlsx(sheet(rows)))
    assert told(document) == [
        ("file.formulas", "B2"),
        ("file.formula_without_value", "C2"),
        ("file.formula_without_value", "B3"),
        ("file.cell_error", "C3"),
    ]
    assert document.findings[0].facts["count"] == 5
    assert [row.values for row in document.tables[0]] == [(None, 2, None, None), (None, None, "#DIV/0!", None)]


def test_what_is_hidden_and_merged_is_told() -> None:
    book, file = written()
    page = book.add_worksheet("Plan")
    page.merge_range("B2:D3", "PLAN")
    page.set_row(4, None, None, {"hidden": True})
    page.set_column("F:G", None, None, {"hidden": True})
    page.write("A5", "x")
    book.add_worksheet("Listas").hide()
    book.worksheets()[1].write("A1", "=no")
    book.close()
    document = read(file.getvalue())
    plan, lists = document.tables
    assert plan.merges == (Merge(2, 2, 3, 4),)
    assert (plan.hidden, plan.hidden_rows, plan.hidden_columns) == (False, {5}, {6, 7})
    assert lists.hidden
    assert told(document) == [("file.hidden_rows_or_columns", "F5"), ("file.hidden_sheet", "")]


def test_macros_and_links_to_other_files_are_told_and_left_alone() -> None:
    parts = xlsx_parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts |= {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    assert told(read(zipped(parts))) == [("file.macros", ""), ("file.external_links", "")]


def test_control_characters_are_told_at_their_cell() -> None:
    book, file = written()
    page = book.add_worksheet("Plan")
    page.write("C4", "a\x07b")
    page.write("C5", "\u202eabc")
    book.close()
    document = read(file.getvalue())
    assert [row.values[-1] for row in document.tables[0]] == ["ab", "abc"]
    assert told(document) == [("file.control_characters", "C4"), ("file.control_characters", "C5")]


def test_a_cell_that_begins_with_an_equals_sign_stays_a_text() -> None:
    book, file = written()
    book.add_worksheet().write_string("A1", "=cmd|' /C calc'!A0")
    book.close()
    [row] = read(file.getvalue()).tables[0]
    assert row.values == ("=cmd|' /C calc'!A0",)


def test_styled_cells_without_value_do_not_make_a_sheet_large() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    [row] = read(xlsx(sheet(rows))).tables[0]
    assert row.values == (1,)


def test_another_lawful_shape_of_xml_reads_the_same() -> None:
    rows = (
        "<x:row hidden='1'><x:c s='1'><x:v>0.5</x:v></x:c><x:c><x:f>1</x:f></x:c></x:row><!-- nota -->"
        '<x:row><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>'
    )
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    facts = facts_of(opened(Source("x", xlsx(xml), Limits())), "xl/worksheets/sheet1.xml", frozenset([1]))
    assert (facts.percents, facts.errors, facts.hidden_rows) == ({1: (1,)}, {2: {1: "#N/A"}}, {1})
    assert (facts.formulas, facts.uncomputed, facts.last_row, facts.last_column) == (1, ["B1"], 2, 2)


cells = st.tuples(
    st.sampled_from(["", ' s="1"', ' s="2"', ' s="3"', ' s="1" t="e"', ' t="str"']),
    st.sampled_from(
        ["", "<v>0.5</v>", "<f>1+1</f>", "<f>1+1</f><v>2</v>", '<f t="shared" si="0"/><v>1</v>', "<v></v>"]
    ),
)


@given(st.lists(st.tuples(st.booleans(), st.lists(cells, max_size=4)), max_size=5), st.booleans())
def test_the_fast_walk_and_the_parser_tell_the_same(rows: list[tuple[bool, list[tuple[str, str]]]], gap: bool) -> None:
    xml = ""
    for number, (hidden, given_cells) in enumerate(rows, 3 if gap else 1):
        inside = "".join(
            f'<c r="{"ABCDZ"[at + gap]}{number}"{attributes}>{content}</c>'
            if content
            else f'<c r="A{number}"{attributes}/>'
            for at, (attributes, content) in enumerate(given_cells)
        )
        shown = ' hidden="1"' if hidden else ""
        xml += f'<row r="{number}"{shown}>{inside}</row>'
    tail = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells><conditionalFormatting sqref="A1"/>'
    archive = opened(Source("x", xlsx(sheet(xml, tail, '<cols><col min="2" max="3" hidden="1"/></cols>')), Limits()))
    both = [
        facts_of(archive, "xl/worksheets/sheet1.xml", frozenset([1, 2]), parse_all=parse_all)
        for parse_all in (True, False)
    ]
    assert both[0] == both[1]
    assert both[0].merges == [Merge(1, 1, 2, 2)]


def test_a_workbook_of_openpyxl_with_inline_texts() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"], page["B3"], page["B4"] = "ñ", 0.5, date(2024, 12, 31)
    page["B3"].number_format = "0%"
    file = io.BytesIO()
    book.save(file)
    assert [row.values[1] for row in read(file.getvalue()).tables[0]] == [
        "ñ",
        Percent(Decimal("0.5")),
        date(2024, 12, 31),
    ]


ODS_SHEET = """<table:table table:name="Plan"><table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Acción<text:s
 text:c="2"/>uno</text:p><text:p>dos</text:p>
<office:annotation><text:p>nota</text:p></office:annotation></table:table-cell>
<table:covered-table-cell/>
<table:table-cell office:value-type="percentage" office:value="0.255"><text:p>25,5%</text:p>
</table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>1/03/24</text:p>
</table:table-cell><table:table-cell office:value-type="float" office:value="0.1" table:formula="of:=1/10"/>
</table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>"""


def test_ods_reads_exactly_with_what_is_hidden_and_merged() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    hidden = '<table:table table:name="Listas" table:style-name="ta2"/>'
    document = read(ods(ODS_SHEET + hidden, style))
    plan, lists = document.tables
    [row] = plan
    values = ("Acción  uno\ndos", None, Percent(Decimal("0.255")), date(2024, 3, 1), Decimal("0.1"))
    assert (row.number, row.values) == (3, values)
    assert (plan.merges, plan.hidden_columns, lists.hidden) == ((Merge(3, 1, 3, 2),), {3}, True)
    assert told(document) == [
        ("file.formulas", "E3"),
        ("file.hidden_rows_or_columns", "C1"),
        ("file.hidden_sheet", ""),
    ]


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e22, 123456789.01, -0.5])
def test_a_number_of_a_sheet_is_the_shortest_decimal_of_its_double(value: float) -> None:
    [row] = read(xlsx(sheet(f'<row r="1"><c r="A1"><v>{value!r}</v></c></row>'))).tables[0]
    assert row.values == (Decimal(repr(value)),)


# A workbook of the form before 2007 that no library here writes: "METAS" over B2:D2, 25 % and a day under it, an empty
# sheet and a hidden one.
XLS = """
c-rk)O=uHA6#izj`78OYsn7}~RIFMHMZ9=v*Gg+oDbWi4Am}y?A`OXzD(J;(%~23MDPAh|;HB!tAN)bVg9o9a2SE^$iYE~f6g;$9-@NSFq&Cn%TS?h(m
^U+T=FPmB_vUB!?Myg7dB3HAMd*P8MZ*hM8Bb93T7?j(-Y{g=N<9<}8+8S*hYaa*;)(x_TiQ_Cy8s3E)R#noS&GMS8iSd1GP;J?%R1;n>d-A*<a-Kv<V
~UhG_z)nOcP8uFulvIpEBLUoGVPbscl{y#f&!CvD@_I!%7?11&9hfWSNi5*@-5+mY#g!swlN}qBna=Ppy}VR@H|okhKSr>10-xgSd?bps%kh7VA1f$Rk
3YFoj=66!>Xv`4>@}zqWh<;{UGXyQ}a$bT%)=_mXiJ^RFo?Fb?B{klvqz4@0V~Q4vq+=^Xs{?v!OG&gzM8dXBcqX18=97cz-6sWE+yI+mM7;YNt{AM70
>FVh?36~RYJsNzWR^EUGl9YK)uVU`V%+H-e)yo(LTwd2eg=WC>N*=&(&!oWo-LBav%I=EKWbg;w@rkA+aO`LCG8X?UnZI3sZnSB%7<}%l|(>S{r@3pOE
`E8WXeck`4HTPNDPWkD9!uiPb2W=8<w3H(xFT(^nMW?uNUE;B3rNTUvJ~3_n=YaAkA)bK>!@N<0n5Ug5cs(SZb4j66nC2<lD?H<c_Rn|>Inqh)_tq<g%
3sW0WN@HIX~Y95NXOs;R?aq9(l(W-H{0-<VfEHbR9!Rim)4^{mvpc6XNfS+sQRkfuwlc74I4K88-)3Yckr{6AM^acahv~j<|!8K-z4i62ausKM&F11NK
=}{xtjcEBb>tOODt2y`d=t<h(^z16vM2?XwCjh4^&Y;pJfY%R&EQ`I)1ShJy&`BKfk*!C;
"""


def test_an_older_workbook_reads_with_what_can_be_seen_of_it() -> None:
    document = read(zlib.decompress(base64.b85decode("".join(XLS.split()))))
    plan, empty, hidden = document.tables
    assert [(row.number, row.values) for row in plan] == [
        (2, (None, "METAS", None)),
        (3, (None, Decimal("0.25"), date(2024, 3, 1))),
    ]
    assert plan.merges == (Merge(2, 2, 2, 4),)
    assert (list(empty), hidden.hidden) == ([], True)
    assert told(document) == [("file.old_format", ""), ("file.hidden_sheet", "")]
