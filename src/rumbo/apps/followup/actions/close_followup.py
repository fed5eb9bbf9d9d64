"""Planning closes a round: what was accepted is frozen, and what was not is closed as not reported."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.queries import close_lock
from rumbo.apps.followup.actions.moving import EDITABLE
from rumbo.apps.followup.models import Followup, FollowupState, Report, ReportState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

IN_HAND = (ReportState.SUBMITTED, ReportState.ENDORSED)
"""What a unit handed in and nobody has answered to the end."""

AWAITING_REVIEW = declare(
    Sentences(
        code="followup.awaiting_review",
        severity=Severity.ERROR,
        title=marked("Hay reportes sin revisar"),
        what=marked("{count} reportes enviados o avalados esperan revisión."),
        why=marked("Cerrar ahora dejaría como no reportado lo que la dependencia sí entregó a tiempo."),
        how=marked("Acepte o devuelva cada uno, o pida al jefe de la dependencia su aval, y cierre después."),
    )
)
ALREADY_CLOSED = declare(
    Sentences(
        code="followup.already_closed",
        severity=Severity.ERROR,
        title=marked("El seguimiento ya está cerrado"),
        what=marked("Está cerrado desde el {day}."),
        why=marked("Sus cifras quedaron en firme, y sus plazos ya no le piden nada a nadie."),
        how=marked("Si hay que corregir un reporte, reábralo por su nombre, con su motivo y su fin."),
    )
)


@doorway("followup.followup.close")
def close_followup(actor: Actor, followup: Followup, *, reason: str = "") -> Followup:
    """Freezes a round; not while somebody who owes still has time. What was handed in and nobody verified stands in the
    way; pending, drafts and returned ones are closed as not reported. Screens call the verb of measurement, which calls
    this one and freezes the figures."""
    reports = Report.objects.filter(followup=followup)
    refuse_closed(followup)
    _refuse_unreviewed(followup)
    _refuse_early(followup)
    reports.filter(state__in=EDITABLE).update(state=ReportState.CLOSED, closed_accepted=False)
    reports.filter(state=ReportState.ACCEPTED).update(state=ReportState.CLOSED, closed_accepted=True)
    # Somebody may have submitted between the question and the freezing: then nothing is closed.
    _refuse_unreviewed(followup)
    closed = Followup.objects.filter(pk=followup.pk, state=FollowupState.OPEN).update(
        state=FollowupState.CLOSED, closed_at=timezone.now(), closed_by=actor.name[:200]
    )
    if not closed or reports.exclude(state__in=(ReportState.CLOSED, ReportState.RELEASED)).exists():
        raise somebody_was_faster()
    followup.refresh_from_db()
    return followup


def refuse_closed(followup: Followup) -> None:
    """Refuses what is asked of a round that was closed before."""
    if followup.closed_at is not None:
        day = timezone.localdate(followup.closed_at).isoformat()
        raise Refused(Finding(ALREADY_CLOSED.code, ALREADY_CLOSED.severity, facts={"day": day}))


def _refuse_unreviewed(followup: Followup) -> None:
    waiting = Report.objects.filter(followup=followup, state__in=IN_HAND).count()
    if waiting:
        raise Refused(Finding(AWAITING_REVIEW.code, AWAITING_REVIEW.severity, facts={"count": waiting}))


def _refuse_early(followup: Followup) -> None:
    owed = Report.objects.filter(followup=followup, state__in=EDITABLE).select_related("followup")
    if lock := close_lock(followup.entity_id, owed):
        raise Refused(lock)
