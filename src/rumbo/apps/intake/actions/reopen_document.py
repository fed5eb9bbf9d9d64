"""A proposed document is taken back to be corrected, with what it had proposed."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.decide_cell import REASON_MISSING
from rumbo.apps.intake.actions.management_plan import return_with
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.plans.actions import return_version
from rumbo.apps.plans.models import VersionState
from rumbo.findings import Finding


@doorway("intake.document.reopen")
def reopen_document(actor: Actor, intake: Intake, *, reason: str, edit: int | None = None) -> Intake:
    """The proposal is returned and the document waits for decisions again; nothing that was decided is lost."""
    if not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    move(intake, IntakeState.PROPOSED, edit=edit, state=IntakeState.SETTLING)
    if intake.version is not None and intake.version.state == VersionState.PROPOSED:
        return_version(actor, intake.version, reason=reason.strip())
    return_with(actor, intake, reason.strip())
    return intake
