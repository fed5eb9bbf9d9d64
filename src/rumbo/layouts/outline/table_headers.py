"""Which columns a table inside an outline has: the other engine matches the labels, and years are told apart first.

"Programación 2020-2024" and "Programación 2024" are the same words to the matching of labels; here a label with one
year is a column of that year, and what is left is matched.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell, mapped
from rumbo.layouts.engine.period_labels import taken_apart
from rumbo.layouts.engine.recognise import header_cells
from rumbo.layouts.outline.declaration import Part, TableColumn, bare
from rumbo.layouts.outline.patterns import pattern
from rumbo.papers.raw import Merge, RawRow

DEEPEST = 3
OF_A_YEAR = 100


@dataclass(frozen=True, slots=True)
class ColumnAt:
    """A declared column and where it stands: its index from 0, its header as written, the year it is for, the label
    it gives where it stands for any label."""

    column: TableColumn
    index: int
    header: str
    year: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The header of a table as read by a part: its rows, its columns, the labels that are no column, how well it
    reads, and what its labels say by the way ("2020-2024")."""

    part: Part
    rows: tuple[RawRow, ...]
    columns: tuple[ColumnAt, ...]
    unknown: tuple[HeaderCell, ...]
    score: int
    complete: bool
    sure: bool
    said: Mapping[str, str] = field(default_factory=dict)

    def repeats(self, row: RawRow) -> bool:
        """Whether a row says the header again."""
        labels = {folded(value) for header in self.rows for value in header.values if isinstance(value, str)}
        filled = [value for value in row.values if value is not None]
        same = sum(isinstance(value, str) and folded(value) in labels for value in filled)
        return same >= 2 and same * 5 >= len(filled) * 4


def table_header(rows: Sequence[RawRow], merges: Sequence[Merge], part: Part) -> TableHeader | None:
    """The best reading of the first rows of a table as the header of a part; None when no label is known."""
    found = [
        header
        for depth in range(1, min(DEEPEST, len(rows)) + 1)
        if (header := _header(tuple(rows[:depth]), merges, part)) is not None
    ]
    return max(found, key=lambda header: (header.complete, header.score), default=None)


def _header(rows: tuple[RawRow, ...], merges: Sequence[Merge], part: Part) -> TableHeader | None:
    if part.layout is None:
        return None
    cells = header_cells(list(rows), merges)
    years = [at for cell in cells for at in _year(cell, part)]
    taken = {at.index + 1 for at in years}
    rest = [cell for cell in cells if cell.column not in taken]
    best = mapped(rest, part.layout)
    own = {column.field: column for column in part.columns}
    columns = [ColumnAt(own[name], cell.column - 1, cell.written) for name, cell in best.columns.items() if name in own]
    if not columns:
        return None
    known = {cell.column for cell in best.columns.values()}
    columns += _unlabelled(part, best.columns, cells, max(len(row.values) for row in rows))
    if any(column.labels for column in part.columns):
        labelled = _labelled(part, [cell for cell in rest if cell.column not in known])
        columns += labelled
        known |= {at.index + 1 for at in labelled}
    enough = best.complete or (best.enough_required and bool(years))
    return TableHeader(
        part=part,
        rows=rows,
        columns=tuple(sorted([*columns, *years], key=lambda at: at.index)),
        unknown=tuple(cell for cell in rest if cell.column not in known),
        score=best.score + OF_A_YEAR * len(years) - 10 * (len(rest) - len(known)),
        complete=enough,
        sure=all(sure == 100 for sure in best.sureness.values()),
        said=_said(columns),
    )


def _unlabelled(part: Part, found: Collection[str], cells: Sequence[HeaderCell], width: int) -> list[ColumnAt]:
    """The first column without a label, where a column is declared so."""
    free = [at for at in range(width) if at + 1 not in {cell.column for cell in cells}]
    bare_columns = [column for column in part.columns if not column.header and column.field not in found]
    return [ColumnAt(column, at, "") for column, at in zip(bare_columns, free, strict=False)]


def _labelled(part: Part, cells: Sequence[HeaderCell]) -> list[ColumnAt]:
    """The columns that stand for any label."""
    column = next(column for column in part.columns if column.labels)
    never = {folded(word) for word in column.words}
    return [
        ColumnAt(column, cell.column - 1, cell.written, label=cell.label)
        for cell in cells
        if folded(cell.label) not in never
    ]


def _year(cell: HeaderCell, part: Part) -> list[ColumnAt]:
    """The column of a year that a label heads: "Meta 2024", or "2024" under "Meta"."""
    label = taken_apart(cell.label)
    if label.fiscal_year is None or label.periodicity:
        return []
    words = label.words or taken_apart(cell.group).words
    for column in part.columns:
        names = {folded(bare(name)) for name in (column.header, *column.names)}
        if column.years and (not words or words in names):
            return [ColumnAt(column, cell.column - 1, cell.written, label.fiscal_year)]
    return []


def _said(columns: Sequence[ColumnAt]) -> dict[str, str]:
    """The places of the declared headers, as the labels fill them."""
    said: dict[str, str] = {}
    for at in columns:
        if "{" in at.column.header:
            start = at.column.header.index("{")
            places = pattern(f"{{_}} {_typed(at.column.header[start:])}", {})
            if taken := places.take(at.header):
                said |= {name: value for name, value in taken.values.items() if name != "_"}
    return said


def _typed(places: str) -> str:
    """Places of a header are years where they say nothing else."""
    return places.replace("}", ":year}") if ":" not in places else places
