"""Makes the xlsx, csv and ods forms of the examples from their text form, as an office would save them.

    python examples/build.py

The text is what is written by hand; the other forms have the same rows, with merged group labels in the workbooks.
"""

import csv
import re
from datetime import date
from pathlib import Path

import xlsxwriter
from odfdo import Cell, Document, Row, Table

HERE = Path(__file__).parent
EXAMPLES = ("plan-de-accion-2024", "seguimiento-2024-t2")
MOMENT = (2024, 8, 1)
_DAY = re.compile(r"(\d{1,2})/(\d{2})/(\d{4})")


def rows_of(name: str) -> list[list[str]]:
    """The rows of an example, each as wide as its widest, without the repetition of the page header."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines]
    width = max(len(row) for row in rows)
    seen: set[str] = set()
    kept = []
    for row in rows:
        text = "\t".join(row)
        if not text.strip() or (text in seen and not row[0].isdecimal()):
            continue
        seen.add(text)
        kept.append(row + [""] * (width - len(row)))
    return kept


def value_of(text: str, header: str) -> str | int | date:
    """A cell as a spreadsheet keeps it: targets and numbers as numbers, days as days."""
    if found := _DAY.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return int(text) if text.isdecimal() and header in ("META", "No.", "") else text


def write_csv(name: str, rows: list[list[str]]) -> None:
    """With semicolons and a mark of its encoding, as Excel saves it in Spanish."""
    with (HERE / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def write_xlsx(name: str, rows: list[list[str]]) -> None:
    """One sheet; groups merged over their columns, the number merged down."""
    top = next(at for at, row in enumerate(rows) if row[0] == "No.")
    book = xlsxwriter.Workbook(HERE / f"{name}.xlsx", {"default_date_format": "d/mm/yyyy"})
    book.set_properties({"created": date(*MOMENT)})
    sheet = book.add_worksheet("Matriz")
    bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text and not top <= at <= top + 1:
                sheet.write(at, column, value_of(text, rows[top + 1][column]))
    _write_header(sheet, rows, top, bold)
    sheet.set_column(1, len(rows[top]) - 1, 24)
    book.close()


def _write_header(sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[str]], top: int, bold: object) -> None:
    starts = [column for column, text in enumerate(rows[top]) if text]
    for start, after in zip(starts, [*starts[1:], len(rows[top])], strict=True):
        if not start:
            sheet.merge_range(top, 0, top + 1, 0, rows[top][0], bold)
        elif after - start > 1:
            sheet.merge_range(top, start, top, after - 1, rows[top][start], bold)
        else:
            sheet.write(top, start, rows[top][start], bold)
    for column, text in enumerate(rows[top + 1]):
        if text:
            sheet.write(top + 1, column, text, bold)


def write_ods(name: str, rows: list[list[str]]) -> None:
    """One sheet of plain cells."""
    top = next(at for at, row in enumerate(rows) if row[0] == "No.")
    table = Table("Matriz")
    for at, texts in enumerate(rows):
        row = Row()
        for text, header in zip(texts, rows[top + 1], strict=True):
            row.append_cell(Cell(value_of(text, header) if at > top + 1 and text else text or None))
        table.append_row(row)
    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    document.save(HERE / f"{name}.ods")


def main() -> None:
    """Writes all forms of all examples."""
    for name in EXAMPLES:
        rows = rows_of(name)
        write_csv(name, rows)
        write_xlsx(name, rows)
        write_ods(name, rows)


if __name__ == "__main__":
    main()
