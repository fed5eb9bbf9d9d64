"""Rows of levels that stand among the lines: "L · Transición", "P · Cooperación", and below them the actions.

A column marks them and another names them. Each fills a field of the lines below it until the next of its level; a
level above clears the levels under it. In the draft such a field is a column beyond the last one of the table, whose
place is the cell of the row that named the level.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from rumbo.domain.plan.draft import Block, ColumnRead
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Levels
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.engine.period_labels import taken_apart
from rumbo.layouts.engine.recognise import Header
from rumbo.papers.raw import RawValue

ORDER = ("objective", "programme")
"""The fields that levels fill, the widest first."""
Values = tuple[RawValue, ...]
Shape = TypeVar("Shape", Header, Block)


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

    def with_fields(self) -> Header:
        """The header with a column beyond the last for each field that the levels fill."""
        beyond = {name: replace(self.text, column=column) for name, column in self.columns.items()}
        best = replace(self.header.best, columns={**self.header.best.columns, **beyond})
        return replace(self.header, best=best)

    def with_columns(self, block: Block) -> Block:
        """The block with those columns, each placed where the levels are named."""
        locate, named = block.locate, self.text.column
        more = tuple(ColumnRead(column, self.text.written, name) for name, column in self.columns.items())

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
            self.named[name] = (values[at] if at < len(values) else None, row)
            for lower in ORDER[ORDER.index(name) + 1 :]:
                self.named.pop(lower, None)
        return True

    def filled(self, values: Values) -> tuple[Values, Mapping[int, int]]:
        """The values of a line with what the levels above it say, and the row in which each of these stands."""
        own = (*values[: self.width], *(None,) * (self.width - len(values)))
        said = [(column, self.named.get(name, (None, 0))) for name, column in self.columns.items()]
        borrowed = {column: row for column, (value, row) in said if value is not None}
        return (*own, *(value for _column, (value, _row) in said)), borrowed


def _cell(header: Header, names: frozenset[str]) -> HeaderCell | None:
    cells = (cell for cell in header.cells if {taken_apart(cell.label).words, folded(cell.label)} & names)
    return next(cells, None)
