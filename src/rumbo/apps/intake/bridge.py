"""A received file ⇄ domain values: the file read again with what people decided laid over it.

Reading is pure, so the draft is never stored: the bytes are read, the decided cells replace the written ones, and every
check is made again on the result. What a person mended is thereby checked as if it had come that way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rumbo.apps.catalogs.queries import entry_keys
from rumbo.apps.evidence.queries import bytes_of
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake, NameDecision
from rumbo.apps.people.queries import UnitNames, unit_names
from rumbo.apps.plans.bridge import AlignmentData, Continues, NodeData, TargetData
from rumbo.apps.plans.models import ReportKind, Target
from rumbo.content.periodicities import calendar_code
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import Alignment, Matrix, PlanLine
from rumbo.findings import Finding, Severity
from rumbo.layouts import Known, read_plan
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import read_bytes

Cell = tuple[str, int, int]
"""Part (sheet), row and column, counting from 1."""

ABOUT = ("objective", "version")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it stands after everything decided so far. `overruled` are (code, part, cell) with their reasons."""

    draft: PlanDraft
    overruled: Mapping[tuple[str, str, str], str]

    @property
    def matrix(self) -> Matrix:
        """The plan as read, with the data of the document as decided."""
        return self.draft.matrix

    def open_errors(self) -> tuple[Finding, ...]:
        """The errors that stand in the way: neither mended nor overruled."""
        found = self.draft.everything_found()
        return tuple(each for each in found if each.severity == Severity.ERROR and not self.is_overruled(each))

    def is_overruled(self, finding: Finding) -> bool:
        """Whether a person said, with a reason, that the document is right."""
        return place_of(finding) in self.overruled


def place_of(finding: Finding) -> tuple[str, str, str]:
    """What a decision about a finding is kept by: its code and its place."""
    where = finding.where
    return (finding.code, where.part if where else "", where.cell if where else "")


def reading_of(intake: Intake) -> Reading:
    """The file of an intake, read with its decisions. Raises `Unreadable` when the file cannot be read at all."""
    decisions = tuple(CellDecision.objects.filter(intake=intake).order_by("pk"))
    names = unit_names(intake.entity_id)
    settled = dict(NameDecision.objects.filter(intake=intake).values_list("text", "unit__name"))
    draft = _read(
        intake.file.digest,
        intake.file.name,
        _Content(bytes_of(intake.file)),
        tuple(sorted(_mended(decisions).items())),
        tuple(sorted(_unit_names(names, settled).items())),
    )
    return Reading(_with_about(draft, decisions), _overruled(decisions))


@dataclass(frozen=True)
class _Content:
    """The bytes of a file, equal to any other: the digest beside it tells files apart for the cache."""

    data: bytes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=16)
def _read(
    digest: str,
    name: str,
    content: _Content,
    mended: tuple[tuple[Cell, str], ...],
    units: tuple[tuple[str, str], ...],
) -> PlanDraft:
    """One reading; the same file with the same decisions is not read twice in a row."""
    document = overlaid(read_bytes(content.data, name), dict(mended))
    return read_plan(document, Known(units=dict(units)))


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
    wide: list[RawValue] = [*values, *(None,) * (max(said) - len(values))]
    for column, text in said.items():
        wide[column - 1] = text
    return tuple(wide)


def _mended(decisions: Iterable[CellDecision]) -> dict[Cell, str]:
    written = (DecisionKind.ACCEPTED, DecisionKind.CORRECTED)
    return {(d.part, d.row, d.column): d.text for d in decisions if d.row and d.kind in written}


def _overruled(decisions: Iterable[CellDecision]) -> dict[tuple[str, str, str], str]:
    """`field` holds the cell as the finding names it, for a finding that was overruled."""
    return {(d.finding, d.part, d.field): d.reason for d in decisions if d.kind == DecisionKind.OVERRULED}


def _unit_names(names: UnitNames, settled: Mapping[str, str | None]) -> dict[str, str]:
    """Every name in use with the official one: units, aliases, and what was settled for this document."""
    by_key = {key: name for name, key in names.official.items()}
    aliases = {alias: by_key[key] for alias, key in names.aliases.items() if key in by_key}
    new = {text: text for text, unit in settled.items() if not unit}
    return {name: name for name in names.official} | aliases | new | {t: unit for t, unit in settled.items() if unit}


