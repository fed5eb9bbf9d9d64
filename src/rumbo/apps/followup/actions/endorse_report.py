"""The lead of a unit stands behind what their unit answered, and it goes on to planning."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions.reviewing import NO_REMARKS, answer_to
from rumbo.apps.followup.models import Decision, Report
from rumbo.domain.followup.chain import Step


@doorway("followup.report.endorse")
def endorse_report(
    actor: Actor, report: Report, expected_edit: int, remark: str = "", *, remarks: Mapping[str, str] = NO_REMARKS
) -> Report:
    """Endorses what somebody else of the unit submitted. No figure changes until planning verifies it."""
    return answer_to(actor, report, expected_edit, Step.ENDORSE, Decision.ACCEPTED, remark, remarks)
