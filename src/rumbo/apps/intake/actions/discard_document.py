"""A received document is put aside, with a reason; the file stays."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.decide_cell import REASON_MISSING
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.findings import Finding


@doorway("intake.document.discard")
def discard_document(actor: Actor, intake: Intake, *, reason: str, edit: int | None = None) -> Intake:
    """Nothing of it becomes a plan; what was decided so far stays in the trail."""
    if not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    states = (IntakeState.READING, IntakeState.SETTLING, IntakeState.UNREADABLE)
    return move(intake, *states, edit=edit, state=IntakeState.DISCARDED)
