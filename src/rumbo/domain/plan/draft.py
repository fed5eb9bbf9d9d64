"""A plan as read from a file, before a person settles it: the matrix, where each value stood, and what to decide.

Provenance is compact, because a file may hold ten thousand lines: each line keeps its block (a run of rows under one
header), its row and the row's values as read; a place is worked out only when somebody asks for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import CheckResult, Finding, Where

Locate = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Source:
    """The file behind a draft: its name, its sha-256 digest in hexadecimal, and what kind of file it is."""

    file: str
    digest: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column as understood. `column` counts from 1; `header` is "GROUP › HEADER" as written; `field` is empty for a
    column that is kept without being understood; `group` is the key of the group above; `certain` is False when the
    header only resembles a known one; `otherwise` is a second field that takes the values which belong there."""

    column: int
    header: str
    field: str = ""
    group: str = ""
    certain: bool = True
    otherwise: str = ""


@dataclass(frozen=True)
class Block:
    """Rows of one table under one header. `locate(row, column)` words a place as the file's own program shows it."""

    part: str
    header_row: int
    columns: tuple[ColumnRead, ...]
    locate: Locate = field(compare=False, repr=False)

    @cached_property
    def by_field(self) -> Mapping[str, ColumnRead]:
        """The column read into each field."""
        second = {column.otherwise: column for column in self.columns if column.otherwise}
        return {**second, **{column.field: column for column in self.columns if column.field}}

    def column_of(self, name: str) -> ColumnRead | None:
        """The column read into a field, or None when the table has none."""
        return self.by_field.get(name)


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """Where a line stood: the value at index i of `values` is the one of column i + 1, as the reader gave it.

    `borrowed` tells the fields whose value stands in another row because their cells are merged downwards.
    """

    block: int
    row: int
    values: tuple[object, ...]
    borrowed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something new that is settled with the draft. `kind` is "unit", "unit_alias" or "catalogue_entry"; `like` is
    the known name it resembles; `lines` are the indices of the lines that use it."""

    kind: str
    text: str
    like: str = ""
    catalogue: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which layout the document follows and why: `matched` and `missing` are fields, `confidence` goes up to 100.
    `mapping` is the key of the entity's own declaration by which it was read, empty when there was none."""

    layout: str
    title: str = ""
    confidence: int = 0
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a reading gives. `findings` come from the reading itself, `checks` from the rules of planning.

    `about` tells where the data about the document stood, by name ("objective", "version", "fiscal_year", "period").
    A document that follows no known layout gives a draft without lines whose recognition has an empty layout.
    """

    source: Source
    recognition: Recognition
    matrix: Matrix
    blocks: tuple[Block, ...] = ()
    origins: tuple[LineOrigin, ...] = ()
    about: Mapping[str, Where] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    def has(self, name: str) -> bool:
        """Whether some block of the document has a column for a field."""
        return any(block.column_of(name) for block in self.blocks)

    def lines_with(self, name: str) -> Iterator[int]:
        """The indices of the lines whose block has a column for a field."""
        having = {index for index, block in enumerate(self.blocks) if block.column_of(name)}
        if len(having) == len(self.blocks):
            return iter(range(len(self.origins)))
        return (index for index, origin in enumerate(self.origins) if origin.block in having)

    def value(self, line: int, name: str) -> object:
        """What the reader gave in the cell of a field, None when the line has no such cell."""
        origin = self.origins[line]
        column = self.blocks[origin.block].column_of(name)
        if column is None or column.column > len(origin.values):
            return None
        return origin.values[column.column - 1]

    def written(self, line: int, name: str) -> str:
        """The value as a text, empty when nothing was written."""
        value = self.value(line, name)
        return "" if value is None else str(value)

    def where(self, line: int, name: str = "") -> Where:
        """The place of a field of a line; the beginning of its row when the table has no column for it."""
        origin = self.origins[line]
        block = self.blocks[origin.block]
        column = block.column_of(name) if name else None
        row = dict(origin.borrowed).get(name, origin.row) if origin.borrowed else origin.row
        cell = block.locate(row, column.column if column else 1)
        header = column.header if column else ""
        return Where(self.source.file, self.source.digest, block.part, cell, header)

    def everything_found(self) -> tuple[Finding, ...]:
        """The findings of the reading and of the checks together."""
        return self.findings + tuple(flattened(self.checks))


def flattened(checks: Iterable[CheckResult]) -> Iterator[Finding]:
    """The findings of all checks, in order."""
    for check in checks:
        yield from check.findings
