"""A request that waits goes on with another unit, as when the one that asked was divided."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.changing.actions.moving import error, move, said
from rumbo.apps.changing.models import ChangeRequest, RequestState
from rumbo.apps.people.models import Unit
from rumbo.findings import Finding, marked

SAME_UNIT = error(
    "same_unit",
    marked("Ya es de esa dependencia"),
    marked("La solicitud ya está a cargo de «{unit}»."),
    marked("Un cambio que no cambia nada solo confunde la historia."),
    marked("Elija la dependencia que debe seguir con ella."),
)
NOT_VALID = error(
    "unit_not_valid",
    marked("La dependencia no está vigente"),
    marked("«{unit}» no existe hoy."),
    marked("Nadie de ella podría ver la solicitud ni retirarla."),
    marked("Elija una dependencia vigente."),
)


@doorway("changing.request.hand_over")
def hand_over_request(
    actor: Actor, request: ChangeRequest, expected_edit: int, unit: Unit, *, reason: str
) -> ChangeRequest:
    """Who sees it and may take it back from now on; what was asked and signed stays as it was, with its author."""
    said(reason)
    today = timezone.localdate()
    begun = unit.valid_from is None or unit.valid_from <= today
    if not begun or (unit.valid_to is not None and unit.valid_to < today):
        raise Refused(Finding(NOT_VALID.code, NOT_VALID.severity, facts={"unit": unit.name}))
    if request.unit_id == unit.pk:
        raise Refused(Finding(SAME_UNIT.code, SAME_UNIT.severity, facts={"unit": unit.name}))
    return move(request, expected_edit, RequestState.ASKED, RequestState.OPINED, unit=unit)
