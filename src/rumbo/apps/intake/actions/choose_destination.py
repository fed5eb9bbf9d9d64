"""A person says what the document is: the first version of a plan, the next one of another, or only its reports."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.models import Continuity, Intake
from rumbo.apps.plans.models import Plan
from rumbo.apps.plans.queries import version_in_force
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NO_VERSION = declare(
    Sentences(
        code="intake.no_version_in_force",
        severity=Severity.ERROR,
        title=marked("El plan no tiene versión vigente"),
        what=marked("El plan elegido todavía no tiene una versión aprobada."),
        why=marked("Un reporte mide una versión del plan; sin ella no se sabe qué mide."),
        how=marked("Apruebe primero una versión del plan, o traiga este documento como versión nueva."),
    )
)

DESTINATION_FIXED = declare(
    Sentences(
        code="intake.destination_fixed",
        severity=Severity.ERROR,
        title=marked("El destino ya no se puede cambiar"),
        what=marked("De este documento ya se escribió una versión del plan, que se devolvió para corregirla."),
        why=marked("Llevarlo a otro plan dejaría esa versión a medias."),
        how=marked("Corrija y proponga de nuevo, o descarte este documento y tráigalo otra vez."),
    )
)


@doorway("intake.destination.choose")
def choose_destination(
    actor: Actor,
    intake: Intake,
    *,
    plan: Plan | None,
    plan_name: str = "",
    reports_only: bool = False,
    edit: int | None = None,
) -> Intake:
    """`plan` None makes a new plan of that name. What was settled about continuity belonged to the plan before."""
    if reports_only and (plan is None or version_in_force(plan) is None):
        raise Refused(Finding(NO_VERSION.code, NO_VERSION.severity))
    before = (intake.plan_id, intake.reports_only)
    now = (plan.pk if plan else None, reports_only)
    if intake.version_id is not None and before != now:
        raise Refused(Finding(DESTINATION_FIXED.code, DESTINATION_FIXED.severity))
    settling(intake, edit)
    if before != now:
        Continuity.objects.filter(intake=intake).delete()
    intake.plan, intake.plan_name, intake.reports_only = plan, plan_name.strip()[:300], reports_only
    intake.save(update_fields=["plan", "plan_name", "reports_only"])
    return intake
