"""Planning proposes a version for approval."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.plans.models import Placement, PlanVersion, TargetUnit
from rumbo.apps.versions.actions.moving import put_forward
from rumbo.findings import Finding, Sentences, Severity, declare, marked

EMPTY = declare(
    Sentences(
        code="plans.version_empty",
        severity=Severity.ERROR,
        title=marked("La versión no tiene metas"),
        what=marked("Esta versión del plan todavía no tiene ninguna meta."),
        why=marked("Un plan sin metas no se puede aprobar ni seguir."),
        how=marked("Traiga el documento del plan o escriba sus metas, y vuelva a proponerla."),
    )
)

NOBODY_REPORTS = declare(
    Sentences(
        code="plans.nobody_reports",
        severity=Severity.ERROR,
        title=marked("Meta sin dependencia que la reporte"),
        what=marked("La acción {number} no dice qué dependencia la reporta."),
        why=marked("Si nadie la reporta, el trimestre se cierra sin su avance y nadie recibe el aviso."),
        how=marked("Indique qué dependencia reporta la acción; las demás pueden aportar."),
    )
)

REPORTED_ELSEWHERE = ("management_plan", "strategic_plan")


@doorway("plans.version.propose")
def propose_version(actor: Actor, version: PlanVersion) -> PlanVersion:
    """The draft becomes a proposal: complete enough for whoever approves it."""
    refuse_incomplete(version)
    return put_forward(version)


def refuse_incomplete(version: PlanVersion) -> None:
    """A version without targets, or with a target nobody reports, is refused with a finding for each."""
    placements = Placement.objects.filter(version=version)
    if not placements.exists():
        raise Refused(Finding(EMPTY.code, EMPTY.severity))
    reported = TargetUnit.objects.filter(reports=True).values("revision")
    silent = placements.exclude(revision__in=reported).order_by("ordinal").values_list("number", "revision__statement")
    # What a plan of several years promises is reported where its year is: through the actions that serve it, or by the
    # plan of the year that places it again.
    findings = [
        Finding(NOBODY_REPORTS.code, NOBODY_REPORTS.severity, facts={"number": n or f"«{text}»"}) for n, text in silent
    ]
    if findings and version.plan.kind not in REPORTED_ELSEWHERE:
        raise Refused(*findings)
