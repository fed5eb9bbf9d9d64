"""The lead or planning returns a report with what must be mended; the unit answers again and what it said stays."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.actions.reviewing import NO_REMARKS, answer_to
from rumbo.apps.followup.models import Decision, Report
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
def return_report(
    actor: Actor, report: Report, expected_edit: int, remark: str = "", *, remarks: Mapping[str, str] = NO_REMARKS
) -> Report:
    """Returns what was submitted, by whoever has it in their hands: its lead before endorsing, planning after. What
    must be mended is told in a remark of the whole, in remarks by field, or both."""
    if not remark.strip() and not any(text.strip() for text in remarks.values()):
        raise Refused(Finding(NO_REMARK.code, NO_REMARK.severity))
    return answer_to(actor, report, expected_edit, None, Decision.RETURNED, remark, remarks)
