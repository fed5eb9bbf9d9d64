"""Planning says whether it finds a change good, with its reasons, before the committee decides."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.changing.actions.moving import move, refuse_own, said, sign_step
from rumbo.apps.changing.models import ChangeRequest, ChangeStep, RequestState, StepKind


@doorway("changing.request.opine")
def give_opinion(
    actor: Actor, request: ChangeRequest, expected_edit: int, *, favourable: bool, text: str
) -> ChangeStep:
    """Signs the opinion, once; nobody gives it of what they asked themselves."""
    refuse_own(actor, request)
    words = said(text)
    moved = move(request, expected_edit, RequestState.ASKED, state=RequestState.OPINED)
    return sign_step(actor, moved, StepKind.OPINION, favourable, words)
