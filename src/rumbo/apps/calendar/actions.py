"""Every write on the calendar of an entity."""

from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.calendar.bridge import LATE_REPORT, LATE_REVIEW, WINDOW
from rumbo.apps.calendar.models import ReportingException, Standing
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.models import Entity, Setting, Unit
from rumbo.apps.plans.models import Period, PlanVersion, Target
from rumbo.domain.calendar.locks import Lateness, disorder
from rumbo.domain.calendar.windows import DEFAULT_RULES, WindowRules, plain_rules
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"calendar.{code}", Severity.ERROR, title, what, why, how))


NO_REASON = _error(
    "reason_missing",
    marked("Falta el motivo"),
    marked("La excepción no dice por qué se da o por qué se retira."),
    marked("Quien revise después debe poder saber por qué a unos se les dio más tiempo que a otros."),
    marked("Escriba el motivo en una o dos frases."),
)
REASON_UNFIT = _error(
    "reason_unfit",
    marked("El motivo trae caracteres que no se pueden guardar"),
    marked("El motivo trae caracteres invisibles que no se aceptan: {characters}."),
    marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
    marked("Bórrelos y guarde de nuevo."),
)
PAST = _error(
    "exception_past",
    marked("La excepción ya habría vencido"),
    marked("La excepción iría hasta el {day}, que ya pasó."),
    marked("Una excepción da tiempo desde hoy; no cambia si lo entregado fue a tiempo o tarde."),
    marked("Escriba un día desde hoy en adelante."),
)


@doorway("calendar.windows.record")
def record_windows(
    actor: Actor, entity: Entity, periodicity: str, rules: WindowRules, *, valid_from: date, reason: str = ""
) -> Setting:
    """How the windows of a periodicity are told, for the periods that end from a day on. Rounds that are open keep the
    days they have."""
    if periodicity not in DEFAULT_RULES:
        raise ValueError(f"the calendar does not set the periods of {periodicity!r}")
    if wrong := disorder(rules):
        raise Refused(wrong)
    value = plain_rules(rules)
    return record_setting(actor, entity, f"{WINDOW}{periodicity}", value, valid_from=valid_from, reason=reason)


@doorway("calendar.lateness.record")
def record_lateness(
    actor: Actor, entity: Entity, lateness: Lateness, *, valid_from: date, reason: str = ""
) -> Lateness:
    """What the entity lets happen after its date, from a day on."""
    for key, value in ((LATE_REPORT, lateness.report), (LATE_REVIEW, lateness.review)):
        record_setting(actor, entity, key, value, valid_from=valid_from, reason=reason)
    return lateness


@doorway("calendar.exception.give")
def give_exception(
    actor: Actor,
    period: Period,
    *,
    report_until: date,
    reason: str,
    unit: Unit | None = None,
    target: Target | None = None,
) -> ReportingException:
    """More time to report a period, for one unit or one target (and not both), until a day that has not passed."""
    if (unit is None) == (target is None):
        raise ValueError("an exception is of one unit or of one target")
    if report_until < today_in(period.entity_id):
        raise Refused(Finding(PAST.code, PAST.severity, facts={"day": report_until.isoformat()}))
    return ReportingException.objects.create(
        entity_id=period.entity_id,
        period=period,
        unit=unit,
        target=target,
        report_until=report_until,
        reason=_said(reason),
        given_by=actor.name[:200],
        given_at=timezone.now(),
    )


@doorway("calendar.exception.withdraw")
def withdraw_exception(actor: Actor, exception: ReportingException, *, reason: str) -> ReportingException:
    """Takes an exception back, with why; what was handed in under it stays in time."""
    given = ReportingException.objects.filter(pk=exception.pk, withdrawn_at__isnull=True)
    told = {"withdrawn_by": actor.name[:200], "withdrawn_at": timezone.now(), "withdrawn_reason": _said(reason)}
    if not given.update(**told):
        raise somebody_was_faster()
    exception.refresh_from_db()
    return exception


@doorway("calendar.target.stand")
def stand_target(
    actor: Actor,
    target: Target,
    version: PlanVersion,
    *,
    kind: str,
    since: date,
    until: date | None,
    reason: str,
    act: str,
) -> Standing:
    """Says that a target asks for nothing from a day on, by the act that adopts a version. Whoever changes a plan calls
    this; alone it would be a decision without its version."""
    return Standing.objects.create(
        entity_id=target.entity_id,
        target=target,
        version=version,
        kind=kind,
        since=since,
        until=until,
        reason=_said(reason),
        act=act[:200],
        decided_by=actor.name[:200],
        at=timezone.now(),
    )


def _said(reason: str) -> str:
    """A reason as it is kept."""
    if refused := refused_characters(reason):
        facts = {"characters": ", ".join(refused)}
        raise Refused(Finding(REASON_UNFIT.code, REASON_UNFIT.severity, facts=facts))
    if not (said := clean_text(reason)):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity))
    return said
