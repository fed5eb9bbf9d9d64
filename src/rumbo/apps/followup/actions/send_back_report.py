"""Planning sends an accepted report back while its round is open; that it had been accepted stays to be seen."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions.moving import move
from rumbo.apps.followup.actions.return_report import NO_REMARK
from rumbo.apps.followup.actions.reviewing import review
from rumbo.apps.followup.models import Decision, Followup, FollowupState, Report, ReportState
from rumbo.apps.followup.queries.chain import last_signed
from rumbo.domain.followup.chain import Step
from rumbo.findings import Finding


@doorway("followup.report.send_back")
def send_back_report(actor: Actor, report: Report, expected_edit: int, *, reason: str) -> Report:
    """Gives what was accepted back to its unit, with what must be mended: it counts as not reported until it is
    accepted again. The earlier answer and its acceptance are kept; the return is one more review of them.

    Screens call the verb of measurement, which calls this one and rewrites the figures in the same transaction.
    """
    if not reason.strip():
        raise Refused(Finding(NO_REMARK.code, NO_REMARK.severity))
    rounds = Followup.objects.select_for_update(no_key=True).filter(pk=report.followup_id, state=FollowupState.OPEN)
    if not rounds.exists():
        raise somebody_was_faster()
    moved = move(report, expected_edit, ReportState.ACCEPTED, state=ReportState.RETURNED)
    entry = last_signed(moved)
    if entry is None:
        raise somebody_was_faster()
    review(actor, entry, Step.VERIFY, Decision.RETURNED, reason)
    return moved
