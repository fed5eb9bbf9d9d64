"""How a report moves: a conditional update from the state and the edit expected, or somebody was faster."""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.followup.models import Report, ReportState

EDITABLE = (ReportState.PENDING, ReportState.DRAFT, ReportState.RETURNED)


def move(report: Report, expected_edit: int, *expected: str, **columns: Any) -> Report:
    """Moves a report that is still as the person saw it; refuses when it no longer is. The row stays locked."""
    as_seen = Report.objects.filter(pk=report.pk, edit=expected_edit, state__in=expected)
    if not as_seen.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    return Report.objects.select_related("revision", "period", "target", "unit", "followup").get(pk=report.pk)
