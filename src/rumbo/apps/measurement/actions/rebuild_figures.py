"""The figures of an open follow-up are dropped and made anew from what was accepted."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.findings import Finding, Sentences, Severity, declare, marked

CLOSED = declare(
    Sentences(
        code="measurement.closed",
        severity=Severity.ERROR,
        title=marked("El periodo está cerrado"),
        what=marked("Las cifras de un periodo cerrado no se vuelven a hacer."),
        why=marked("Lo que se publicó debe poder leerse igual siempre."),
        how=marked("Para comprobarlas, use la verificación: recalcula todo y dice qué no coincide."),
    )
)


@doorway("measurement.figures.rebuild")
def rebuild_figures(actor: Actor, followup: Followup) -> int:
    """How many figures were made. After a change of settings, for example."""
    current = held(Followup.objects.filter(pk=followup.pk, state=FollowupState.OPEN))
    if not current:
        raise Refused(Finding(CLOSED.code, CLOSED.severity))
    return len(write_open(current[0]))
