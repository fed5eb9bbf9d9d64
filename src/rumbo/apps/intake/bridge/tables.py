"""Received tables that make no plan ⇄ domain values: read again with what people decided laid over their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rumbo.apps.intake.bridge.decided import Decided, overruled_in
from rumbo.apps.intake.bridge.mappings import document_of, layouts_of
from rumbo.apps.intake.bridge.reading import Cell, overlaid, replaced_text
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake
from rumbo.domain.table import TableDraft
from rumbo.findings import Finding, Where
from rumbo.layouts.documents import tables_followed
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.table_json import shown_tables
from rumbo.layouts.engine.tabling import read_tables
from rumbo.papers.raw import RawDocument
from rumbo.papers.reading.places import row_and_column

BUDGET = "budget_execution"


@dataclass(frozen=True)
class TableReading(Decided):
    """The tables of a file as they stand after everything decided so far."""

    document: RawDocument
    drafts: tuple[TableDraft, ...]
    mended: Mapping[Cell, CellDecision] = field(default_factory=dict)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that the reading and the checks of every table found; what the file as a whole says, once."""
        first, *others = (draft.everything_found() for draft in self.drafts)
        return (*first, *(found for told in others for found in told if found not in self.document.findings))

    @cached_property
    def line_at(self) -> Mapping[tuple[str, int], int]:
        """The place among its table's rows of the row that stands in a part."""
        return {
            (draft.block.part, row.row): at
            for draft in self.drafts
            for at, row in enumerate((*draft.rows, *draft.totals))
        }

    def spot(self, where: Where) -> Cell | None:
        """The part, row and column of a place; None where it names no cell."""
        row, column = row_and_column(where.cell)
        if row and column:
            return (where.part, row, column)
        for draft in self.drafts:
            found = next((each for each in draft.block.columns if each.header == where.header), None)
            if row and found and draft.block.part == where.part:
                return (where.part, row, found.column)
        return None

    def text_at(self, cell: Cell) -> str:
        """What a cell says now."""
        part, number, column = cell
        for table in self.document.tables:
            if table.part == part:
                row = next((row for row in table.rows if row.number == number), None)
                if row is not None and column <= len(row.values):
                    return text_of(row.values[column - 1])
        return ""

    def suggested_text(self, finding: Finding) -> str | None:
        """What the cell would say after accepting a suggestion; None where there is none."""
        cell = self.spot(finding.where) if finding.where else None
        return replaced_text(self.text_at(cell), finding) if cell and finding.suggestion is not None else None


def table_reading_of(intake: Intake) -> TableReading | None:
    """The tables of a document that makes no plan, by its mapping or by the names that everybody uses; None for any
    other document. Raises `Unreadable`."""
    own = layouts_of(intake)
    if own and own[0].plan:
        return None
    decisions = tuple(CellDecision.objects.filter(intake=intake).order_by("pk"))
    mended = {(d.part, d.row, d.column): d for d in decisions if d.row and d.kind != DecisionKind.OVERRULED}
    document = overlaid(shown_tables(document_of(intake)), {cell: decision.text for cell, decision in mended.items()})
    drafts = read_tables(document, own) if own else tables_followed(document)
    return TableReading(overruled_in(decisions), document, drafts, mended) if drafts else None


def table_of(intake: Intake) -> TableDraft | None:
    """The first table of such a document; None for any other document."""
    reading = table_reading_of(intake)
    return reading.drafts[0] if reading else None


def is_table(intake: Intake) -> bool:
    """Whether a received file is a table that makes no plan and stands for itself."""
    return intake.layout == BUDGET
