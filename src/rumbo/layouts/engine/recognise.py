"""Where the header of a table stands and which layout it is.

Rows of the beginning are tried one by one as the lowest row of a header of up to three rows; the label of a column is
its lowest cell with text, and what stands above is its group. Group labels reach to the right as far as their merged
cells, or to the next label where nothing is merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rumbo.layouts.engine.declaration import Layout, layouts
from rumbo.layouts.engine.headers import LONGEST_LABEL, HeaderCell, Mapped, field_scores, mapped
from rumbo.layouts.engine.unnamed import with_unnamed
from rumbo.papers.raw import Merge, RawRow, RawTable, RawValue

WINDOW = 120
FIRST_YEAR, LAST_YEAR = 1990, 2060
DEEPEST = 3
FEWEST_LABELS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: the numbers of its rows, all its cells, and its best reading."""

    rows: tuple[int, ...]
    cells: tuple[HeaderCell, ...]
    best: Mapped

    @property
    def confidence(self) -> int:
        """How sure the reading is, to 100: the mean sureness of the labels of the fields it needs."""
        needed = [
            sure
            for name, sure in self.best.sureness.items()
            if name in self.best.layout.supporting or any(name in names for names in self.best.layout.required)
        ]
        return sum(needed) // len(needed) if needed else 0


def find_header(table: RawTable, wanted: Sequence[Layout] | None = None) -> Header | None:
    """The header of a table that reads best, complete or not; None when no row holds two known labels."""
    return best_header(list(islice(table.rows, WINDOW)), table.merges, wanted)


def best_header(rows: list[RawRow], merges: Sequence[Merge], wanted: Sequence[Layout] | None = None) -> Header | None:
    """The best header among rows; a complete layout goes before a higher score, an earlier row before a later."""
    wanted = wanted or layouts()
    best: Header | None = None
    found_at = len(rows)
    for at, row in enumerate(rows):
        if at > found_at + DEEPEST:
            break
        if not any(known_labels(row, found) >= FEWEST_LABELS for found in wanted):
            continue
        for depth in range(1, min(DEEPEST, at + 1) + 1):
            above = rows[at - depth + 1 : at + 1]
            if not _one_below_the_other(above):
                break
            titled = depth > 1 and is_title(above[0], above[1:], merges)
            labelled = header_cells(rows[at - depth + 1 : at + 1], merges)
            for found in wanted:
                if found.depth not in (0, depth) or (titled and not found.depth):
                    continue
                cells = with_unnamed(labelled, found) if found.own else labelled
                read = mapped(cells, found)
                if best is None or _rank(read) > _rank(best.best):
                    best = Header(tuple(row.number for row in rows[at - depth + 1 : at + 1]), tuple(cells), read)
                    found_at = at if read.complete else found_at
    return best


def _one_below_the_other(rows: Sequence[RawRow]) -> bool:
    """Whether rows may be one header: data of the document ("Dependencia: Hacienda") stand above it, not in it."""
    above = (text for row in rows[:-1] for text in row.values if isinstance(text, str))
    return not any(text.rstrip().endswith(":") for text in above)


def is_title(row: RawRow, below: Sequence[RawRow], merges: Sequence[Merge]) -> bool:
    """Whether a row names all the columns below it at once: a title, which tells no column from another."""
    said = [at for at, value in enumerate(row.values) if isinstance(value, str)]
    labelled = {at for each in below for at, value in enumerate(each.values) if label_of(value)}
    if len({row.values[at] for at in said}) != 1 or not labelled or said[0] > min(labelled):
        return False
    return _reaches(row.number, said[0], max(labelled), merges)


def _rank(read: Mapped) -> tuple[bool, bool, int, bool, int]:
    """What an entity says itself of its own table goes before what is known of tables in general."""
    own = read.complete and read.layout.own
    return (read.complete, own, read.score, read.enough_required, len(read.layout.required))


def known_labels(row: RawRow, found: Layout) -> int:
    """How many different texts of a row are known labels: "Unidad" twice in a line of data is one."""
    return sum(1 for text in {value for value in row.values if isinstance(value, str)} if field_scores(text, found))


def header_cells(rows: list[RawRow], merges: Sequence[Merge]) -> list[HeaderCell]:
    """The label and group of every column of a header of one to three rows."""
    width = max(len(row.values) for row in rows)
    texts = [[_text(row, column) for column in range(width)] for row in rows]
    lowest = [max((at for at in range(len(rows)) if texts[at][column]), default=-1) for column in range(width)]
    above = [_labels_above(rows, texts, lowest, merges, column) for column in range(width)]
    groups = [labels[0] if labels else "" for labels in above]
    cells = []
    for column in range(width):
        if lowest[column] >= 0:
            beside = tuple(groups[near] for near in (column - 1, column + 1) if 0 <= near < width and groups[near])
            outer = above[column][1] if len(above[column]) > 1 else ""
            cells.append(HeaderCell(column + 1, texts[lowest[column]][column], groups[column], beside, outer))
    return cells


def _text(row: RawRow, column: int) -> str:
    value = row.values[column] if column < len(row.values) else None
    text = label_of(value)
    return text if len(text) <= LONGEST_LABEL else ""


def label_of(value: RawValue) -> str:
    """What a cell says as a label: its text, or a year that stands there as a number."""
    if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR:
        return str(value)
    return value if isinstance(value, str) else ""


def _labels_above(
    rows: list[RawRow], texts: list[list[str]], lowest: list[int], merges: Sequence[Merge], column: int
) -> list[str]:
    """The labels above the label of a column that reach it from the left or stand right above, the nearest first."""
    found = []
    for level in range(lowest[column] - 1, -1, -1):
        for start in range(column, -1, -1):
            if texts[level][start]:
                if (start == column or lowest[start] > level) and _reaches(rows[level].number, start, column, merges):
                    found.append(texts[level][start])
                break
    return found


def _reaches(row: int, start: int, column: int, merges: Sequence[Merge]) -> bool:
    for merge in merges:
        if merge.first_row <= row <= merge.last_row and merge.first_column == start + 1:
            return column + 1 <= merge.last_column
    return True
