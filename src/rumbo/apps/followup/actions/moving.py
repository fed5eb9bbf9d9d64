"""How a report moves: a conditional update from the state and the edit expected, or somebody was faster.

Whatever moves a report passes its term: who answers it that of the report, who reviews it that of the review.
"""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.calendar.queries import report_lock, review_lock
from rumbo.apps.followup.models import Report, ReportState

EDITABLE = (ReportState.PENDING, ReportState.DRAFT, ReportState.RETURNED)


def move(report: Report, expected_edit: int, *expected: str, **columns: Any) -> Report:
    """Moves a report that is still as the person saw it; refuses when it no longer is, or when its term is over. The
    row stays locked."""
    as_seen = Report.objects.filter(pk=report.pk, edit=expected_edit, state__in=expected)
    seen = as_seen.select_related("followup").first()
    if seen is None or not as_seen.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    refuse_locked(seen)
    return Report.objects.select_related("revision", "period", "target", "unit", "followup").get(pk=report.pk)


def hold(report: Report) -> None:
    """Locks a report while it is still in the hands of the unit that answers it, within its term: what is signed
    afterwards covers what is done meanwhile."""
    if not Report.objects.filter(pk=report.pk, state__in=EDITABLE).update(edit=F("edit")):
        raise somebody_was_faster()
    refuse_locked(report)


def refuse_locked(report: Report) -> None:
    """Refuses when the term of whoever has the report in their hands is over, or has not begun."""
    lock = report_lock(report) if report.state in EDITABLE else review_lock(report)
    if lock is not None:
        raise Refused(lock)
