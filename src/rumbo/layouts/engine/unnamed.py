"""A column that brings values under no header is named for its place, "columna F", on the screen and in a mapping."""

import re
from collections.abc import Collection, Iterator, Sequence

from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.papers.raw import RawRow
from rumbo.papers.reading.places import column_letters, column_number

MOST_COLUMNS, FEWEST_VALUES = 500, 2
_NAMED = re.compile(r"columna ([A-Z]{1,3})")


def is_unnamed(label: str) -> bool:
    """Whether a label is the name of a column that has none."""
    return bool(_NAMED.fullmatch(label))


def unnamed_cell(column: int) -> HeaderCell:
    """What stands above a column (from 1) where nothing does."""
    return HeaderCell(column, f"columna {column_letters(column)}")


def unnamed_columns(rows: Sequence[RawRow], named: Collection[int]) -> Iterator[int]:
    """The columns (from 1) that hold values in several rows and are not among those that have a name."""
    width = min(max((len(row.values) for row in rows), default=0), MOST_COLUMNS)
    for column in range(1, width + 1):
        if column not in named:
            filled = sum(len(row.values) >= column and row.values[column - 1] is not None for row in rows)
            if filled >= FEWEST_VALUES and 2 * filled >= min(len(rows), 2 * FEWEST_VALUES):
                yield column


def with_unnamed(cells: Sequence[HeaderCell], own: Layout) -> list[HeaderCell]:
    """The cells of a header with those of the columns without one that an entity's own layout reads."""
    named = {cell.column for cell in cells}
    letters = (_NAMED.fullmatch(each.label.header) for each in own.fields)
    wanted = {column_number(found[1]) for found in letters if found} - named
    return sorted([*cells, *map(unnamed_cell, wanted)], key=lambda cell: cell.column)
