"""What a column without a header may be: its values look like some data, and it stands among columns that are known."""

from collections.abc import Callable, Mapping, Sequence

from rumbo.findings import marked
from rumbo.layouts.engine.declaration import Field, Layout
from rumbo.layouts.engine.unnamed import is_unnamed
from rumbo.layouts.proposing.fits import SURE_ENOUGH, speaking_look, told_look
from rumbo.layouts.proposing.looks import Look, Looks
from rumbo.layouts.proposing.proposals import Choice, ColumnProposal, Why

MOST, NUMBER = 5, "number"
"""What counts up by one numbers the rows, and is nothing else."""

STANDS = marked("No tiene encabezado; está entre «{before}» y «{after}».")
STANDS_AFTER = marked("No tiene encabezado; está después de «{before}».")


def with_bare_columns(
    columns: Sequence[ColumnProposal],
    looks: Mapping[int, Looks],
    base: Layout,
    telling: Callable[[Layout, str], float],
) -> tuple[ColumnProposal, ...]:
    """The columns with what those without a header may be; `telling` says how much a field tells of its document, and
    the one that tells most is proposed."""
    said = list(columns)
    for at, column in enumerate(said):
        if is_unnamed(column.cell.label) and not column.taken and looks[column.cell.column].filled:
            choices = _choices(said, at, looks[column.cell.column], base, telling)
            said[at] = ColumnProposal(column.cell, choices, choices[0].field if choices else "")
    return tuple(said)


def _choices(
    said: Sequence[ColumnProposal], at: int, looks: Looks, base: Layout, telling: Callable[[Layout, str], float]
) -> tuple[Choice, ...]:
    order = [found.field for found in base.fields]
    taken = {column.taken for column in said if column.taken}
    before = next((column for column in reversed(said[:at]) if column.taken), None)
    after = next((column for column in said[at + 1 :] if column.taken), None)
    first = order.index(before.taken) + 1 if before else 0
    last = order.index(after.taken) if after and order.index(after.taken) > first else len(order)
    wanted = [found for found in base.fields[first:last] if not looks.has(Look.ORDINAL) or found.field == NUMBER]
    fits = [found for found in wanted if found.field not in taken and speaking_look(looks, found)]
    best = sorted(fits, key=lambda found: (-telling(base, found.field), order.index(found.field)))[:MOST]
    return tuple(
        Choice(found.field, SURE_ENOUGH - rank, tuple(_why(looks, found, before, after)))
        for rank, found in enumerate(best)
    )


def _why(looks: Looks, found: Field, before: ColumnProposal | None, after: ColumnProposal | None) -> list[Why]:
    why = [told_look(looks, speaking_look(looks, found))]
    if before and after:
        why.append(Why(STANDS, {"before": before.cell.written, "after": after.cell.written}))
    elif before:
        why.append(Why(STANDS_AFTER, {"before": before.cell.written}))
    return why
