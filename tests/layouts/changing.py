"""A matrix taken apart so that it can be changed in one way at a time, and written again as the text it came as."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts import layout, read_document
from rumbo.papers.reading import read_bytes

Row = tuple[str, ...]
WIDE = 5


@dataclass(frozen=True)
class Written:
    """A matrix as text: the lines before it, the group, header and field of each column, and its rows."""

    before: tuple[str, ...]
    groups: Row
    heads: Row
    fields: Row
    rows: tuple[Row, ...]
    key: str

    def text(self) -> str:
        """The text: a group is named in the first of its columns."""
        shown = [label if at == 0 or self.groups[at - 1] != label else "" for at, label in enumerate(self.groups)]
        # The header of a column without a group stands in the row of the groups.
        upper = [label or head for label, head in zip(shown, self._alone(), strict=True)]
        lower = ["" if alone else head for alone, head in zip(self._alone(), self.heads, strict=True)]
        return "\n".join([*self.before, *("\t".join(row) for row in (upper, lower, *self.rows))])

    def _alone(self) -> list[str]:
        return [head if not group else "" for group, head in zip(self.groups, self.heads, strict=True)]

    def first_row(self) -> int:
        """The number of the line on which the first row stands."""
        return len(self.before) + 3

    def arranged(self, order: Sequence[int]) -> "Written":
        """With its columns in another order."""
        own = (self.groups, self.heads, self.fields)
        groups, heads, fields = (tuple(each[at] for at in order) for each in own)
        rows = tuple(tuple(row[at] for at in order) for row in self.rows)
        return replace(self, groups=groups, heads=heads, fields=fields, rows=rows)


def taken_apart(path: Path) -> Written:
    """The matrix of a file; what a later page repeats is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines]
    at = next(number for number, row in enumerate(cells) if len(row) > WIDE)
    width = max(map(len, cells))
    upper, lower = (tuple(row + [""] * (width - len(row))) for row in cells[at : at + 2])
    rows = [row + [""] * (width - len(row)) for row in cells[at + 2 :] if len(row) > WIDE and row[0].isdecimal()]
    groups, held = [], ""
    for over, under in zip(upper, lower, strict=True):
        held = (over if under else "") if over else held
        groups.append(held)
    heads = tuple(under or over for over, under in zip(upper, lower, strict=True))
    written = Written(tuple(lines[:at]), tuple(groups), heads, (), tuple(map(tuple, rows)), "")
    draft = read(written)
    columns = {column.column: column.field for block in draft.blocks for column in block.columns}
    fields = tuple(columns.get(column, "") for column in range(1, width + 1))
    return replace(written, fields=fields, key=draft.recognition.layout)


def read(written: Written) -> PlanDraft:
    """The draft of its text."""
    draft = read_document(read_bytes(written.text().encode(), "documento.txt"))
    assert isinstance(draft, PlanDraft)
    return draft


def told(draft: PlanDraft, written: Written) -> Counter[tuple[str, int]]:
    """How often each finding stands in each row, from 0; -1 for what stands above the rows."""
    found: Counter[tuple[str, int]] = Counter()
    for finding in draft.everything_found():
        cell = finding.where.cell if finding.where else ""
        line = int(cell.partition(":")[0]) if cell else 0
        found[finding.code, max(line - written.first_row(), -1)] += 1
    return found


def columns_moved(written: Written, chance: random.Random) -> Written:
    """The columns in another order within their groups, and the groups in another order; the number stays first."""
    runs = [list(run) for _, run in groupby(range(len(written.heads)), lambda at: written.groups[at])]
    first, rest = [run for run in runs if not written.groups[run[0]]], [run for run in runs if written.groups[run[0]]]
    for run in rest:
        chance.shuffle(run)
    chance.shuffle(rest)
    return written.arranged([at for run in (*first, *rest) for at in run])


def renamed(written: Written, chance: random.Random) -> Written:
    """Every header by another of the names that its layout declares for it."""
    known = {field.field: field.label for field in layout(written.key).fields}
    heads = []
    for head, field in zip(written.heads, written.fields, strict=True):
        names = sorted(known[field].names) if field in known else []
        heads.append(chance.choice(names).upper() if names else head)
    return replace(written, heads=tuple(heads))


def with_digit(written: Written, chance: random.Random) -> tuple[Written, int, int]:
    """One digit of one cell changed; with the row and the column of the cell."""
    places = [
        (row, column, at)
        for row, cells in enumerate(written.rows)
        for column, text in enumerate(cells)
        for at, letter in enumerate(text)
        if letter in "0123456789"
    ]
    row, column, at = chance.choice(places)
    text = written.rows[row][column]
    digit = chance.choice([each for each in "123456789" if each != text[at]])
    return with_cell(written, row, column, text[:at] + digit + text[at + 1 :]), row, column


def with_cell(written: Written, row: int, column: int, text: str) -> Written:
    """One cell written anew."""
    rows = [list(cells) for cells in written.rows]
    rows[row][column] = text
    return replace(written, rows=tuple(map(tuple, rows)))


def without_row(written: Written, row: int) -> Written:
    """A row left out."""
    return replace(written, rows=written.rows[:row] + written.rows[row + 1 :])


def with_level(written: Written, at: int) -> Written:
    """A level that the layout does not know, in a column of the group where it stands."""
    names = ("Nivel uno", "Nivel dos")

    def put(row: Row, text: str) -> Row:
        return (*row[:at], text, *row[at:])

    return replace(
        written,
        groups=put(written.groups, written.groups[at]),
        heads=put(written.heads, "PELDAÑO TERRITORIAL"),
        fields=put(written.fields, ""),
        rows=tuple(put(row, names[number % 2]) for number, row in enumerate(written.rows)),
    )
