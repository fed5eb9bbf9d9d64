"""Planning sends an accepted report back: its figures and those above it change in the same transaction."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup import actions as followup
from rumbo.apps.followup.models import Report
from rumbo.apps.measurement.actions.writing import held, moved_by, write_target


@doorway("measurement.report.send_back")
def send_back_report(actor: Actor, report: Report, expected_edit: int, *, reason: str) -> Report:
    """Takes the acceptance of a report back; `expected_edit` is the edit that the person had in view.

    Figures of closed periods that counted it stay as they were closed.
    """
    moved = held(moved_by(report))
    returned = followup.send_back_report(actor, report, expected_edit, reason=reason)
    for each in moved:
        write_target(each, returned.target_id)
    return returned
