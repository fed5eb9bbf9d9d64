"""A target that reports on demand gets its report of an open round, because somebody demanded what it counts: planning
asks for it, or the unit begins it by itself."""

from typing import Any

from django.db import IntegrityError, transaction

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.queries import standing_lock
from rumbo.apps.followup.actions.contribute import ask_contributions
from rumbo.apps.followup.actions.moving import refuse_locked
from rumbo.apps.followup.models import Followup, FollowupState, Report
from rumbo.apps.followup.queries.answerable import reporting_units
from rumbo.apps.followup.queries.on_demand import report_on_demand
from rumbo.apps.plans.models import Placement
from rumbo.domain.calendar.periods import ON_DEMAND
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

BY_CALENDAR = declare(
    Sentences(
        "followup.asked_by_calendar",
        Severity.ERROR,
        marked("La meta no informa por demanda"),
        marked("A la meta {number} le pide reporte el calendario, según sus fechas y su periodicidad."),
        marked("Un reporte pedido fuera de su calendario contaría dos veces el mismo avance."),
        marked("Espere al corte de la meta o tramite el cambio de su periodicidad."),
    )
)
NO_REASON = declare(
    Sentences(
        "followup.demand_unsaid",
        Severity.ERROR,
        marked("Falta decir qué se demandó"),
        marked("No se dijo por qué se pide el reporte, o el texto trae caracteres que no se pueden guardar."),
        marked("Una meta por demanda informa cuando hay algo que contar, y eso queda en la historia."),
        marked("Escriba en una frase qué solicitudes hay que contar."),
    )
)


@doorway("followup.report.ask")
def ask_report(actor: Actor, followup: Followup, placement: Placement, *, reason: str) -> Report:
    """A pending report of a target on demand in an open round, for the unit that answers for it."""
    return _pending(followup, placement, reason)


@doorway("followup.report.begin")
def begin_report(actor: Actor, owed: Report, *, reason: str) -> Report:
    """The same, begun by the unit that answers for the target, within its term. `owed` is the report as
    `queries.on_demand` gives it; it is no row yet."""
    placed = Placement.objects.filter(version=owed.followup.plan_version_id, revision=owed.revision_id, counts=True)
    report = _pending(owed.followup, placed.select_related("revision").get(), reason, uid=owed.uid)
    if report.unit_id != owed.unit_id:
        raise somebody_was_faster()
    refuse_locked(report)
    return report


def _pending(followup: Followup, placement: Placement, reason: str, **told: Any) -> Report:
    """Writes the report of a target that nobody asked for yet; refused where an act cancelled or suspended it."""
    target = placement.revision.target_id
    if placement.revision.periodicity != ON_DEMAND.code or placement.version_id != followup.plan_version_id:
        raise Refused(Finding(BY_CALENDAR.code, BY_CALENDAR.severity, facts={"number": placement.number}))
    if not clean_text(reason) or refused_characters(reason):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    if not Followup.objects.select_for_update().filter(pk=followup.pk, state=FollowupState.OPEN).exists():
        raise somebody_was_faster()
    if stands := standing_lock(followup.entity_id, target, followup.period):
        raise Refused(stands)
    asked = reporting_units({target: placement.revision_id}, followup.entity_id, followup.period.last_day)
    report = report_on_demand(followup, placement, asked.get(target))
    for name, value in told.items():
        setattr(report, name, value)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:
        raise somebody_was_faster() from error
    ask_contributions([report])
    return report
