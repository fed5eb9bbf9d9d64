"""A plan that is kept as records, asked what a plan that was read is asked: its lines stand in a table of their own."""

from dataclasses import replace

from rumbo.domain.checks import run_checks
from rumbo.domain.plan.draft import Block, ColumnRead, LineOrigin, PlanDraft, Recognition, Source
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.layouts.engine.declaration import Field, Layout, layouts
from rumbo.layouts.engine.drafting import indices
from rumbo.layouts.engine.reading import reference

ALWAYS = ("number", "statement", "units", "indicator", "measure_unit", "quantity", "start", "end", "periodicity")
"""What a record of a target always has a place for, filled or not; the rest is asked where some line says it."""

WHOLE = -1
"""The row of the headers: what is found of a column is of the whole plan, and has no line."""


def checked_matrix(matrix: Matrix, name: str) -> PlanDraft:
    """The draft of a live plan with its checks made. The cell of a place is the position of the line, from 0."""
    layout = next((found for found in layouts() if found.key == matrix.kind), layouts()[-1])
    fields = [found for found in layout.fields if found.field in ALWAYS or _used(matrix, found)]
    columns = tuple(ColumnRead(at, _header(layout, found), found.field) for at, found in enumerate(fields, 1))
    draft = PlanDraft(
        source=Source(name, ""),
        recognition=Recognition(layout.key, layout.title),
        matrix=matrix,
        blocks=(Block("", WHOLE, columns, lambda row, _column: str(row) if row != WHOLE else ""),),
        origins=tuple(
            LineOrigin(0, at, tuple(_said(line, found) for found in fields)) for at, line in enumerate(matrix.lines)
        ),
    )
    ready = indices(layout, matrix.fiscal_year)
    return replace(draft, checks=run_checks(draft, reference(layout, ready)))


def _used(matrix: Matrix, found: Field) -> bool:
    return any(_said(line, found) is not None for line in matrix.lines)


def _said(line: PlanLine, found: Field) -> object:
    """What a line says in a field, None where it says nothing; a follow-up stands in reports, not here."""
    if found.kind == "alignment":
        return next((each.name for each in line.alignments if each.catalogue == found.field), None)
    owner: object = line.serves if found.field.startswith("serves.") else line
    value = getattr(owner, found.field.removeprefix("serves."), None)
    return value if value and found.group != "followup" else None


def _header(layout: Layout, found: Field) -> str:
    """The column in the words of its layout, without the places of a year or a period."""
    return " ".join(found.label.header.format(fiscal_year="", period="").split())
