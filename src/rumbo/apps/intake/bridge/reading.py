"""A received file ⇄ domain values: the file read again with what people decided laid over it.

Reading is pure, so the draft is never stored: the bytes are read, the decided cells replace the written ones, and every
check is made again on the result. What a person mended is thereby checked as if it had come that way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from django.db.models import Model

from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.intake.bridge.decided import QUANTITY_TOO_LARGE, TEXT_TOO_LONG, Decided, overruled_in
from rumbo.apps.intake.bridge.mappings import layouts_of
from rumbo.apps.intake.bridge.opening import opened_file
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake, NameDecision
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import UnitNames, unit_names
from rumbo.apps.plans.bridge import matrix_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, ReportKind, TargetAlignment, TargetRevision
from rumbo.apps.plans.queries import version_in_force
from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.plan.draft import PlanDraft, Recognition, Source
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.findings import Finding, Where
from rumbo.layouts import Known, read_plan, rechecked
from rumbo.layouts.attached import with_attached
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.levels import Said
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading.places import row_and_column

Cell = tuple[str, int, int]
"""Part (sheet), row and column, counting from 1."""

PERCENT = 100 * QUANTITY_UNITS
"""A hundred per cent in the units of a quantity: a percentage of an amount is their product over this."""

ABOUT = ("objective", "version", "fiscal_year")
MOST_COLUMNS = 500


@dataclass(frozen=True)
class Reading(Decided):
    """A file as it stands after everything decided so far."""

    draft: PlanDraft
    mended: Mapping[Cell, CellDecision] = field(default_factory=dict)

    @property
    def matrix(self) -> Matrix:
        """The plan as read, with the data of the document as decided."""
        return self.draft.matrix

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that the reading and the checks found, overruled or not, and what has no room in the columns of
        the database."""
        return (*self.draft.everything_found(), *misfits(self.draft))

    @cached_property
    def line_at(self) -> Mapping[tuple[str, int], int]:
        """The index of the line that stands in a row of a part."""
        blocks = self.draft.blocks
        return {(blocks[origin.block].part, origin.row): at for at, origin in enumerate(self.draft.origins)}

    def line_of(self, where: Where | None) -> int | None:
        """The index of the line in which a place stands; None above and beside the lines."""
        row, _ = row_and_column(where.cell) if where else (0, 0)
        return self.line_at.get((where.part, row)) if where and row else None

    @cached_property
    def by_line(self) -> Mapping[int | None, list[Finding]]:
        """The findings by the index of the line in which they stand; those of no line under None."""
        found: defaultdict[int | None, list[Finding]] = defaultdict(list)
        for each in self.findings:
            found[self.line_of(each.where)].append(each)
        return found

    def spot(self, where: Where) -> Cell | None:
        """The row and column of a place, or None when it names no cell."""
        row, at_once = row_and_column(where.cell)
        if at_once:
            return (where.part, row, at_once)
        block = next((each for each in self.draft.blocks if each.part == where.part), None)
        if not row or block is None:
            return None
        column = next((at for at in range(1, MOST_COLUMNS) if block.locate(row, at) == where.cell), None)
        return (where.part, row, column) if column else None

    def text_at(self, cell: Cell) -> str:
        """What a cell says now, as a reader of the file sees it. Of cells that are no part of a line only the headers
        are known."""
        part, row, column = cell
        line = self.line_at.get((part, row))
        if line is not None:
            values = self.draft.origins[line].values
            return text_of(values[column - 1]) if column <= len(values) else ""  # type: ignore[arg-type]
        headers = (c.header for b in self.draft.blocks if b.part == part for c in b.columns if c.column == column)
        return next(headers, "").rpartition(" › ")[2]

    def suggested_text(self, finding: Finding) -> str | None:
        """What the whole cell would say after accepting a suggestion; None when the finding suggests nothing that can
        be put in place of what it speaks of. A cell may name several entries: only the one found is replaced."""
        cell = self.spot(finding.where) if finding.where else None
        if finding.suggestion is None or cell is None:
            return None
        return replaced_text(self.text_at(cell), finding)


