"""csv: UTF-8 with its mark (spreadsheets need it for accents), `\\n` inside cells, one table per file."""

import csv
import io
from collections.abc import Iterable

from rumbo.papers.document import Cell, Table
from rumbo.papers.inert import inert

MARK = "\ufeff"


def write_csv(table: Table, about: Iterable[str] = ()) -> bytes:
    """A table as it is drawn: lines about it, its header rows (a spanning header stands in its first place), its rows.

    Numbers and days are printed as on the page, in the conventions of the document. The separator is the comma; cells
    with a comma, a quote or a line end are quoted.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    for line in about:
        lines.writerow([inert(line)])
    for placed in table.header_places():
        row = [""] * len(table.columns)
        for column, cell in placed:
            row[column] = printed(cell)
        lines.writerow(row)
    lines.writerows([printed(cell) for cell in row] for row in table.rows)
    return (MARK + text.getvalue()).encode()


def printed(cell: Cell) -> str:
    """What a csv cell holds: a value as printed, a text made inert."""
    return inert(cell.text) if cell.value is None else cell.text
