"""An execution of the budget printed in every form and read again: the same rows, totals, year and day of the cut."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.domain.table import TableDraft
from rumbo.layouts import read_document
from rumbo.layouts.drawing.execution import (
    Issuer,
    draw_execution,
    execution_attachment,
    execution_csv,
    execution_json,
)
from rumbo.layouts.engine.declaration import layout
from rumbo.papers.raw import Percent, RawValue
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing import render
from tests.layouts.tables import document, sheet

WORDS = (
    st.text("abcdeñáé XY-", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()).strip("-"))
    .filter(lambda text: len(text) > 3)
)
VALUES: dict[str, Any] = {
    "money": st.integers(-(10**12), 10**13),
    "percent": st.decimals(0, 2, places=4).map(Percent),
    "number": st.integers(0, 500),
    "code": st.from_regex(r"[1-9]\.[0-9]{1,2}\.[0-9]{2}", fullmatch=True),
    "bpin": st.from_regex(r"20[12][0-9]76[0-9]{3}[0-9]{4}", fullmatch=True),
    "text": WORDS,
    "units": WORDS,
}


@st.composite
def executions(draw: st.DrawFn) -> TableDraft:
    """An execution as read from a sheet with any columns of the layout."""
    found = layout("budget_execution")
    chosen = draw(st.sets(st.sampled_from([each.field for each in found.fields]), max_size=8))
    fields = [
        each for each in found.fields if each.field in chosen | {"account", "definitive", "commitments", "payments"}
    ]
    lines: list[list[RawValue]] = []
    for _ in range(draw(st.integers(1, 4))):
        always = ("account", "definitive", "commitments")
        lines.append(
            [draw(VALUES[each.kind]) if each.field in always or draw(st.booleans()) else None for each in fields]
        )
    if draw(st.booleans()):
        lines.append(["TOTAL" if each.field == "account" else 7 if each.kind == "money" else None for each in fields])
    if lines[-1][0] != "TOTAL" and fields[0].field != "account" and any("TOTAL" in line for line in lines):
        lines.pop()
    read = read_document(document(sheet(["EJECUCIÓN A MARZO DE 2025"], [each.label.header for each in fields], *lines)))
    assert isinstance(read, TableDraft)
    return read


def again(content: bytes, name: str) -> TableDraft:
    read = read_document(read_bytes(content, name))
    assert isinstance(read, TableDraft), read
    return read


def same(read: TableDraft, draft: TableDraft) -> None:
    assert [row.values for row in read.rows] == [row.values for row in draft.rows]
    assert [row.values for row in read.totals] == [row.values for row in draft.totals]
    assert list(read.spoken_fields()) == list(draft.spoken_fields())
    assert (read.fiscal_year, read.cut_off) == (draft.fiscal_year, draft.cut_off)


def drawn(draft: TableDraft, form: str) -> bytes:
    document = draw_execution(
        draft, Issuer("Municipio de Prueba", "Ejecución de gastos"), datetime(2025, 4, 1, tzinfo=UTC)
    )
    return render(document, form, (execution_attachment(draft),) if form == "pdf" else ())


@settings(max_examples=settings().max_examples // 2, deadline=None)
@given(executions(), st.sampled_from(["csv", "json", "xlsx", "docx", "html"]))
def test_what_is_written_reads_back_equal(draft: TableDraft, form: str) -> None:
    if form == "csv":
        same(again(execution_csv(draft), "e.csv"), draft)
    elif form == "json":
        same(again(execution_json(draft), "e.json"), draft)
    else:
        same(again(drawn(draft, form), f"e.{form}"), draft)


LABELS = [
    "Rubro",
    "Concepto",
    "Fuente",
    "Apropiación inicial",
    "Apropiación definitiva",
    "CDP",
    "Compromisos",
    "Pagos",
    "% ejecución",
]
LINES: list[list[RawValue]] = [
    ["2.1.1", "Sueldos", "Recursos propios", 1_000_000, 1_100_000, 900_000, 800_000, 600_000, "72,73%"],
    ["2.1.2", "Primas", None, 500_000, 400_000, 300_000, 300_000, None, "75%"],
    ["2.3.1", "Construcción de parques y zonas verdes", "SGP", 0, 50_000_000, 0, 0, 0, "0%"],
    ["Total", None, None, 1_500_000, 51_500_000, 1_200_000, 1_100_000, 600_000, None],
]


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "xlsx"])
def test_a_printed_page_brings_the_same_figures(form: str) -> None:
    draft = read_document(document(sheet(["EJECUCIÓN A 31 DE MARZO DE 2025"], LABELS, *LINES)))
    assert isinstance(draft, TableDraft)
    read = again(drawn(draft, form), f"e.{form}")
    same(read, draft)
    assert not [found for found in read.findings if found.code.startswith("file.attachment")]
    assert draft.cut_off == date(2025, 3, 31)


def printed_with(lines: list[list[RawValue]], carried: list[list[RawValue]]) -> TableDraft:
    """What is read of a pdf whose pages say some lines and whose data say others."""
    shown, told = (
        read_document(document(sheet(["EJECUCIÓN A 31 DE MARZO DE 2025"], LABELS, *each))) for each in (lines, carried)
    )
    assert isinstance(shown, TableDraft)
    assert isinstance(told, TableDraft)
    page = draw_execution(shown, Issuer("Municipio", "Ejecución"), datetime(2025, 4, 1, tzinfo=UTC))
    return again(render(page, "pdf", (execution_attachment(told),)), "e.pdf")


def test_a_pdf_whose_pages_say_another_figure_than_its_data_is_told_at_its_place() -> None:
    other = [*LINES[:1], [*LINES[1][:7], 299_999, *LINES[1][8:]], *LINES[2:]]
    read = printed_with(LINES, other)
    (found,) = [each for each in read.findings if each.code.startswith("file.attachment")]
    assert (found.code, found.facts["shown"], found.facts["attached"]) == ("file.attachment_differs", "", "299999")
    assert found.where
    assert found.where.header == "PAGOS"


def test_a_pdf_whose_data_have_other_rows_or_are_damaged_is_told_once() -> None:
    for carried, code in ((LINES[:2], "file.attachment_rows"),):
        found = [each.code for each in printed_with(LINES, carried).findings]
        assert [each for each in found if each.startswith("file.attachment")] == [code]
    draft = read_document(document(sheet(LABELS, *LINES)))
    assert isinstance(draft, TableDraft)
    page = draw_execution(draft, Issuer("Municipio", "Ejecución"), datetime(2025, 4, 1, tzinfo=UTC))
    damaged = replace(execution_attachment(draft), content=b'{"schema": "rumbo/table/1", "tables": [{}]}')
    read = again(render(page, "pdf", (damaged,)), "e.pdf")
    assert [each.code for each in read.findings if each.code.startswith("file.")] == ["file.attachment_damaged"]


def test_blanks_and_hyphens_where_a_line_was_wrapped_are_no_difference() -> None:
    name = "Construcción, mejoramiento y dotación de parques, zonas verdes y equipamientos " * 2
    long: list[list[RawValue]] = [["2.1.1", name, *LINES[0][2:]], LINES[1]]
    read = printed_with(long, long)
    assert not [each for each in read.findings if each.code.startswith("file.attachment")]
    changed: list[list[RawValue]] = [["2.1.1", name.replace("parques", "parque", 1), *LINES[0][2:]], LINES[1]]
    assert [each.code for each in printed_with(long, changed).findings if "attachment" in each.code]
