"""Who asked for a change takes it back before it is decided."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.changing.actions.moving import move
from rumbo.apps.changing.models import ChangeRequest, RequestState


@doorway("changing.request.withdraw")
def withdraw_request(actor: Actor, request: ChangeRequest, expected_edit: int) -> ChangeRequest:
    """Takes a request back; it stays to be read."""
    return move(request, expected_edit, RequestState.ASKED, RequestState.OPINED, state=RequestState.WITHDRAWN)
