"""A unit attaches what supports its report, while the report is in its hands."""

from datetime import date
from typing import IO

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.evidence.actions import provide_file, provide_link
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.followup.actions.moving import hold
from rumbo.apps.followup.models import Report, ReportEvidence
from rumbo.apps.followup.queries.evidence import own_evidence
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.apps.people.models import Unit
from rumbo.domain.followup.expected import expected_evidence
from rumbo.findings import Finding, Sentences, Severity, declare, marked

MOST = 40

TOO_MANY = declare(
    Sentences(
        code="followup.too_much_evidence",
        severity=Severity.ERROR,
        title=marked("Demasiados soportes"),
        what=marked("El reporte ya tiene {most} soportes, que es lo máximo."),
        why=marked("Con tantos archivos sueltos nadie alcanza a revisarlos."),
        how=marked("Reúna varios en un solo documento, o anote el enlace de la carpeta que los contiene."),
    )
)

SIGNED_WITH = declare(
    Sentences(
        code="followup.evidence_of_the_closing",
        severity=Severity.ERROR,
        title=marked("Ese soporte respalda lo que se cerró"),
        what=marked("El soporte ya estaba cuando el periodo se cerró, y por eso no se puede quitar."),
        why=marked("La corrección se escribe al lado de lo anterior; lo anterior se conserva completo."),
        how=marked("Agregue el soporte correcto y explique en el avance cuál reemplaza."),
    )
)


@doorway("followup.report.attach")
def attach_file(
    actor: Actor,
    report: Report,
    name: str,
    content: bytes | IO[bytes],
    *,
    own_date: date,
    title: str = "",
    meets: str = "",
) -> Evidence:
    """Attaches a file with its own date to a report that is not yet submitted. `meets` is what the plan expects and it
    shows."""
    hold(report)
    return attach(report, provide_file(actor, report.entity, name, content, own_date=own_date, title=title), meets)


@doorway("followup.report.attach")
def attach_link(
    actor: Actor, report: Report, link: str, *, own_date: date, title: str = "", meets: str = ""
) -> Evidence:
    """Attaches a link with its own date to a report that is not yet submitted."""
    hold(report)
    return attach(report, provide_link(actor, report.entity, link, own_date=own_date, title=title), meets)


@doorway("followup.report.attach")
def attach_again(actor: Actor, report: Report, evidence: Evidence, *, meets: str = "") -> Evidence:
    """Attaches evidence that the units of the actor brought before, for this or another target: the same file, with its
    own date and who provided it. Attached already, it stays as it is."""
    hold(report)
    if not own_evidence(actor).filter(pk=evidence.pk).exists():
        raise Forbidden(not_permitted())
    if ReportEvidence.objects.filter(report=report, evidence=evidence).exists():
        return evidence
    return attach(report, evidence, meets)


@doorway("followup.report.detach")
def detach_evidence(actor: Actor, report: Report, evidence: Evidence) -> None:
    """Takes evidence off a report that is not yet submitted; the file itself stays, and so does the trail."""
    hold(report)
    own = ReportEvidence.objects.filter(report=report, evidence=evidence, unit__isnull=True)
    attached = own.filter(reopening=reopening_in_force(report))
    if not attached.delete()[0] and own.exists():
        raise Refused(Finding(SIGNED_WITH.code, SIGNED_WITH.severity))


def attach(report: Report, evidence: Evidence, meets: str = "", unit: Unit | None = None) -> Evidence:
    """Hangs evidence from a report that is held; `unit` is the one that contributes it, where another reports."""
    if ReportEvidence.objects.filter(report=report).count() >= MOST:
        raise Refused(Finding(TOO_MANY.code, TOO_MANY.severity, facts={"most": MOST}))
    expected = meets if meets in expected_evidence(report.revision.expected_evidence) else ""
    reopening = reopening_in_force(report)
    ReportEvidence.objects.create(
        entity_id=report.entity_id, report=report, evidence=evidence, unit=unit, meets=expected, reopening=reopening
    )
    return evidence
