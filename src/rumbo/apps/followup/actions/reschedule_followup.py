"""The planning office moves the days of a round that is open, with why; what was late stays late."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.bridge import columns_of
from rumbo.apps.followup.actions.close_followup import refuse_closed
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.domain.calendar.locks import disorder
from rumbo.domain.calendar.windows import Windows
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NO_REASON = declare(
    Sentences(
        code="followup.reschedule_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta el motivo"),
        what=marked("El cambio de las fechas del seguimiento no dice por qué se hace."),
        why=marked("Las dependencias contaban con las fechas anteriores; quien revise debe saber por qué cambiaron."),
        how=marked("Escriba el motivo: un acto, una circular o la razón."),
    )
)


@doorway("followup.followup.reschedule")
def reschedule_followup(actor: Actor, followup: Followup, windows: Windows, *, reason: str) -> Followup:
    """Gives an open round other days, for everybody who owes in it."""
    if not reason.strip():
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    refuse_closed(followup)
    if wrong := disorder(windows):
        raise Refused(wrong)
    moved = Followup.objects.filter(pk=followup.pk, state=FollowupState.OPEN)
    if not moved.update(**columns_of(windows)):
        raise somebody_was_faster()
    followup.refresh_from_db()
    return followup
