"""A unit gets other days to write than the rest, with the reason."""

from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.formulating.actions.moving import move_part, said
from rumbo.apps.formulating.actions.open_formulation import refuse_disorder
from rumbo.apps.formulating.models import Part, PartState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NO_REASON = declare(
    Sentences(
        "formulating.reason_missing",
        Severity.ERROR,
        marked("Falta el motivo"),
        marked("El cambio de plazo no dice por qué se hace."),
        marked("Quien revise después debe poder saber por qué una dependencia tuvo otro plazo."),
        marked("Escriba el motivo en una o dos frases."),
    )
)


@doorway("formulating.window.change")
def change_window(actor: Actor, part: Part, *, opens_on: date, until: date, reason: str) -> Part:
    """Sets the days of a unit. What it wrote, handed in or was answered stays as it is."""
    refuse_disorder(opens_on, until)
    if not (told := said(reason)):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    return move_part(part, *PartState.values, opens_on=opens_on, until=until, window_reason=told)