def _with_about(draft: PlanDraft, decisions: Iterable[CellDecision]) -> PlanDraft:
    """The data of the document (its objective, its version) as a person corrected them."""
    said = {d.field: d.text for d in decisions if not d.row and d.field in ABOUT and d.kind != DecisionKind.OVERRULED}
    year = next((d.text for d in decisions if not d.row and d.field == "fiscal_year" and d.text.isdecimal()), "")
    read = draft.matrix
    matrix = replace(
        read,
        objective=said.get("objective", read.objective),
        version=said.get("version", read.version),
        fiscal_year=int(year) if year else read.fiscal_year,
    )
    return replace(draft, matrix=matrix)


def nodes_and_targets(
    reading: Reading,
    *,
    units: Mapping[str, int],
    continues: Mapping[int, Continues],
    served: Mapping[tuple[str, str, str], Target],
    year_period: int | None,
    known_nodes: Mapping[tuple[str, str], str],
) -> tuple[list[NodeData], list[TargetData]]:
    """The plan of a reading as what `write_version` takes. `units` maps each name to its key, `served` each
    (objective, programme, indicator) of the management plan to its target, `year_period` is the period of the year."""
    lines = reading.matrix.lines
    entries = entry_keys({(a.catalogue, a.code) for line in lines for a in line.alignments if a.code})
    nodes = levels_of(lines, known_nodes)
    targets = [
        _target(reading, index, line, units, continues.get(index, Continues()), served, year_period, entries)
        for index, line in enumerate(lines)
    ]
    return nodes, targets


def levels_of(lines: Iterable[PlanLine], known_nodes: Mapping[tuple[str, str], str]) -> list[NodeData]:
    """The objectives and, under each, its programmes, in the order in which the document names them."""
    nodes: dict[str, NodeData] = {}
    for line in lines:
        for key, kind, name, parent in _path(line):
            uid = known_nodes.get((kind, name), "")
            nodes.setdefault(key, NodeData(key=key, kind=kind, name=name, parent=parent, node_uid=uid))
    return list(nodes.values())


def _path(line: PlanLine) -> Iterator[tuple[str, str, str, str]]:
    above = ""
    for kind, name in (("Objetivo estratégico", line.objective), ("Programa", line.programme)):
        if name:
            key = f"{above}›{name}"
            yield key, kind, name, above
            above = key


def node_key(line: PlanLine) -> str:
    """The key of the lowest level a line stands under."""
    return next((key for key, *_ in reversed(list(_path(line)))), "")


def served_key(line: PlanLine) -> tuple[str, str, str]:
    """What tells one target of the management plan from another."""
    return (line.objective, line.programme, line.serves.indicator if line.serves else "")


def _target(
    reading: Reading,
    index: int,
    line: PlanLine,
    units: Mapping[str, int],
    continues: Continues,
    served: Mapping[tuple[str, str, str], Target],
    year_period: int | None,
    entries: Mapping[tuple[str, str], int],
) -> TargetData:
    return TargetData(
        number=line.number or str(index + 1),
        statement=line.statement,
        indicator=line.indicator or line.statement,
        measure_unit=line.measure_unit,
        quantity=line.quantity,
        report_kind=report_kind_of(line),
        start=line.start,
        end=line.end,
        periodicity=calendar_code(line.periodicity),
        expense_type=line.expense_type,
        funding_source=line.funding_source,
        units=tuple(dict.fromkeys(units[name] for name in line.units if name in units)),
        alignments=tuple(_alignment(each, entries) for each in line.alignments),
        programme={year_period: line.quantity} if year_period is not None else {},
        node=node_key(line),
        serves=served.get(served_key(line)) if line.serves else None,
        continues=continues,
        origin=origin_of(reading.draft, index),
    )


def report_kind_of(line: PlanLine) -> str:
    """A target of one single thing is followed by its percentage: in units it would stand at zero until the last day.

    The planning office may choose another kind before the version is approved.
    """
    return ReportKind.PERCENTAGE if line.quantity == Quantity.of(1) else ReportKind.QUANTITY


def _alignment(alignment: Alignment, entries: Mapping[tuple[str, str], int]) -> AlignmentData:
    key = (alignment.catalogue, alignment.code)
    return AlignmentData(alignment.catalogue, alignment.name, entries.get(key), alignment.number)


def origin_of(draft: PlanDraft, index: int) -> dict[str, object]:
    """Where each field of a line stood: part, cell, header as written and text as written."""
    block = draft.blocks[draft.origins[index].block]
    fields = {}
    for column in block.columns:
        if column.field:
            where = draft.where(index, column.field)
            text = draft.written(index, column.field)
            fields[column.field] = {"part": where.part, "cell": where.cell, "header": where.header, "text": text}
    return {"file": draft.source.file, "digest": draft.source.digest, "fields": fields}
