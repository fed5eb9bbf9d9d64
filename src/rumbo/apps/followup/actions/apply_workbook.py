"""What a unit wrote in its workbook is kept: every row that was accepted, or none, with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions.save_draft import save_draft
from rumbo.apps.followup.actions.submit_report import submit_report
from rumbo.apps.followup.models import ReportState
from rumbo.apps.followup.queries.workbook import RowResult, book_of, compared
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Period
from rumbo.findings import Finding
from rumbo.layouts.unit_workbook.reading import ReadRow


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a row: "saved" or "submitted", "unchanged", or "refused". `findings` say why it was refused, or
    why what was saved could not be submitted yet."""

    number: int
    report: Any
    outcome: str
    findings: tuple[Finding, ...] = ()


@doorway("followup.workbook.apply")
def apply_workbook(
    actor: Actor, unit: Unit, period: Period, rows: Sequence[ReadRow], *, submit: bool = False
) -> list[Applied]:
    """Keeps as drafts what the rows change, and with `submit` hands in those that are complete. One refused does not
    stop the others, and nothing is kept at all when the whole does not come to its end. The rows are compared anew:
    what somebody changed meanwhile is refused and told."""
    book = book_of(actor, unit, period)
    if book is None:
        raise somebody_was_faster()
    return [_apply(actor, each, submit) for each in compared(book, rows)]


def _apply(actor: Actor, result: RowResult, submit: bool) -> Applied:
    if result.findings or result.answer is None:
        return Applied(result.row.number, result.report, "refused", result.findings)
    answer, report, outcome = result.answer, result.report, "unchanged"
    try:
        if result.changes:
            report, outcome = save_draft(actor, report, answer, report.edit), "saved"
    except Refused as refused:
        return Applied(result.row.number, report, "refused", refused.findings)
    ready = outcome == "saved" or report.state == ReportState.DRAFT
    if not (submit and ready and answer.brings_value):
        return Applied(result.row.number, report, outcome)
    try:
        return Applied(result.row.number, submit_report(actor, report, answer, report.edit), "submitted")
    except Refused as refused:
        # What is missing is told, and the draft stays.
        return Applied(result.row.number, report, outcome, refused.findings)
