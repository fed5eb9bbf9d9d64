"""Planning accepts a report: its value counts from now on."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions.moving import move
from rumbo.apps.followup.actions.reviewing import entry_under_review, review
from rumbo.apps.followup.models import Decision, Report, ReportState


@doorway("followup.report.accept")
def accept_report(actor: Actor, report: Report, expected_edit: int, remark: str = "") -> Report:
    """Accepts what was submitted; nobody accepts their own. Screens call the verb of measurement, which calls this one
    and rewrites the figures in the same transaction."""
    moved = move(report, expected_edit, ReportState.SUBMITTED, state=ReportState.ACCEPTED)
    review(actor, entry_under_review(actor, moved), Decision.ACCEPTED, remark)
    return moved
