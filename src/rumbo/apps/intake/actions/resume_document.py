"""A job that nobody is at any more, because its worker was killed, is asked for again."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.actions.propose_document import write_by_the_worker
from rumbo.apps.intake.actions.receive_file import read_by_the_worker
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.intake.queries.arriving import left_in_the_middle


@doorway("intake.document.resume")
def resume_document(actor: Actor, intake: Intake, *, edit: int | None = None) -> Intake:
    """Reads or writes a document again whose worker left it in the middle: of what it had done nothing stands."""
    if not left_in_the_middle(intake):
        raise somebody_was_faster()
    at = IntakeState.PROPOSING if intake.state == IntakeState.PROPOSING else IntakeState.READING
    move(intake, at, edit=edit)
    if at == IntakeState.READING:
        read_by_the_worker(intake)
    else:
        write_by_the_worker(actor, intake)
    intake.refresh_from_db()
    return intake
