"""What accepting and returning have in common: the entry under review, and that nobody reviews their own."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.followup.models import Report, ReportEntry, Review
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

OWN_REPORT = declare(
    Sentences(
        code="followup.own_report",
        severity=Severity.ERROR,
        title=marked("Es su propio reporte"),
        what=marked("Usted envió este reporte, por eso no puede revisarlo."),
        why=marked("Quien responde por una meta y quien revisa su avance son personas distintas."),
        how=marked("Pida a otra persona de la oficina de planeación que lo revise."),
        source="Ley 87 de 1993, art. 4",
    )
)

REMARK_UNFIT = declare(
    Sentences(
        code="followup.remark_unfit",
        severity=Severity.ERROR,
        title=marked("La observación trae caracteres que no se pueden guardar"),
        what=marked("La observación trae caracteres invisibles que no se aceptan: {characters}."),
        why=marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
        how=marked("Bórrelos y vuelva a enviar la observación."),
    )
)


def entry_under_review(actor: Actor, report: Report) -> ReportEntry:
    """The entry that was signed last. Refuses when the actor is who signed it."""
    entry = signed_entry(report)
    if actor.user_id is not None and entry.author_id == actor.user_id:
        raise Refused(Finding(OWN_REPORT.code, OWN_REPORT.severity))
    return entry


def signed_entry(report: Report) -> ReportEntry:
    """The entry that was signed last, of a report that has any."""
    entry = ReportEntry.objects.filter(report=report, submitted_at__isnull=False).order_by("-ordinal").first()
    if entry is None:
        raise RuntimeError(f"a submitted report without a signed entry: {report.pk}")
    return entry


def review(actor: Actor, entry: ReportEntry, decision: str, remark: str) -> Review:
    """Writes what planning answers to an entry."""
    if refused := refused_characters(remark):
        facts = {"characters": ", ".join(refused)}
        raise Refused(Finding(REMARK_UNFIT.code, REMARK_UNFIT.severity, facts=facts))
    return Review.objects.create(
        entity_id=entry.entity_id,
        entry=entry,
        decision=decision,
        remark=clean_text(remark),
        reviewed_by=actor.name[:200],
        at=timezone.now(),
    )
