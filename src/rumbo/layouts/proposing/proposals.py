"""What is proposed about a table. Sureness goes from 0 to 100; nothing here is settled until a person says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rumbo.findings import Finding, Sentences
from rumbo.findings.types import Fact
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.proposing.levels import LevelsProposal
from rumbo.papers.raw import RawRow


@dataclass(frozen=True, slots=True)
class Why:
    """One piece of evidence: a sentence to translate, and what fills its placeholders."""

    sentence: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that a column may be."""

    field: str
    sureness: int
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column: its header, what it may be (the surest first), and the field taken for it, empty when none is sure
    enough or another column is surer of it."""

    cell: HeaderCell
    choices: tuple[Choice, ...]
    taken: str = ""

    @property
    def chosen(self) -> Choice | None:
        """The choice that was taken."""
        return next((choice for choice in self.choices if choice.field == self.taken), None)


@dataclass(frozen=True, slots=True)
class KindProposal:
    """A kind of document, by the key of its layout: how much speaks for it, and whether what it requires is there."""

    key: str
    title: str
    sureness: int
    complete: bool
    evidence: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class TableProposal:
    """A table: the numbers of its header's rows, the kinds it may be (the likeliest first), its columns as the kind
    asked for (or the likeliest) reads them, its first rows, those of the header among them, the rows of levels that
    stand among its lines, and what it is where it is a document that Rumbo does not keep: then nothing is taken for a
    column, unless a person asked for a kind."""

    part: str
    header_rows: tuple[int, ...]
    kinds: tuple[KindProposal, ...]
    kind: str
    columns: tuple[ColumnProposal, ...]
    rows: tuple[RawRow, ...]
    levels: LevelsProposal | None = None
    other: Sentences | None = None

    @property
    def told(self) -> tuple[Finding, ...]:
        """What the table is that Rumbo does not keep, as a finding; none for any other."""
        return (Finding(self.other.code, self.other.severity),) if self.other else ()

    @property
    def taken(self) -> Mapping[int, str]:
        """The field taken for each column (from 1) that has one."""
        return {column.cell.column: column.taken for column in self.columns if column.taken}
