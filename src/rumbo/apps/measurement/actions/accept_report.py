"""Planning accepts a report, and its figures and those of the levels above it change in the same transaction."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup import actions as followup
from rumbo.apps.followup.models import Report
from rumbo.apps.measurement.actions.writing import write_one
from rumbo.apps.plans.models import Placement


@doorway("measurement.report.accept")
def accept_report(actor: Actor, report: Report, expected_edit: int, *, remark: str = "") -> Report:
    """Accepts the answer last submitted; `expected_edit` is the edit of the report that the reviewer had in view."""
    accepted = followup.accept_report(actor, report, expected_edit, remark=remark)
    placements = Placement.objects.filter(
        version=accepted.followup.plan_version_id, revision__target=accepted.target_id
    ).select_related("node__parent__parent")
    for placement in placements:
        write_one(accepted.followup, placement)
    return accepted
