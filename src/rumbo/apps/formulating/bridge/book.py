"""The workbook of a unit: what stands in it now, and what a copy that comes back would change, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rumbo.apps.audit.doorway import FASTER
from rumbo.apps.catalogs.queries import lists_in_force
from rumbo.apps.formulating.bridge.workbook import (
    NEW,
    Lists,
    book_digest,
    cells_of,
    differing,
    label_of,
    new_key,
    row_key,
    target_told,
)
from rumbo.apps.formulating.models import Part
from rumbo.apps.formulating.queries import placements_of
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge import TargetData, hanging_from, target_data
from rumbo.apps.plans.bridge.programming import programme_checks, slots_of
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.calendar.periods import ANNUAL
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.formulation_workbook.form import FREE_ROWS, FormulationRow
from rumbo.layouts.unit_workbook.form import Value
from rumbo.layouts.unit_workbook.reading import ReadRow

CATALOGUES = ("ods", "pnd", "mipg_policies", "associated_plans")

UNKNOWN = declare(
    Sentences(
        "formulating.book_row_unknown",
        Severity.ERROR,
        marked("La fila no es de este libro"),
        marked("La clave de la fila no es de una meta de esta dependencia, o fue cambiada."),
        marked("Puede venir de otro libro, o la meta se retiró después de la descarga."),
        marked("Descargue de nuevo el libro y pase a él lo que escribió en esta fila."),
    )
)
SPENT = declare(
    Sentences(
        "formulating.book_row_spent",
        Severity.ERROR,
        marked("La fila libre es de antes"),
        marked("Después de descargar este libro se guardaron otras metas de la dependencia."),
        marked("Una fila libre de ese libro podría repetir una meta que ya está, y se contaría dos veces."),
        marked("Si ya está entre las metas, borre la fila; si no, descargue de nuevo el libro y escríbala allí."),
    )
)
BLANK = TargetData("", "", "")


@dataclass(frozen=True, slots=True)
class Book:
    """The targets of a part as a workbook holds them."""

    part: Part
    digest: str
    lists: Lists
    targets: tuple[tuple[Placement, TargetData], ...]

    def rows(self) -> list[FormulationRow]:
        """The rows, those of targets first, then the free ones."""
        standing = [FormulationRow(row_key(self.digest, row), cells_of(data, self.lists)) for row, data in self.targets]
        free = range(1, FREE_ROWS + 1)
        return standing + [FormulationRow(new_key(self.digest, place, self.part.edit)) for place in free]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row would do: nothing, changes by column, or why it is refused. `data` is what would be kept but for its
    programme, which is `programmed` by the place of the period. `remarks` stop nothing: what its annualization type
    asks of that programme."""

    row: ReadRow
    placement: Placement | None = None
    data: TargetData | None = None
    programmed: dict[int, Quantity] = field(default_factory=dict)
    changes: tuple[tuple[str, Value, Value], ...] = ()
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    @property
    def outcome(self) -> str:
        """In a word."""
        return "refused" if self.findings else "changed" if self.changes else "unchanged"


def book_of(part: Part) -> Book:
    """What stands in the workbook of a part. As many queries however many targets."""
    rows = placements_of(part)
    hanging = hanging_from(list(dict.fromkeys(row.revision_id for row in rows)))
    told = target_data(rows, hanging)
    version = part.formulation.version
    year = version.plan.fiscal_year or 0
    nodes: dict[str, NodeRevision] = {}
    for node in NodeRevision.objects.filter(version=version).order_by("ordinal"):
        label = f"{node.code} {node.name}".strip()
        nodes[label if label not in nodes else f"{label} ({node.ordinal})"] = node
    units = {unit.name: unit.pk for unit in units_of(part.entity_id) if unit.pk != part.unit_id}
    day = date(year, 12, 31) if year else None
    entries = {label_of(each): each for each in lists_in_force(part.entity_id, CATALOGUES, day)}
    periods = {each.period_id: each.period for programme in hanging.programme.values() for each in programme}
    lists = Lists(nodes, units, entries, periods, year)
    return Book(part, book_digest(part), lists, tuple(zip(rows, told, strict=True)))


def compared(book: Book, rows: Sequence[ReadRow]) -> list[RowResult]:
    """What each row would do to the targets as they stand now; free rows that say nothing are left out."""
    known = {row.uid.hex: (row, data) for row, data in book.targets}
    fresh = {new_key(book.digest, place, book.part.edit) for place in range(1, FREE_ROWS + 1)}
    written = [row for row in rows if not row.key.startswith(f"{NEW}-") or any(_says(v) for v in row.answer.values())]
    return [_compare(book, row, known, fresh) for row in written]


def _compare(book: Book, row: ReadRow, known: dict[str, tuple[Placement, TargetData]], fresh: set[str]) -> RowResult:
    placement, standing = known.get(row.key.partition(".")[0], (None, BLANK))
    if row.findings:
        return RowResult(row, placement, findings=tuple(row.findings))
    if placement is None and row.key not in fresh:
        spent = row.key.startswith(f"{NEW}-")
        # The same book a second time: what its free row said stands already.
        if spent and (written := _written_already(book, row)):
            return RowResult(row, written)
        return RowResult(row, findings=(_about(SPENT if spent else UNKNOWN, row),))
    before = cells_of(standing, book.lists) if placement else {}
    changes = tuple(differing(before, row.answer))
    if placement is not None and changes and row.key != row_key(book.digest, placement):
        return RowResult(row, placement, findings=(_about(FASTER, row),))
    data, programmed, findings = target_told(row.answer, standing, book.lists, row.places, book.part.unit_id)
    if findings and changes:
        return RowResult(row, placement, data, programmed, changes, tuple(findings))
    return RowResult(row, placement, data, programmed, changes, remarks=tuple(_remarks(book, row, data, programmed)))


def _written_already(book: Book, row: ReadRow) -> Placement | None:
    """The target that says all that a row does, however the row writes it."""
    for placement, standing in book.targets:
        data, _programmed, findings = target_told(row.answer, standing, book.lists, row.places, book.part.unit_id)
        cells = differing(cells_of(standing, book.lists), row.answer)
        if data == standing and not findings and not any(name.startswith("programmed_") for name, _old, _new in cells):
            return placement
    return None


def _remarks(book: Book, row: ReadRow, data: TargetData, programmed: Mapping[int, Quantity]) -> Iterator[Finding]:
    """What the type of a row asks of what it programmes, told at the cells of its periods."""
    year, where = book.lists.year, row.places.get("programmed_1")
    before = slots_of(data, book.lists.periods)
    of_year = {(year, data.periodicity, place): amount for place, amount in programmed.items()}
    kept = {slot: amount for slot, amount in before.items() if slot[0] != year or slot[1] == ANNUAL.code}
    for result in programme_checks(data, book.part.formulation.plan, kept | of_year):
        yield from (replace(each, where=where) for each in result.findings)


def _says(value: Any) -> bool:
    return bool(str(value).strip()) if value is not None else False


def _about(sentences: Sentences, row: ReadRow) -> Finding:
    where: Where | None = next(iter(row.places.values()), None)
    return Finding(sentences.code, sentences.severity, where)
