"""Planning reopens one report of a closed round, until a moment and for a reason; everything else stays closed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions.end_reopening import lock_again
from rumbo.apps.followup.bridge.signing import reopening_digest
from rumbo.apps.followup.models import Ending, Followup, FollowupState, Reopening, Report, ReportState
from rumbo.apps.people.queries import account_of, post_held
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"reopening.{code}", Severity.ERROR, title, what, why, how))


NO_REASON = _error(
    "reason_missing",
    marked("Falta el motivo de la reapertura"),
    marked("No se dijo por qué se reabre el reporte, o el texto trae caracteres que no se pueden guardar."),
    marked("Las cifras del periodo ya quedaron en firme: quien las consultó debe saber por qué se tocan."),
    marked("Escriba en una o dos frases qué error se corrige y quién lo pidió."),
)
PAST = _error(
    "ends_in_the_past",
    marked("La reapertura terminaría antes de empezar"),
    marked("El momento en el que termina la reapertura ya pasó."),
    marked("Nadie alcanzaría a corregir el reporte."),
    marked("Escriba un día y una hora que no hayan pasado."),
)
STILL_OPEN = _error(
    "round_open",
    marked("El seguimiento todavía está abierto"),
    marked("Solo se reabre un reporte de un seguimiento cerrado."),
    marked("Mientras el seguimiento está abierto, el reporte se corrige por su camino normal."),
    marked("Devuelva el reporte con su observación, o dé una excepción a su plazo."),
)


@doorway("followup.report.reopen")
def reopen_report(
    actor: Actor, report: Report, expected_edit: int, *, ends_at: datetime, reason: str, act: str = ""
) -> Reopening:
    """Gives a closed report back to its unit, which corrects it by the same chain; the only one of its round.

    What was accepted at closing goes on counting until a correction is accepted. `act` is the act that asked for it, as
    it is cited. At its end it locks again by itself.
    """
    said, cited = clean_text(reason), clean_text(act)[:200]
    if not said or refused_characters(reason) or refused_characters(act):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    if ends_at <= timezone.now():
        raise Refused(Finding(PAST.code, PAST.severity))
    if not Followup.objects.filter(pk=report.followup_id, state=FollowupState.CLOSED).exists():
        raise Refused(Finding(STILL_OPEN.code, STILL_OPEN.severity))
    seen = expected_edit
    if Report.objects.filter(pk=report.pk, edit=seen, reopened_until__lte=timezone.now()).exists():
        # Its moment came and nobody has locked it again yet: that is done first.
        seen = lock_again(actor, report, Ending.EXPIRED).edit
    reopening = _given(actor, report, said, cited, ends_at)
    as_seen = Report.objects.filter(pk=report.pk, edit=seen, state=ReportState.CLOSED)
    if not as_seen.update(state=ReportState.RETURNED, reopened_until=ends_at, edit=F("edit") + 1):
        raise somebody_was_faster()
    return reopening


def _given(actor: Actor, report: Report, reason: str, act: str, ends_at: datetime) -> Reopening:
    """The signed reopening; of two who give one at once, the second is told."""
    last = Reopening.objects.filter(report=report).aggregate(last=Max("ordinal"))["last"] or 0
    reopening = Reopening(
        entity_id=report.entity_id,
        report=report,
        ordinal=last + 1,
        reason=reason,
        act=act,
        ends_at=ends_at,
        opened_by=actor.name[:200],
        opener_id=actor.user_id,
        post=post_held(actor, (Role.PLANNING_OFFICE,)),
        at=timezone.now(),
    )
    reopening.digest = reopening_digest(reopening, str(report.uid), account_of(actor))
    try:
        with transaction.atomic():
            reopening.save(force_insert=True)
    except IntegrityError as error:
        raise somebody_was_faster() from error
    return reopening
