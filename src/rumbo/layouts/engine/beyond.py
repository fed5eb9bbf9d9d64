"""Rows of a sheet that are no part of its table: the numbers of the columns right below a header, and what begins after
a blank row and is another table (signatures, a budget, a note).

A blank row ends nothing by itself. What follows is taken for more of the table when it says, in the table's columns,
enough of what an action says; headers of other columns, or names and posts, do not.
"""

from collections.abc import Sequence

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.recognise import FEWEST_LABELS, known_labels
from rumbo.papers.raw import RawRow, RawValue

FEWEST_COUNTED = 4
ENOUGH_TOLD = 2
Values = tuple[RawValue, ...]


def counts_columns(values: Values) -> bool:
    """Whether a row only numbers its columns: (1) (2) (3) …"""
    filled = [text_of(value).strip("().[] ") for value in values if value is not None]
    if len(filled) < FEWEST_COUNTED or not filled[0].isdecimal():
        return False
    return filled == [str(int(filled[0]) + at) for at in range(len(filled))]


def goes_on(row: RawRow, values: Values, telling: Sequence[int], number: int, layout: Layout) -> bool:
    """Whether a row below a blank one may still be of the table. `telling`: the columns (from 0) of what an action
    says beside its text; `number`: the one among them that numbers it, which must be some number, or -1. A row of one
    cell is left to be judged as any other."""
    if len(values) - values.count(None) == 1:
        return True
    if known_labels(row, layout) >= FEWEST_LABELS:
        return False
    told = sum(1 for at in telling if values[at] is not None and (at != number or _numbers(values[at])))
    return told >= min(ENOUGH_TOLD, len(telling) // 2)


def _numbers(value: RawValue) -> bool:
    return any(letter.isdigit() for letter in text_of(value))
