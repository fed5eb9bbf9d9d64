"""Rows of levels that stand among the lines: "L · Transición", "P · Cooperación", and below them the actions.

A column marks them and another names them; or a row that holds nothing else begins with the word of its level
("OBJETIVO 1: …", "Programa 2.1 …"); or each sheet is one, where every sheet numbers its actions from one. Each fills
a field of the lines below it until the next of its level; a level above clears the levels under it. In the draft such
a field is a column beyond the last one of the table, whose place is the cell of the row that named the level.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from rumbo.domain.plan.draft import Block, ColumnRead
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout, Levels
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.engine.period_labels import taken_apart
from rumbo.layouts.engine.recognise import Header
from rumbo.papers.raw import RawRow, RawTable, RawValue

ORDER = ("objective", "programme")
"""The fields that levels fill, the widest first."""
Values = tuple[RawValue, ...]
Shape = TypeVar("Shape", Header, Block)
LOOKED_AT, LONGEST = 400, 300


class Said(str):
    """What a person said that a cell should say, also one that stands in no column of the table."""

    __slots__ = ()


class LevelRows:
    """The levels above the row at hand, in one table under one header."""

    def __init__(self, levels: Levels, header: Header, marks: HeaderCell, text: HeaderCell) -> None:
        self.fills, self.header = levels.fills, header
        self.marks, self.text = marks.column - 1, text
        self.width = max(cell.column for cell in header.cells)
        wanted = [name for name in ORDER if name in levels.fills.values()]
        self.columns = {name: self.width + at for at, name in enumerate(wanted, 1)}
        self.named: dict[str, tuple[RawValue, int]] = {}

    @classmethod
    def under(cls, header: Header) -> "LevelRows | None":
        """The levels that the layout of a header declares; None when it declares none or the columns are not there."""
        levels = header.best.layout.levels
        marks = _cell(header, levels.marks) if levels else None
        text = _cell(header, levels.text) if levels else None
        return cls(levels, header, marks, text) if levels and marks and text else None

    def cell(self, name: str) -> HeaderCell:
        """What stands above the names of a level."""
        return self.text

    def with_fields(self) -> Header:
        """The header with a column beyond the last for each field that the levels fill."""
        beyond = {name: replace(self.cell(name), column=column) for name, column in self.columns.items()}
        best = replace(self.header.best, columns={**self.header.best.columns, **beyond})
        return replace(self.header, best=best)

    def with_columns(self, block: Block) -> Block:
        """The block with those columns, each placed where the levels are named."""
        locate, named = block.locate, self.text.column
        more = tuple(ColumnRead(column, self.cell(name).written, name) for name, column in self.columns.items())

        def place(row: int, column: int) -> str:
            return locate(row, named if column > self.width else column)

        return replace(block, columns=(*block.columns, *more), locate=place)

    def passes(self, row: int, values: Values) -> bool:
        """Whether a row is a level; what it names holds from here on."""
        mark = folded(text_of(values[self.marks])) if self.marks < len(values) else ""
        if mark not in self.fills:
            return False
        if name := self.fills[mark]:
            at = self.text.column - 1
            self.begin(name, values[at] if at < len(values) else None, row)
        return True

    def begin(self, name: str, value: RawValue, row: int) -> None:
        """A level begins: those under it end."""
        self.named[name] = (value, row)
        for lower in ORDER[ORDER.index(name) + 1 :]:
            self.named.pop(lower, None)

    def filled(self, values: Values) -> tuple[Values, Mapping[int, int]]:
        """The values of a line with what the levels above it say, and the row in which each of these stands. What a
        person said of the level of this very line stands in its own row."""
        own = (*values[: self.width], *(None,) * (self.width - len(values)))
        above = {column: self.named.get(name, (None, 0)) for name, column in self.columns.items()}
        said = {
            column: values[column - 1]
            for column in above
            if column <= len(values) and isinstance(values[column - 1], Said)
        }
        borrowed = {column: row for column, (value, row) in above.items() if value is not None and column not in said}
        return (*own, *(said.get(column, value) or None for column, (value, _row) in above.items())), borrowed


class SpokenLevels(LevelRows):
    """Levels that nobody declared: rows that say their level themselves, and the sheet where it is one."""

    def __init__(self, header: Header, spoken: Collection[str], sheet: str) -> None:
        first = header.cells[0]
        super().__init__(Levels(frozenset(), frozenset(), {name: name for name in spoken}), header, first, first)
        if sheet:
            self.columns.setdefault("programme", self.width + len(self.columns) + 1)
            self.named["programme"] = (sheet, header.rows[-1])

    @classmethod
    def found(cls, header: Header, table: RawTable, sheets: Collection[str]) -> "SpokenLevels | None":
        """The levels of a table whose header has no column for them; `sheets` are the sheets that are levels."""
        free = {name for name in ORDER if name not in header.best.columns}
        below = islice((row for row in table.rows if row.number > header.rows[-1]), LOOKED_AT)
        spoken = {name for row in below if free and (name := _level_said(row.values, header.best.layout))} & free
        sheet = table.part if table.part in sheets and "programme" in free - spoken else ""
        return cls(header, spoken, sheet) if spoken or sheet else None

    def cell(self, name: str) -> HeaderCell:
        """A level that no header names is headed as the layout prints it."""
        return HeaderCell(0, self.header.best.layout.field(name).label.header)

    def passes(self, row: int, values: Values) -> bool:
        """Whether a row says that it is a level."""
        name = _level_said(values, self.header.best.layout)
        if name in self.fills:
            self.begin(name, next(value for value in values if value is not None), row)
        return name in self.fills


def _level_said(values: Values, layout: Layout) -> str:
    """The level that a row says it is, by its first word; "" for a row that holds anything else or no such word."""
    filled = [value for value in values if value is not None]
    if not filled or not isinstance(filled[0], str) or len(filled[0]) > LONGEST or len(set(filled)) > 1:
        return ""
    words = folded(filled[0])
    return next((name for name in ORDER if (said := _opening(layout, name)) and said.match(words)), "")


@lru_cache(maxsize=64)
def _opening(layout: Layout, name: str) -> "re.Pattern[str] | None":
    """How a row of a level begins: one of its names, and then which one it is ("programa 2 1 agua")."""
    names = [each.label.names for each in layout.fields if each.field == name]
    words = "|".join(sorted(map(re.escape, names[0]), key=len, reverse=True)) if names else ""
    return re.compile(rf"(?:{words}) (?:no |n |numero )?(?:[0-9]|[ivx]+ )\S*") if words else None


def sheets_that_number(tables: Iterable[tuple[RawTable, Header]]) -> frozenset[str]:
    """The sheets in each of which the actions are numbered anew: then an action is known by its sheet and number."""
    numbers: dict[str, set[str]] = {}
    for table, header in tables:
        if table.kind == "sheet" and (cell := header.best.columns.get("number")):
            below = islice((row for row in table.rows if row.number > header.rows[-1]), LOOKED_AT)
            numbers[table.part] = {said for row in below if (said := _number(row, cell.column))}
    anew = [part for part in numbers if any(numbers[part] & numbers[other] for other in numbers if other != part)]
    return frozenset(anew)


def _number(row: RawRow, column: int) -> str:
    """The number of a row, where it is one and not the only thing the row says."""
    said = text_of(row.values[column - 1]).strip() if column <= len(row.values) else ""
    alone = len(row.values) - row.values.count(None) < 2
    return said if said[:1].isdigit() and not alone else ""


def _cell(header: Header, names: frozenset[str]) -> HeaderCell | None:
    cells = (cell for cell in header.cells if {taken_apart(cell.label).words, folded(cell.label)} & names)
    return next(cells, None)
