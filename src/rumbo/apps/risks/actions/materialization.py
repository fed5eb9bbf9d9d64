"""That a risk came true is told once; what was told by mistake is withdrawn with its reason and stays to be seen."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted, somebody_was_faster
from rumbo.apps.risks.access import tells_for
from rumbo.apps.risks.models import Assessment, Materialization, Risk
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNFIT = declare(
    Sentences(
        code="risks.event_unfit",
        severity=Severity.ERROR,
        title=marked("Materialización que no se puede registrar"),
        what=marked("Hace falta decir qué pasó, y el día ({day}) no puede ser futuro."),
        why=marked("Con ella se revisan los controles y se avisa a quien corresponde: debe ser un hecho."),
        how=marked("Escriba los hechos y el día en que ocurrieron."),
    )
)

REASON_MISSING = declare(
    Sentences(
        code="risks.withdrawal_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta el motivo del retiro"),
        what=marked("Para retirar una materialización hay que decir por qué."),
        why=marked("Lo registrado no se borra; quien lo consulte después debe entender por qué ya no cuenta."),
        how=marked("Escriba el motivo."),
    )
)


@dataclass(frozen=True, slots=True)
class Happened:
    """What came true: the day, the facts, their effects, what was done at once, and who was told."""

    day: date
    facts: str
    effects: str = ""
    response: str = ""
    told_to: str = ""


@doorway("risks.event.tell")
def tell_materialization(actor: Actor, risk: Risk, told: Happened) -> Materialization:
    """A risk came true. A unit tells of its own risks; internal control and planning of any."""
    if not any(tells_for(actor, unit) for unit in _units(risk)):
        raise Forbidden(not_permitted())
    if not told.facts.strip() or told.day > timezone.localdate():
        raise Refused(Finding(UNFIT.code, UNFIT.severity, facts={"day": told.day.isoformat()}))
    return Materialization.objects.create(entity_id=risk.entity_id, risk=risk, told_by=actor.name, **asdict(told))


@doorway("risks.event.withdraw")
def withdraw_materialization(actor: Actor, event: Materialization, *, reason: str) -> Materialization:
    """What was told by mistake does not count any more; it stays, with why."""
    if not any(tells_for(actor, unit) for unit in _units(event.risk)):
        raise Forbidden(not_permitted())
    if not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    standing = Materialization.objects.filter(pk=event.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_reason=reason):
        raise somebody_was_faster()
    event.refresh_from_db()
    return event


def _units(risk: Risk) -> list[int]:
    """The units that answer for a risk in its newest assessment."""
    return list(Assessment.objects.filter(risk=risk).order_by("-pk").values_list("unit_id", flat=True)[:1])
