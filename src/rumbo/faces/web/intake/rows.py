"""A reading as the rows of a table: each cell as it was read, with what was found in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from rumbo.apps.intake.bridge import UNBENDING, DocumentReading, Reading, place_of
from rumbo.apps.intake.queries.documents import asked_later
from rumbo.findings import Finding, Severity, sentences_of, word
from rumbo.layouts.engine.cells import text_of

MAIN = frozenset({"number", "statement", "units", "quantity", "programmed", "achieved", "progress"})
"""What tells a line from another; a table shows these and the columns in which something was found."""

GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what can be done about it. `offer` is the text the cell would have after accepting; `decision`
    the one that overruled it; `place` its code, part, cell and mark, as a form sends them back."""

    finding: Finding
    title: str
    what: str
    place: tuple[str, str, str, str]
    offer: str | None
    decision: Any
    may_stay: bool
    stops: str = ""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell: its header and place as written, what it says now, and the gravest that was found in it (or "")."""

    header: str
    place: str
    text: str
    column: int
    tone: str = ""
    findings: tuple[FindingRow, ...] = ()
    mended: Any = None
    is_statement: bool = False

    @property
    def label(self) -> str:
        """The header without its group."""
        return self.header.rpartition(" › ")[2]

    @property
    def short(self) -> bool:
        """Whether the text has room on one line of a form."""
        return len(self.text) <= 40 and "\n" not in self.text

    @property
    def open(self) -> list[FindingRow]:
        """What nobody has overruled."""
        return [each for each in self.findings if each.decision is None]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line: its place in the document (counting from 1), its row in the file, its cells, and all that was found."""

    number: int
    row: int
    cells: tuple[CellRow | None, ...]
    findings: tuple[FindingRow, ...]
    statement: str

    @property
    def open(self) -> list[FindingRow]:
        """What nobody has overruled."""
        return [each for each in self.findings if each.decision is None]


@dataclass(slots=True)
class Group:
    """The open findings of one code: how many, how many suggest a text."""

    code: str
    title: str
    severity: Severity
    may_stay: bool
    count: int = 0
    suggestions: int = 0


@dataclass(frozen=True)
class Found:
    """The lines of a reading, each with what was found in it."""

    reading: Reading

    def lines(self, which: str, code: str) -> Sequence[int]:
        """The indices of the lines that a filter leaves: all, those with open findings, or with open errors."""
        every = range(len(self.reading.matrix.lines))
        if not which and not code:
            return every
        return [at for at in every if any(self._wanted(each, which, code) for each in self._at(at))]

    def _wanted(self, finding: Finding, which: str, code: str) -> bool:
        if code and finding.code != code:
            return False
        if which == "errores" and finding.severity != Severity.ERROR:
            return False
        return self.reading.decision_on(finding) is None

    def of_document(self) -> list[FindingRow]:
        """What was found above and beside the lines."""
        return [finding_row(self.reading, each) for each in self._at(None)]

    def _at(self, line: int | None) -> Sequence[Finding]:
        return self.reading.by_line.get(line, ())

    def line(self, at: int, columns: Sequence[tuple[str, str]] | None = None) -> LineRow:
        """One line; with the columns of a table, its cells in their order, None where it has no such column."""
        draft = self.reading.draft
        origin = draft.origins[at]
        block = draft.blocks[origin.block]
        rows = tuple(finding_row(self.reading, each) for each in self._at(at))
        cells: dict[str, CellRow] = {}
        for column in block.columns:
            place = block.locate(origin.row, column.column)
            found = tuple(each for each in rows if each.place[2] == place)
            value = origin.values[column.column - 1] if column.column <= len(origin.values) else None
            cells[column.field or column.header] = CellRow(
                header=column.header,
                place=place,
                text=text_of(value),  # type: ignore[arg-type]
                column=column.column,
                tone=gravest(found),
                findings=found,
                mended=self.reading.mended.get((block.part, origin.row, column.column)),
                is_statement=column.field == "statement",
            )
        ordered = tuple(cells.get(key) for key, _ in columns) if columns is not None else tuple(cells.values())
        return LineRow(at + 1, origin.row, ordered, rows, self.reading.matrix.lines[at].statement)


def gravest(found: Iterable[FindingRow]) -> str:
    """The gravest severity that stands open, or nothing."""
    severities = {each.finding.severity for each in found if each.decision is None}
    return next((severity.value for severity in GRAVEST if severity in severities), "")


def finding_row(reading: Reading | DocumentReading, finding: Finding) -> FindingRow:
    """A finding with what can be done about it."""
    words = word(finding, gettext)
    return FindingRow(
        finding=finding,
        title=words.title,
        what=words.what,
        place=place_of(finding),
        offer=reading.suggested_text(finding),
        decision=reading.decision_on(finding),
        may_stay=finding.code not in UNBENDING and finding.severity != Severity.NOTICE,
        stops=stops(reading, finding) if isinstance(reading, DocumentReading) else "",
    )


def stops(reading: DocumentReading, finding: Finding) -> str:
    """What an error of a document stands in the way of: "registering" it, or only "approving" what it becomes."""
    if finding.severity != Severity.ERROR:
        return ""
    return "approving" if finding.code in asked_later(reading) else "registering"


def columns_of(reading: Reading, lines: Iterable[int]) -> list[tuple[str, str]]:
    """The columns of the blocks in which lines stand, by what they are read into: key and header as written."""
    blocks = dict.fromkeys(reading.draft.origins[at].block for at in lines)
    columns: dict[str, str] = {}
    for block in blocks:
        for column in reading.draft.blocks[block].columns:
            columns.setdefault(column.field or column.header, column.header)
    return list(columns.items())


def narrowed(
    rows: Sequence[LineRow], columns: Sequence[tuple[str, str]]
) -> tuple[list[LineRow], list[tuple[str, str]]]:
    """The rows with their main columns and those in which something stands open or was decided."""
    told = [
        at
        for at, (key, _) in enumerate(columns)
        if key in MAIN or any((cell := row.cells[at]) and (cell.findings or cell.mended) for row in rows)
    ]
    kept = [replace(row, cells=tuple(row.cells[at] for at in told)) for row in rows]
    return kept, [columns[at] for at in told]


def groups_of(reading: Reading | DocumentReading) -> list[Group]:
    """The open findings by code, the gravest first."""
    groups = [_group(code, found) for code, found in reading.open_by_code.items()]
    return sorted(groups, key=lambda group: (GRAVEST.index(group.severity), -group.count))


def _group(code: str, found: Sequence[Finding]) -> Group:
    severity = found[0].severity
    return Group(
        code=code,
        title=gettext(sentences_of(code).title),
        severity=severity,
        may_stay=code not in UNBENDING and severity != Severity.NOTICE,
        count=len(found),
        suggestions=sum(each.suggestion is not None for each in found),
    )
