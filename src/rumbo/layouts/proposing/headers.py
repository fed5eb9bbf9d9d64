"""Where the header of an unknown table probably stands: rows are weighed by how much they look like labels.

A row of labels holds several short, different texts and no figures, and below it there is something; what its labels
say of any known kind of document weighs most. It may have one to three rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rumbo.layouts.engine.beyond import counts_columns
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.engine.mapping import bases
from rumbo.layouts.engine.recognise import DEEPEST, header_cells, is_title, label_of
from rumbo.layouts.proposing.names import likeness, words_of
from rumbo.papers.raw import Merge, RawRow

SEARCHED, MOST_TRIED, FEWEST_LABELS = 80, 16, 2
_SHORT, _KNOWN, _DEPTH, _GROUP, _START = 90, 60, 0.4, 0.8, 3


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """The rows of a header, its cells, and the index of the first row below it."""

    rows: tuple[int, ...]
    cells: tuple[HeaderCell, ...]
    below: int


def header_at(rows: Sequence[RawRow], merges: Sequence[Merge], number: int, depth: int) -> FoundHeader | None:
    """The header whose lowest row a person pointed at; None where there is no such row or it holds no label."""
    at = next((at for at, row in enumerate(rows) if row.number == number), None)
    if at is None:
        return None
    depth = max(1, min(depth, DEEPEST, at + 1))
    return _header(rows, merges, at, depth)


def likely_header(rows: Sequence[RawRow], merges: Sequence[Merge]) -> FoundHeader | None:
    """The rows that look most like a header; None when none does."""
    best, most = None, 0.0
    likely = sorted(_candidates(rows, merges), key=lambda pair: (-_told_apart(rows, *pair), pair))[:MOST_TRIED]
    for at, depth in sorted(likely):
        found = _header(rows, merges, at, depth)
        if found and (weight := _weight(rows, found)) > most:
            best, most = found, weight
    return best


def _candidates(rows: Sequence[RawRow], merges: Sequence[Merge]) -> Iterator[tuple[int, int]]:
    for at, row in enumerate(rows[:SEARCHED]):
        if _labels(row) >= FEWEST_LABELS and _texts(row) >= 0.75 * _filled(row):
            for depth in range(1, min(DEEPEST, at + 1) + 1):
                above = rows[at - depth + 1]
                if depth > 1 and (above.number != row.number - depth + 1 or not _labels(above)):
                    break
                if depth == 1 or not is_title(above, rows[at - depth + 2 : at + 1], merges):
                    yield at, depth


def _header(rows: Sequence[RawRow], merges: Sequence[Merge], at: int, depth: int) -> FoundHeader | None:
    above = list(rows[at - depth + 1 : at + 1])
    cells = tuple(header_cells(above, merges))
    below = at + 1
    while below < len(rows) and counts_columns(rows[below].values):
        below += 1
    return FoundHeader(tuple(row.number for row in above), cells, below) if cells else None


def _weight(rows: Sequence[RawRow], found: FoundHeader) -> float:
    labels = {(cell.group, cell.label) for cell in found.cells}
    known = sum(_known(cell.label) for cell in found.cells)
    long = sum(1 for cell in found.cells if len(cell.label) > _SHORT)
    below = rows[found.below : found.below + 5]
    values = max((_filled(row) for row in below), default=0)
    figures = any(_labels(row) < _filled(row) for row in below)
    weight = 2 * known + min(len(labels), values) * 0.5 - long - _DEPTH * len(found.rows)
    return weight + _groups_weight(found) + 1.5 * figures - (4 if values < FEWEST_LABELS else 0)


def _groups_weight(found: FoundHeader) -> float:
    """What the labels above the labels add: two or more that share out the columns; a title or a datum does not."""
    groups = {cell.group for cell in found.cells if cell.group and ":" not in cell.group}
    return _GROUP * len(groups) if 2 <= len(groups) <= len(found.cells) // 2 else 0


@lru_cache(maxsize=2048)
def _known(label: str) -> float:
    """How well the best known name of any kind of document explains a label, 0 to 1."""
    if len(label) > _SHORT:
        return 0.0
    near = {name for word in words_of(label) for name in _names_by_start().get(word[:_START], ())}
    best = max((likeness(label, name) for name in near), default=0)
    return best / 100 if best >= _KNOWN else 0.0


@cache
def _names_by_start() -> Mapping[str, frozenset[str]]:
    """Every known name by how its words begin, so that a label is only compared with names that share a word."""
    found: dict[str, set[str]] = {}
    for base in bases():
        for name in {name for field in base.fields for name in field.label.names}:
            for word in words_of(name):
                found.setdefault(word[:_START], set()).add(name)
    return {start: frozenset(names) for start, names in found.items()}


def _told_apart(rows: Sequence[RawRow], at: int, depth: int) -> int:
    """The labels of a lowest row that may be told apart: under groups also those that are equal."""
    return _labels(rows[at]) if depth == 1 else _texts(rows[at])


def _labels(row: RawRow) -> int:
    return len({text for value in row.values if (text := label_of(value)) and _is_label(text)})


def _texts(row: RawRow) -> int:
    return sum(1 for value in row.values if (text := label_of(value)) and _is_label(text))


def _is_label(text: str) -> bool:
    """Whether a text names something; a year does where others of its row name the rest."""
    return any(map(str.isalpha, text)) or (len(text) == 4 and text.isdecimal())


def _filled(row: RawRow) -> int:
    return len(row.values) - row.values.count(None)
