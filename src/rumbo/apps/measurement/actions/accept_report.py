"""Planning accepts a report, and its figures and those of the levels above it change in the same transaction."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup import actions as followup
from rumbo.apps.followup.models import Report
from rumbo.apps.measurement.actions.writing import held, moved_by, write_target


@doorway("measurement.report.accept")
def accept_report(actor: Actor, report: Report, expected_edit: int, *, remark: str = "") -> Report:
    """Accepts the answer last submitted; `expected_edit` is the edit of the report that the reviewer had in view.

    Later periods that are open count what was reported before them, so their figures change too.
    """
    moved = held(moved_by(report))
    accepted = followup.accept_report(actor, report, expected_edit, remark=remark)
    for each in moved:
        write_target(each, accepted.target_id)
    return accepted
