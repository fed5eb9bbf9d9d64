"""A reopening ends: its correction was accepted, its moment came, or planning takes it back. The report locks again."""

from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions.close_followup import AWAITING_REVIEW, IN_HAND
from rumbo.apps.followup.models import Ending, Reopening, Report, ReportState
from rumbo.findings import Finding


@doorway("followup.reopening.withdraw")
def withdraw_reopening(actor: Actor, reopening: Reopening) -> Report:
    """Locks a reopened report again before its moment; not while what was handed in waits for its review."""
    report = _held(reopening)
    if report.state in IN_HAND:
        raise Refused(Finding(AWAITING_REVIEW.code, AWAITING_REVIEW.severity, facts={"count": 1}))
    return lock_again(actor, report, Ending.WITHDRAWN)


@doorway("followup.reopening.expire")
def expire_reopening(actor: Actor, reopening: Reopening) -> Report:
    """Locks a reopened report whose moment came, whatever became of it: what nobody accepted corrects nothing."""
    report = _held(reopening)
    if reopening.ends_at > timezone.now():
        raise somebody_was_faster()
    return lock_again(actor, report, Ending.EXPIRED)


def end_corrected(actor: Actor, report: Report) -> Report:
    """The step of accepting a correction: it counts from now on, and the report is closed with it."""
    return lock_again(actor, report, Ending.CORRECTED, closed_accepted=True)


def _held(reopening: Reopening) -> Report:
    """The reopened report, locked until the end of the transaction: whoever hands it in is done before, or is told."""
    report = Report.objects.select_for_update(no_key=True).get(pk=reopening.report_id)
    if report.reopened_until is None:
        raise somebody_was_faster()
    return report


def lock_again(actor: Actor, report: Report, ending: Ending, **columns: bool) -> Report:
    """Closes a reopened report again and says how its reopening ended; a step of the verbs that end one."""
    closing = {"state": ReportState.CLOSED, "reopened_until": None, "edit": F("edit") + 1, **columns}
    Report.objects.filter(pk=report.pk, reopened_until__isnull=False).update(**closing)
    ended = Reopening.objects.filter(report=report, ended_at__isnull=True).update(
        ended_at=timezone.now(), ending=ending, ended_by=actor.name[:200]
    )
    if not ended:
        raise somebody_was_faster()
    return Report.objects.select_related("revision", "period", "target", "unit", "followup").get(pk=report.pk)
