"""Planning accepts a report, and its figures and those of the levels above it change in the same transaction."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup import actions as followup
from rumbo.apps.followup.actions.reviewing import NO_REMARKS
from rumbo.apps.followup.models import Report
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.apps.measurement.actions.correcting import write_correction
from rumbo.apps.measurement.actions.writing import corrected_by, held, moved_by, write_target


@doorway("measurement.report.accept")
def accept_report(
    actor: Actor, report: Report, expected_edit: int, *, remark: str = "", remarks: Mapping[str, str] = NO_REMARKS
) -> Report:
    """Accepts the answer last submitted; `expected_edit` is the edit of the report that the reviewer had in view, and
    `remarks` are by field of the answer.

    Later periods that are open count what was reported before them, so their figures change too. What corrects a closed
    report writes the corrected figures of the closings that counted it beside them.
    """
    moved, closed = held(moved_by(report)), held(corrected_by(report))
    reopening = reopening_in_force(report)
    accepted = followup.accept_report(actor, report, expected_edit, remark=remark, remarks=remarks)
    for each in moved:
        write_target(each, accepted.target_id)
    if reopening is not None:
        for each in closed:
            write_correction(actor, each, reopening)
    return accepted
