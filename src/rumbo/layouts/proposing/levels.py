"""Rows of levels among the lines, guessed: a column of few short marks, on rows that name something and do nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.papers.raw import RawRow

LONGEST_MARK, FEWEST, MOST = 4, 2, 8
_NEARLY_ALL = 0.8
_OPENS = {"objective": "loe", "programme": "p"}
"""The letters with which people mark a line, objective or axis, and a programme."""


@dataclass(frozen=True, slots=True)
class LevelsProposal:
    """The column that marks the levels, the one that names them, and what each mark fills ("" is passed by)."""

    marks: HeaderCell
    text: HeaderCell
    fills: Mapping[str, str]


def levels_among(
    rows: Sequence[RawRow], cells: Sequence[HeaderCell], taken: Mapping[int, str]
) -> LevelsProposal | None:
    """The levels among the rows below a header; None where no column marks any."""
    statement = next((column for column, field in taken.items() if field == "statement"), 0)
    if not statement:
        return None
    for cell in cells:
        said = [row for row in rows if _value(row, cell.column)]
        marked = [row for row in said if _is_mark(_value(row, cell.column))]
        marks = Counter(_value(row, cell.column) for row in marked)
        if not FEWEST <= len(marks) <= MOST or len(marked) <= len(marks) or len(marked) < _NEARLY_ALL * len(said):
            continue
        if sum(not _value(row, statement) for row in marked) < _NEARLY_ALL * len(marked):
            continue
        if text := _naming(marked, cells, cell):
            return LevelsProposal(cell, text, _fills(list(marks)))
    return None


def _is_mark(text: str) -> bool:
    return len(text) <= LONGEST_MARK and text.isalpha()


def _naming(marked: Sequence[RawRow], cells: Sequence[HeaderCell], marks: HeaderCell) -> HeaderCell | None:
    """The column that names the levels: a text on nearly every marked row, the longest."""
    sizes = {}
    for cell in cells:
        texts = [text for row in marked if (text := _value(row, cell.column)) and any(map(str.isalpha, text))]
        if cell is not marks and len(texts) >= _NEARLY_ALL * len(marked):
            sizes[cell.column] = sum(map(len, texts))
    best = max(sizes, key=lambda column: sizes[column], default=0)
    return next((cell for cell in cells if cell.column == best), None)


def _fills(marks: Sequence[str]) -> dict[str, str]:
    """What each mark fills, by its letter; where no letter says it, the first two marks."""
    fills = dict.fromkeys(marks, "")
    for name, letters in _OPENS.items():
        if mark := next((mark for mark in marks if folded(mark) in letters and not fills[mark]), ""):
            fills[mark] = name
    if not any(fills.values()):
        fills.update(zip(marks, _OPENS, strict=False))
    return fills


def _value(row: RawRow, column: int) -> str:
    return text_of(row.values[column - 1]).strip() if column <= len(row.values) else ""
