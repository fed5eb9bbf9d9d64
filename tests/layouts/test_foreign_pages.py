"""A matrix printed to pdf by another program, a browser, comes back within the tolerance of a page (docs/tolerance.md).

With lines and without any, centred, shaded, on low pages where rows are cut, with merged cells over the end of a page.
"""

from html import escape
from typing import Any

import pytest

from rumbo.domain.document import leaves
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import read_plan
from rumbo.layouts.attached import same
from rumbo.papers.raw import RawDocument
from rumbo.papers.reading import read_bytes
from tests.layouts.test_every_form import NAMES, Rows, cut, draft, runs

PLAN = NAMES[0]
LINES = "table { border-collapse: collapse } td, th { border: 1px solid #333 }"
ROOMY = "td, th { padding: 3px 10px }"
CENTRED = "td, th { text-align: center; vertical-align: middle } th { background: #cde }"
BELOW = "table { border-collapse: collapse } tr { border-bottom: 1px solid #333 }"
BY_ALIGNMENT = "file.table_by_alignment"
LOOKS = {
    "lines": (LINES, "11in"),
    "lines, low pages": (LINES, "5in"),
    "lines, shaded header, centred": (LINES + CENTRED, "8in"),
    "cells apart": ("table { border-spacing: 3px } td, th { border: 1px solid #333 }", "11in"),
    "no lines": (ROOMY, "11in"),
    "no lines, labels in the middle of their columns": (ROOMY + "th { text-align: center }", "11in"),
    "no lines, rows centred": (ROOMY + "td, th { vertical-align: middle } tr { break-inside: avoid }", "11in"),
    "no lines, shaded header": (ROOMY + "th { background: #cde }", "11in"),
    "no lines, justified": (ROOMY + "td { text-align: justify }", "11in"),
    "every other row shaded": (ROOMY + "tr:nth-child(even) { background: #eee }", "11in"),
    "a line below each row": (ROOMY + BELOW, "11in"),
}


def printed(
    chromium: Any, parts: tuple[list[str], Rows, list[str]], css: str, height: str, merged: int = -1
) -> RawDocument:
    """The pdf that a browser prints of a matrix: groups above headers, repeated on each page; a column of `merged`
    cells."""
    before, rows, after = parts
    groups = "".join(f"<th colspan={wide}>{escape(text)}</th>" for text, wide in runs(rows[0]))
    heads = "".join(f"<th>{escape(text)}</th>" for text in rows[1])
    body = "".join(f"<tr>{''.join(cells(rows[2:], at, merged))}</tr>" for at in range(len(rows) - 2))
    around = ["".join(f"<p>{escape(line)}</p>" for line in lines) for lines in (before, after)]
    base = "body { font: 9px sans-serif } td, th { vertical-align: top; padding: 3px 5px; text-align: left }"
    table = f"<table><thead><tr>{groups}</tr><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    page = chromium.new_page()
    page.set_content(
        f"<html lang=es><meta charset=utf-8><style>{base}{css}</style>{around[0]}{table}{around[1]}</html>"
    )
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "1cm")
    data = page.pdf(width="20in", height=height, margin=margin)
    page.close()
    return read_bytes(data, "plan.pdf")


def cells(rows: Rows, at: int, merged: int) -> list[str]:
    found = []
    for column, text in enumerate(rows[at]):
        if column != merged:
            found.append(f"<td>{escape(text)}</td>")
        elif at == 0 or rows[at - 1][column] != text:
            below = next((more for more in range(at, len(rows)) if rows[more][column] != text), len(rows))
            found.append(f"<td rowspan={below - at}>{escape(text)}</td>")
    return found


def differing(read: PlanDraft, written: PlanDraft) -> list[Any]:
    """What is not the same within the tolerance of a page."""
    pairs = zip(leaves(read.matrix), leaves(written.matrix), strict=True)
    return [
        (path, value, said)
        for (path, value), (other, said) in pairs
        if path != other
        or not (same(value, said) if isinstance(value, str) and isinstance(said, str) else value == said)
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_matrix_comes_back_from_pages_that_a_browser_prints(chromium: Any, name: str, look: str) -> None:
    document = printed(chromium, cut(name), *LOOKS[look])
    assert len(document.tables) == 1
    assert differing(read_plan(document), draft(name, "txt")) == []
    told = {found.code for found in document.findings}
    assert told <= {"file.row_across_pages", BY_ALIGNMENT}
    assert (BY_ALIGNMENT in told) == (not look.startswith(("lines", "cells")))


@pytest.mark.parametrize("height", ["11in", "6in"])
def test_a_merged_cell_that_the_end_of_a_page_cuts_speaks_for_its_rows_on_both(chromium: Any, height: str) -> None:
    document = printed(chromium, cut(PLAN), LINES, height, merged=1)
    read = read_plan(document)
    pages = {row.number // 10_000 for row in document.tables[0]}
    assert len(pages) > 1
    assert differing(read, draft(PLAN, "txt")) == []
    assert [found.code for found in read.everything_found()].count("layout.merged_down") == 1


def test_justified_rows_without_lines_go_on_over_low_pages(chromium: Any) -> None:
    """Also where the first row of the header stands so high on each page that it is taken for what pages repeat."""
    document = printed(chromium, cut(PLAN), *LOOKS["no lines, justified"][:1], "6in")
    assert differing(read_plan(document), draft(PLAN, "txt")) == []


def test_rows_of_one_line_without_lines_go_on_over_pages(chromium: Any) -> None:
    """As many columns on each page as on the first, though a page may have a column that nothing stands in."""
    names = ("Entregar sillas", "Formar líderes", "Podar árboles")
    body = [[str(at), names[at % 3], "" if at % 7 else "X", str(at * 1000)] for at in range(1, 121)]
    rows: Rows = [["", "", "", ""], ["No.", "ACTIVIDAD", "MARCA", "VALOR"], *body]
    document = printed(chromium, ([], rows, []), ROOMY + "td:nth-child(4) { text-align: right }", "6in")
    (table,) = document.tables
    found = [tuple(value or "" for value in row.values) for row in table]
    assert [(*each, *[""] * (4 - len(each))) for each in found if each[0] != "No."] == [tuple(row) for row in body]


def test_justified_text_without_lines_that_falls_apart_is_told_with_its_pages(chromium: Any) -> None:
    """A text that runs over its neighbours leaves no strip between columns: said, so that nobody takes the rows for
    all."""
    over = "td:nth-child(2), td:nth-child(11) { white-space: nowrap; max-width: 40px }"
    document = printed(chromium, cut(PLAN), ROOMY + "td { text-align: justify }" + over, "11in")
    (torn,) = [found for found in document.findings if found.code == "file.table_torn"]
    assert "1" in str(torn.facts["pages"])
