"""Planning returns a report with a remark; the unit writes a new answer and the earlier one stays."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.actions.moving import move
from rumbo.apps.followup.actions.reviewing import entry_under_review, review
from rumbo.apps.followup.models import Decision, Report, ReportState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NO_REMARK = declare(
    Sentences(
        code="followup.return_without_remark",
        severity=Severity.ERROR,
        title=marked("Falta la observación"),
        what=marked("Para devolver un reporte hay que decir qué se debe corregir."),
        why=marked("Sin la observación la dependencia no sabe qué cambiar y el reporte vuelve igual."),
        how=marked("Escriba qué falta o qué está mal, con la mayor precisión posible."),
    )
)


@doorway("followup.report.return")
def return_report(actor: Actor, report: Report, expected_edit: int, remark: str) -> Report:
    """Returns what was submitted, with what must be mended."""
    if not remark.strip():
        raise Refused(Finding(NO_REMARK.code, NO_REMARK.severity))
    moved = move(report, expected_edit, ReportState.SUBMITTED, state=ReportState.RETURNED)
    review(actor, entry_under_review(actor, moved), Decision.RETURNED, remark)
    return moved