STOOD = ("written", "printed", "text", "name")
"""The facts of a finding that say what its suggestion takes the place of, the surest first."""


def replaced_text(text: str, finding: Finding) -> str | None:
    """The text with the piece that a finding speaks of replaced by its suggestion; None where the text does not say
    that piece: what is suggested for a value that is not there is never written over another."""
    stood = next((str(finding.facts[name]) for name in STOOD if name in finding.facts), "")
    # A header is told below the group it stands under.
    if _alike(text) in (_alike(stood), _alike(stood.rpartition(" › ")[2])):
        return finding.suggestion
    words = r"\s+".join(re.escape(word) for word in stood.split())
    number = re.escape(str(finding.facts.get("number", "")))
    pattern = rf"\b[A-Za-z]{{0,4}}\s?{number}\s*[.:)–-]*\s*{words}" if number else rf"(?<![\w.]){words}(?!\w)"
    changed, times = re.subn(pattern, lambda _: finding.suggestion or "", text, count=1) if words else (text, 0)
    return changed if times else None


def _alike(text: str) -> str:
    return re.sub(r"[\s$]+", "", text)


def reading_of(intake: Intake) -> Reading:
    """The file of an intake, read with its decisions. Raises `Unreadable` when the file cannot be read at all."""
    decisions = tuple(CellDecision.objects.filter(intake=intake).order_by("pk"))
    mended = {(d.part, d.row, d.column): d for d in decisions if d.row and d.kind != DecisionKind.OVERRULED}
    settled = NameDecision.objects.filter(intake=intake).select_related("unit")
    names = _unit_names(unit_names(intake.entity_id), settled)
    known = Known(units=names, layouts=layouts_of(intake), unit=next((_official(d) for d in settled if not d.text), ""))
    draft = _read(
        _File(intake.file),
        tuple(sorted((cell, decision.text) for cell, decision in mended.items())),
        tuple(sorted(known.units.items())),
        known.layouts,
        known.unit,
    )
    changed, compared = _with_about(draft, decisions), _compared(intake)
    if compared or changed.matrix.fiscal_year != draft.matrix.fiscal_year:
        changed = rechecked(changed, compared, known) if changed.matrix.lines else changed
    return _last.of(changed, decisions) or _last.keep(Reading(overruled_in(decisions), changed, mended), decisions)


class _Last:
    """The last reading, with what was worked out of it: the next page of a large document asks for it again."""

    def __init__(self) -> None:
        self._kept: tuple[Reading, list[tuple[object, ...]]] | None = None

    def of(self, draft: PlanDraft, decisions: Iterable[CellDecision]) -> Reading | None:
        """The last reading, where it is of this very draft with the same decisions."""
        kept = self._kept
        return kept[0] if kept and kept[0].draft is draft and kept[1] == _said(decisions) else None

    def keep(self, reading: Reading, decisions: Iterable[CellDecision]) -> Reading:
        """The reading, to be found the next time."""
        self._kept = (reading, _said(decisions))
        return reading


_last = _Last()


def _said(decisions: Iterable[CellDecision]) -> list[tuple[object, ...]]:
    """Every decision as its columns say it."""
    columns = [column.attname for column in CellDecision._meta.concrete_fields]
    return [tuple(getattr(each, name) for name in columns) for each in decisions]


@dataclass(frozen=True)
class _File:
    """A stored file, the same as any other with its content and name: a reading depends on nothing else."""

    row: StoredFile

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _File) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str]:
        return (self.row.digest, self.row.name)


# One: a page asks several times for the same document, and a large draft weighs some tens of megabytes.
@lru_cache(maxsize=1)
def _read(
    file: _File,
    mended: tuple[tuple[Cell, str], ...],
    units: tuple[tuple[str, str], ...],
    own: tuple[Layout, ...],
    unit: str,
) -> PlanDraft:
    """One reading; the same file with the same decisions is not read twice in a row."""
    attachments: dict[str, bytes] = {}
    # No name for the document: so the reading can let the workbook go before the checks.
    draft = read_plan(_opened(file, dict(mended), attachments), known=Known(dict(units), layouts=own, unit=unit))
    return with_attached(draft, attachments)


