"""Planning verifies a report and accepts it: its value counts from now on."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions.end_reopening import end_corrected
from rumbo.apps.followup.actions.reviewing import NO_REMARKS, answer_to
from rumbo.apps.followup.models import Decision, Report
from rumbo.domain.followup.chain import Step


@doorway("followup.report.accept")
def accept_report(
    actor: Actor, report: Report, expected_edit: int, remark: str = "", *, remarks: Mapping[str, str] = NO_REMARKS
) -> Report:
    """Accepts what was submitted, and endorsed where the entity asks for it; nobody accepts their own. Screens call the
    verb of measurement, which calls this one and rewrites the figures in the same transaction. What corrects a closed
    report closes it again at once."""
    accepted = answer_to(actor, report, expected_edit, Step.VERIFY, Decision.ACCEPTED, remark, remarks)
    return accepted if accepted.reopened_until is None else end_corrected(actor, accepted)
