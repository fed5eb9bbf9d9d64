"""The planning office opens a round: whatever a target owes in the period becomes a pending report."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.calendar.bridge import columns_of
from rumbo.apps.followup.actions.contribute import ask_contributions
from rumbo.apps.followup.bridge.before import refusal_to_open
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.followup.queries import placements_owing
from rumbo.apps.followup.queries.answerable import reporting_units
from rumbo.apps.plans.models import Period, PlanVersion
from rumbo.domain.calendar.locks import disorder
from rumbo.domain.calendar.windows import UNSET, Windows
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NOT_APPROVED = declare(
    Sentences(
        code="followup.version_not_approved",
        severity=Severity.ERROR,
        title=marked("La versión del plan no está aprobada"),
        what=marked("No se puede abrir el seguimiento de una versión que todavía no se ha aprobado."),
        why=marked("Se hace seguimiento a lo que la entidad adoptó; un borrador puede cambiar mientras se reporta."),
        how=marked("Apruebe la versión con su acto y abra después el seguimiento."),
        source="Decreto 1083 de 2015, art. 2.2.22.3.8",
    )
)

ALREADY_OPEN = declare(
    Sentences(
        code="followup.already_open",
        severity=Severity.ERROR,
        title=marked("El seguimiento ya existe"),
        what=marked("El seguimiento de esta versión del plan en este periodo ya se abrió."),
        why=marked("Dos seguimientos del mismo periodo darían dos avances distintos de la misma meta."),
        how=marked("Entre al seguimiento que ya existe y continúe allí."),
    )
)

OTHER_YEAR = declare(
    Sentences(
        code="followup.period_of_another_year",
        severity=Severity.ERROR,
        title=marked("El periodo es de otra vigencia"),
        what=marked("El plan es de la vigencia {plan_year} y el periodo es de {period_year}."),
        why=marked("El avance se contaría en un año en el que el plan no rige."),
        how=marked("Elija un periodo de la vigencia del plan."),
    )
)


@doorway("followup.followup.open")
def open_followup(actor: Actor, plan_version: PlanVersion, period: Period, *, windows: Windows = UNSET) -> Followup:
    """Opens the round of a version in a period, with one pending report for each target that owes one. A day of
    `windows` that is not given locks nothing.

    A target that already has a report in the period, by another version or plan that places it, is not asked twice. Of
    several responsible units, the one that reports is asked, or the one to which the target was reassigned. What was
    loaded of the period from before is never mixed with what would be reported here.
    """
    _refuse_unfit(plan_version, period)
    if wrong := disorder(windows):
        raise Refused(wrong)
    followup = _open(actor, plan_version, period, windows)
    owing = placements_owing(plan_version, period)
    revisions = {placement.revision.target_id: placement.revision_id for placement in reversed(owing)}
    asked = reporting_units(revisions, followup.entity_id, period.last_day)
    reports: dict[int, Report] = {}
    for placement in owing:
        reports.setdefault(
            placement.revision.target_id,
            Report(
                entity_id=followup.entity_id,
                followup=followup,
                target_id=placement.revision.target_id,
                period=period,
                revision_id=placement.revision_id,
                unit_id=asked.get(placement.revision.target_id),
            ),
        )
    Report.objects.bulk_create(reports.values(), batch_size=500)
    ask_contributions(reports.values())
    return followup


def _refuse_unfit(version: PlanVersion, period: Period) -> None:
    if period.entity_id != version.entity_id:
        raise Forbidden(not_permitted())
    if version.approved_at is None:
        raise Refused(Finding(NOT_APPROVED.code, NOT_APPROVED.severity))
    plan_year = version.plan.fiscal_year
    if plan_year is not None and plan_year != period.fiscal_year:
        facts = {"plan_year": plan_year, "period_year": period.fiscal_year}
        raise Refused(Finding(OTHER_YEAR.code, OTHER_YEAR.severity, facts=facts))
    if loaded := refusal_to_open(version, period):
        raise Refused(loaded)


def _open(actor: Actor, version: PlanVersion, period: Period, windows: Windows) -> Followup:
    try:
        with transaction.atomic():
            return Followup.objects.create(
                entity_id=version.entity_id,
                plan_version=version,
                period=period,
                **columns_of(windows),
                opened_at=timezone.now(),
                opened_by=actor.name[:200],
            )
    except IntegrityError as error:
        raise Refused(Finding(ALREADY_OPEN.code, ALREADY_OPEN.severity)) from error