def _opened(file: _File, mended: Mapping[Cell, str], attachments: dict[str, bytes]) -> RawDocument:
    """The document as mended; what it carries inside is put among `attachments`."""
    document = opened_file(file.row, last=True)
    attachments.update(document.attachments)
    return overlaid(document, mended)


def overlaid(document: RawDocument, mended: Mapping[Cell, str]) -> RawDocument:
    """The document with some cells saying something else."""
    tables = [_overlaid(table, mended) for table in document.tables]
    return replace(document, tables=tables)


def _overlaid(table: RawTable, mended: Mapping[Cell, str]) -> RawTable:
    rows: dict[int, dict[int, str]] = {}
    for (part, row, column), text in mended.items():
        if part == table.part:
            rows.setdefault(row, {})[column] = text
    return replace(table, rows=_Overlaid(table, rows)) if rows else table


@dataclass(frozen=True)
class _Overlaid:
    """The rows of a table, walked as often as asked, some with cells replaced."""

    table: RawTable
    rows: Mapping[int, Mapping[int, str]]

    def __iter__(self) -> Iterator[RawRow]:
        for row in self.table.rows:
            said = self.rows.get(row.number)
            yield RawRow(row.number, _replaced(row.values, said)) if said else row


def _replaced(values: tuple[RawValue, ...], said: Mapping[int, str]) -> tuple[RawValue, ...]:
    """The values of a row with what was said instead; an emptied cell is empty as readers give it. One beyond the last
    of the row may be the level of a line: that it is emptied is said."""
    wide: list[RawValue] = [*values, *(None,) * (max(said) - len(values))]
    for column, text in said.items():
        wide[column - 1] = Said(text) if text or column > len(values) else None
    return tuple(wide)


def _unit_names(names: UnitNames, settled: Iterable[NameDecision]) -> dict[str, str]:
    """Every name in use with the official one: units, aliases, and what was settled for this document."""
    by_key = {key: name for name, key in names.official.items()}
    aliases = {alias: by_key[key] for alias, key in names.aliases.items() if key in by_key}
    said = {d.text: by_key.get(d.unit_id or 0) or d.same_as or d.text for d in settled if d.text}
    return {name: name for name in names.official} | aliases | said


def _official(decision: NameDecision) -> str:
    return decision.unit.name if decision.unit else ""


def _with_about(draft: PlanDraft, decisions: Iterable[CellDecision]) -> PlanDraft:
    """The data of the document (its objective, its version, its year) as a person corrected them."""
    said = {d.field: d.text for d in decisions if not d.row and d.field in ABOUT and d.kind != DecisionKind.OVERRULED}
    if not said:
        return draft
    read = draft.matrix
    matrix = replace(
        read,
        objective=said.get("objective", read.objective),
        version=said.get("version", read.version),
        fiscal_year=int(said["fiscal_year"]) if said.get("fiscal_year") else read.fiscal_year,
    )
    return replace(draft, matrix=matrix)


def _compared(intake: Intake) -> PlanDraft | None:
    """The version in force that a follow-up answers for, when it brings nothing but reports."""
    version = version_in_force(intake.plan) if intake.plan and intake.reports_only else None
    if version is None or intake.plan is None:
        return None
    return PlanDraft(Source(intake.plan.name, ""), Recognition(version.layout), matrix_of(version))


def origin_of(draft: PlanDraft, index: int) -> dict[str, object]:
    """Where each field of a line stood: part, cell, header as written and text as written."""
    block = draft.blocks[draft.origins[index].block]
    fields = {}
    for column in block.columns:
        if column.field:
            where = draft.where(index, column.field)
            text = text_of(draft.value(index, column.field))  # type: ignore[arg-type]
            fields[column.field] = {"part": where.part, "cell": where.cell, "header": where.header, "text": text}
    return {"file": draft.source.digest, "name": draft.source.file, "fields": fields}


def _longest(model: type[Model], name: str) -> int:
    return getattr(model._meta.get_field(name), "max_length", None) or 0


