"""The review of a sheet: the unit proposes it, planning approves or returns it. Approved, it never changes."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.indicators.bridge import sheet_of
from rumbo.apps.indicators.models import SheetRevision, SheetState, SheetVariable
from rumbo.apps.versions.actions.moving import move, put_forward, send_back
from rumbo.domain.indicators import refusals
from rumbo.findings import Finding, Sentences, Severity, declare, marked

INCOMPLETE = declare(
    Sentences(
        code="indicators.sheet_incomplete",
        severity=Severity.ERROR,
        title=marked("A la hoja le falta lo necesario para medir"),
        what=marked("La hoja de «{name}» no tiene fórmula, unidad de medida o periodicidad de medición."),
        why=marked("Sin ellas nadie sabe qué contar ni cada cuánto, y el indicador no tendría resultado."),
        how=marked("Complete la hoja y vuelva a proponerla."),
    )
)


@doorway("indicators.sheet.propose")
def propose_sheet(actor: Actor, row: SheetRevision) -> SheetRevision:
    """A draft becomes a proposal: what stops its approval is told now."""
    refuse_incomplete(row)
    return put_forward(row)


@doorway("indicators.sheet.return")
def return_sheet(actor: Actor, row: SheetRevision, *, reason: str) -> SheetRevision:
    """A proposal goes back to its unit, with what should change."""
    return send_back(row, reason)


@doorway("indicators.sheet.approve")
def approve_sheet(actor: Actor, row: SheetRevision) -> SheetRevision:
    """A proposal is in force from now on, and never changes again. The indicator keeps its name, which plans print."""
    refuse_incomplete(row)
    return move(
        row,
        SheetState.PROPOSED,
        state=SheetState.APPROVED,
        approved_at=timezone.now(),
        approved_by=actor.name,
    )


def refuse_incomplete(row: SheetRevision) -> None:
    """A sheet that cannot be measured is refused, with a finding for each thing that stands in the way."""
    if not (row.formula.strip() and row.measure_unit.strip() and row.periodicity):
        raise Refused(Finding(INCOMPLETE.code, INCOMPLETE.severity, facts={"name": row.name}))
    used = SheetVariable.objects.filter(revision=row).select_related("variable__unit").order_by("ordinal")
    if found := refusals(sheet_of(row, list(used))):
        raise Refused(*found)
