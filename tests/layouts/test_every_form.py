"""The same table as a text, a sheet, a Word document, a web page, Markdown or a pdf gives the same draft."""

from collections import Counter
from html import escape
from typing import Any

import pytest

from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import EXAMPLES
from tests.papers.pdf_files import table_pdf
from tests.papers.word_files import across, cell, docx, paragraph, table
from tests.papers.workbooks import ods, sheet, xlsx

PLAN = "plan-de-accion-2024"
NAMES = (PLAN, "seguimiento-2024-t2")
Rows = list[list[str]]


def cut(name: str) -> tuple[list[str], Rows, list[str]]:
    """The lines before the table of an example, its rows (a repeated header left out), and the lines after it."""
    lines = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    first = next(at for at, row in enumerate(rows) if len(row) > 5)
    last = max(at for at, row in enumerate(rows) if len(row) > 5)
    head = rows[first : first + 2]
    body = [row for row in rows[first + 2 : last + 1] if len(row) > 5 and row not in head and row[0] != "No."]
    whole = [[*row, *[""] * (width - len(row))] for row in [*head, *body]]
    return [line for line in lines[:first] if line], whole, [line for line in lines[last + 1 :] if line]


def runs(row: list[str]) -> list[tuple[str, int]]:
    """The labels of a row of groups with how many columns each covers."""
    found: list[tuple[str, int]] = []
    for text in row:
        if text or not found:
            found.append((text, 1))
        else:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def as_text(before: list[str], rows: Rows, after: list[str]) -> bytes:
    return "\n".join([*before, *("\t".join(row) for row in rows), *after]).encode()


def as_xlsx(before: list[str], rows: Rows, after: list[str]) -> bytes:
    written = ""
    for number, row in enumerate([*([line] for line in before), *rows, *([line] for line in after)], 1):
        cells = "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for at, text in enumerate(row)
        )
        written += f'<row r="{number}">{cells}</row>'
    return xlsx(sheet(written))


def letters(at: int) -> str:
    return chr(ord("A") + at)


def as_ods(before: list[str], rows: Rows, after: list[str]) -> bytes:
    written = ""
    for row in [*([line] for line in before), *rows, *([line] for line in after)]:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            for text in row
        )
        written += f"<table:table-row>{cells}</table:table-row>"
    return ods(f'<table:table table:name="Plan">{written}</table:table>')


def as_docx(before: list[str], rows: Rows, after: list[str]) -> bytes:
    groups = [cell(escape(text), across(wide)) for text, wide in runs(rows[0])]
    rest = [[cell(escape(text)) for text in row] for row in rows[1:]]
    around = ["".join(paragraph(escape(line)) for line in lines) for lines in (before, after)]
    return docx(around[0] + table(groups, *rest) + around[1])


def as_html(before: list[str], rows: Rows, after: list[str]) -> bytes:
    groups = "".join(f"<th colspan={wide}>{escape(text)}</th>" for text, wide in runs(rows[0]))
    rest = "".join("<tr>" + "".join(f"<td>{escape(text)}" for text in row) for row in rows[1:])
    around = ["".join(f"<p>{escape(line)}</p>" for line in lines) for lines in (before, after)]
    page = f"<html><meta charset=utf-8>{around[0]}<table><tr>{groups}</tr>{rest}</table>{around[1]}</html>"
    return page.encode()


def as_markdown(before: list[str], rows: Rows, after: list[str]) -> bytes:
    written = ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in rows]
    written.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n\n".join([*before, "\n".join(written), *after]).encode()


def as_pdf(before: list[str], rows: Rows, after: list[str]) -> bytes:
    return printed(before, rows, after, width=1700, height=700)


def printed(before: list[str], rows: Rows, after: list[str], **page: Any) -> bytes:
    """The table with its groups merged, lines of text around it, on pages of a size."""
    groups: list[object] = [{"text": text, "across": wide} for text, wide in runs(rows[0])]
    columns = "(22pt, " + ", ".join(["1fr"] * (len(rows[0]) - 1)) + ")"
    quoted = [[line.replace('"', '\\"') for line in lines] for lines in (before, after)]
    around = ["\n\n".join(f'#"{line}"' for line in lines) for lines in quoted]
    return table_pdf([groups, *rows[1:]], columns, heads=2, before=around[0], after=around[1], **page)


FORMS = {"xlsx": as_xlsx, "ods": as_ods, "docx": as_docx, "html": as_html, "md": as_markdown, "pdf": as_pdf}


def draft(name: str, form: str) -> PlanDraft:
    write = FORMS.get(form, as_text)
    return read_plan(read_bytes(write(*cut(name)), f"{name}.{form}"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_form_gives_the_same_plan_and_the_same_findings(name: str, form: str) -> None:
    read, text = draft(name, form), draft(name, "txt")
    assert len(text.matrix.lines) >= 9
    for line, other in zip(read.matrix.lines, text.matrix.lines, strict=True):
        assert line == other
    assert read.matrix == text.matrix
    assert Counter(found.code for found in read.everything_found()) == Counter(
        found.code for found in text.everything_found()
    )
    assert all(found.where and found.where.cell for found in read.everything_found())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", [(842, 595), (1300, 500)])
def test_narrow_pages_that_part_words_and_rows_give_the_same_plan(name: str, page: tuple[int, int]) -> None:
    width, height = page
    repeated = {"header": "Proceso de planeación", "footer": "Página #counter(page).display()"}
    data = printed(*cut(name), width=width, height=height, hyphenate="true", **repeated)
    document = read_bytes(data, "plan.pdf")
    assert {found.code for found in document.findings} <= {"file.row_across_pages"}
    assert len(document.tables) == 1
    assert read_plan(document).matrix == draft(name, "txt").matrix