_ROOM = {
    "number": _longest(Placement, "number"),
    "indicator": _longest(Indicator, "name"),
    "measure_unit": _longest(TargetRevision, "measure_unit"),
    "objective": _longest(NodeRevision, "name"),
    "programme": _longest(NodeRevision, "name"),
    "expense_type": _longest(TargetRevision, "expense_type"),
    "funding_source": _longest(TargetRevision, "funding_source"),
}
_SERVED_ROOM = {"indicator": _ROOM["indicator"], "measure_unit": _ROOM["measure_unit"]}
_UNIT_ROOM, _ENTRY_ROOM = _longest(Unit, "name"), _longest(TargetAlignment, "as_written")
_LABEL_ROOM, _LARGEST = _longest(PlanVersion, "label"), 2**63 - 1


def misfits(draft: PlanDraft) -> Iterator[Finding]:
    """Texts and quantities that have no room in the columns of the database, each at its place."""
    if len(draft.matrix.version) > _LABEL_ROOM:
        yield _too_long(draft.about.get("version"), draft.matrix.version, _LABEL_ROOM)
    for at, line in enumerate(draft.matrix.lines):
        for name, text, most in _texts_of(line):
            if len(text) > most:
                yield _too_long(draft.where(at, name), text, most)
        served = line.serves.quantity if line.serves else None
        for name, amount in (("quantity", line.quantity), ("serves.quantity", served)):
            if amount is not None and abs(amount.units) > _LARGEST:
                facts = {"number": line.number}
                yield Finding(QUANTITY_TOO_LARGE.code, QUANTITY_TOO_LARGE.severity, draft.where(at, name), facts)


def _too_long(where: Where | None, text: str, most: int) -> Finding:
    return Finding(TEXT_TOO_LONG.code, TEXT_TOO_LONG.severity, where, {"length": len(text), "most": most})


def _texts_of(line: PlanLine) -> Iterator[tuple[str, str, int]]:
    """Each text of a line with its field and the room there is for it."""
    for name, most in _ROOM.items():
        yield name, getattr(line, name), most
    # An action without indicator is counted by its own statement.
    if not line.indicator:
        yield "statement", line.statement, _ROOM["indicator"]
    if line.serves is not None:
        for name, most in _SERVED_ROOM.items():
            yield f"serves.{name}", getattr(line.serves, name), most
    for unit in line.units:
        yield "units", unit, _UNIT_ROOM
    for entry in line.alignments:
        yield entry.catalogue, entry.name, _ENTRY_ROOM


class CannotSay(Exception):
    """What a follow-up tells is not what the target reports, and does not equal an exact answer of that kind."""


def answer_of(matrix: Matrix, at: int, kind: str, quantity: Quantity | None) -> AnswerData | None:
    """What a line of a follow-up answers to a target that reports in a kind; nothing when it neither brings a value
    nor tells anything. Raises `CannotSay` when its percentage or what was done has no equal there."""
    line, achieved = matrix.lines[at], matrix.achieved[at] if matrix.achieved else None
    if isinstance(line.progress, NotApplicable):
        reason = line.progress.reason or line.narrative
        return AnswerData(not_applicable=True, not_applicable_reason=reason, narrative=line.narrative)
    if achieved is not None and kind == ReportKind.QUANTITY:
        return AnswerData(quantity=achieved, narrative=line.narrative)
    if isinstance(line.progress, NotReported | NotProgrammed):
        if achieved is not None:
            raise CannotSay
        return AnswerData(narrative=line.narrative) if line.narrative else None
    if kind == ReportKind.PERCENTAGE:
        return AnswerData(percentage=line.progress, narrative=line.narrative)
    if kind == ReportKind.QUANTITY and quantity is not None and not line.progress.units * quantity.units % PERCENT:
        return AnswerData(quantity=Quantity(line.progress.units * quantity.units // PERCENT), narrative=line.narrative)
    if kind == ReportKind.DONE and line.progress.units in (0, 100 * QUANTITY_UNITS):
        return AnswerData(done=bool(line.progress.units), narrative=line.narrative)
    raise CannotSay
