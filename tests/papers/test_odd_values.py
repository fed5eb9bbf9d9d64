"""Values that people get wrong, the same in every format that holds a table: read alike, told precisely, never guessed.

Dates that do not exist or lost a digit, numbers in both conventions, money in words, codes that begin with a zero.
"""

import csv
import io
from datetime import date
from html import escape

import pytest

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.papers.pdf_files import table_pdf
from tests.papers.word_files import docx, table
from tests.papers.workbooks import ods, sheet, xlsx

HEAD = ["No.", "Acción", "Responsable", "Indicador", "Meta", "Fecha inicio", "Fecha fin", "Rubro"]
GOOD = ["1", "Abrir sedes", "Oficina de Sedes", "Sedes abiertas", "4", "1/02/2024", "30/11/2024", "0401"]
Rows = list[list[str]]


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Rows) -> bytes:
    lines = (
        "".join(f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for at, text in cells)
        for number, cells in enumerate(map(enumerate, rows), 1)
    )
    return xlsx(sheet("".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(lines, 1))))


def as_ods(rows: Rows) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(escape(text)) for text in row) for row in rows)
    inner = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return ods(f'<table:table table:name="Plan">{inner}</table:table>')


FORMS = {
    "txt": lambda rows: "\n".join("\t".join(row) for row in rows).encode(),
    "csv": as_csv,
    "md": lambda rows: "\n".join(
        f"| {' | '.join(row)} |" + (f"\n|{' --- |' * len(row)}" if at == 0 else "") for at, row in enumerate(rows)
    ).encode(),
    "html": lambda rows: (
        "<html><meta charset=utf-8><table>"
        + "".join("<tr>" + "".join(f"<td>{escape(text)}" for text in row) for row in rows)
        + "</table></html>"
    ).encode(),
    "docx": lambda rows: docx(table(*([escape(text) for text in row] for row in rows))),
    "xlsx": as_xlsx,
    "ods": as_ods,
    "pdf": lambda rows: table_pdf(rows, "(22pt, 2fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr)"),
}
# What is written under a header, what is read of it, and the code told at its cell.
UNDER_END = {
    "31/02/2024": (None, "plan.date_unreadable"),
    "2/2/0205": (None, "plan.date_unreadable"),
    "30/11/2024": (date(2024, 11, 30), None),
}
UNDER_TARGET = {
    "1.234,5": (Quantity.of("1234.5"), None),
    "1,234.5": (Quantity.of("1234.5"), None),
    "tres": (None, "plan.target_not_numeric"),
    "\u202e45": (Quantity.of(45), "file.control_characters"),
    "4\u200b5": (Quantity.of(45), None),
}


def read(form: str, header: str, text: str) -> PlanDraft:
    row = [text if name == header else value for name, value in zip(HEAD, GOOD, strict=True)]
    draft = read_document(read_bytes(FORMS[form]([HEAD, row]), f"plan.{form}"))
    assert isinstance(draft, PlanDraft)
    assert len(draft.matrix.lines) == 1
    return draft


def told(draft: PlanDraft) -> dict[str, str]:
    """Codes that a good row does not raise, with their cells."""
    return {found.code: found.where.cell for found in draft.everything_found() if found.where}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", UNDER_END)
def test_days(form: str, text: str) -> None:
    value, code = UNDER_END[text]
    draft, good = read(form, "Fecha fin", text), read(form, "Fecha fin", "30/11/2024")
    assert draft.matrix.lines[0].end == value
    more = {each: cell for each, cell in told(draft).items() if each not in told(good)}
    assert set(more) >= ({code} if code else set())
    assert all(more.values())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", UNDER_TARGET)
def test_numbers(form: str, text: str) -> None:
    value, code = UNDER_TARGET[text]
    if form == "pdf" and not text.isprintable():
        text = "45"
        code = None
    draft = read(form, "Meta", text)
    assert draft.matrix.lines[0].quantity == value
    assert code is None or told(draft)[code]


@pytest.mark.parametrize("form", FORMS)
def test_a_code_keeps_its_zeros_and_money_its_words(form: str) -> None:
    draft = read(form, "Rubro", "0401")
    assert draft.value(0, "number") in ("1", 1)
    raw = read_bytes(FORMS[form]([HEAD, [*GOOD[:-2], "$20.149 millones", "0401"]]), f"plan.{form}")
    values = [value for found in raw.tables for row in found for value in row.values]
    assert "0401" in values
    assert "$20.149 millones" in values
