"""What a unit wrote in its workbook is kept: every row that was accepted, or none, with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions.contribute import save_contribution, submit_contribution
from rumbo.apps.followup.actions.save_draft import save_draft
from rumbo.apps.followup.actions.submit_report import submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import ContributionData
from rumbo.apps.followup.models import Contribution, Report, ReportState
from rumbo.apps.followup.queries.workbook import RowResult, book_of, compared
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Period
from rumbo.findings import Finding
from rumbo.layouts.unit_workbook.reading import ReadRow


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a row, by its line: "saved" or "submitted", "unchanged", or "refused". `findings` say why it was
    refused, or why what was saved could not be submitted yet."""

    line: str
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
    """A row by itself: what is missing to hand it in is told, and the draft stays."""
    line, held, answer = result.row.line, result.contribution or result.report, result.answer
    if result.findings or answer is None:
        return Applied(line, "refused", result.findings)
    outcome = "unchanged"
    try:
        if result.changes:
            held, outcome = _save(actor, held, answer), "saved"
    except Refused as refused:
        return Applied(line, "refused", refused.findings)
    if not (submit and _is_ready(held, answer)):
        return Applied(line, outcome)
    try:
        _submit(actor, held, answer)
    except Refused as refused:
        return Applied(line, outcome, refused.findings)
    return Applied(line, "submitted")


def _save(actor: Actor, held: Report | Contribution, answer: AnswerData) -> Report | Contribution:
    if isinstance(held, Contribution):
        return save_contribution(actor, held, ContributionData.of(answer), held.edit)
    return save_draft(actor, held, answer, held.edit)


def _submit(actor: Actor, held: Report | Contribution, answer: AnswerData) -> None:
    if isinstance(held, Contribution):
        submit_contribution(actor, held, ContributionData.of(answer), held.edit)
    else:
        submit_report(actor, held, answer, held.edit)


def _is_ready(held: Report | Contribution, answer: AnswerData) -> bool:
    """Whether there is a draft that says something."""
    if isinstance(held, Contribution):
        return held.submitted_at is None and (answer.brings_value or bool(answer.narrative))
    return held.state == ReportState.DRAFT and answer.brings_value
