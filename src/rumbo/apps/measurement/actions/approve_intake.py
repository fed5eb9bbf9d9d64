"""What a document brought is approved, and the reports of a follow-up are measured at once."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.models import Followup
from rumbo.apps.intake.actions import approve_document
from rumbo.apps.intake.models import Intake
from rumbo.apps.measurement.actions.writing import held, moved_by_round, write_open
from rumbo.apps.plans.actions import Act


@doorway("measurement.intake.approve")
def approve_intake(actor: Actor, intake: Intake, act: Act | None = None, *, edit: int | None = None) -> Followup | None:
    """Approves a document with its act; gives its follow-up, with figures, where it brought one."""
    followup = approve_document(actor, intake, act, edit=edit)
    if followup is not None:
        write_open(followup)
        for later in held(moved_by_round(followup).exclude(pk=followup.pk)):
            write_open(later)
    return followup
