"""Requests to change the plan of the house, as its people ask, answer and decide them."""

from datetime import date
from typing import Any

from rumbo.apps.changing.actions import Decided, ask_change, decide_changes, give_opinion
from rumbo.apps.changing.bridge import ChangeData
from rumbo.apps.changing.models import ChangeRequest, Kind
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.domain.numbers import Quantity
from tests.characters import House

WHY = "El convenio con el departamento terminó antes de tiempo."
FOUND = "El concepto es favorable: la causa está documentada."


def placed(house: House, number: str = "1") -> Placement:
    rows = Placement.objects.select_related("revision__target", "revision__indicator", "serves", "version")
    return rows.get(version=house.version, number=number)


def act(house: House) -> Act:
    return Act("Acta", "12", house.version.act_date or date.today())


def asked(house: House, kind: Kind = Kind.EDIT, **more: Any) -> ChangeRequest:
    told = {"field": "quantity", "value": Quantity.of(1)} if kind == Kind.EDIT else {}
    data = ChangeData(kind=kind, reason=WHY, **told | more)
    return ask_change(house.lucia.actor, house.version, data, placement=placed(house))


def opined(house: House, request: ChangeRequest) -> ChangeRequest:
    give_opinion(house.pilar.actor, request, request.edit, favourable=True, text=FOUND)
    request.refresh_from_db()
    return request


def decided(house: House, *requests: ChangeRequest, approved: bool = True) -> PlanVersion | None:
    told = {each: Decided(approved, "" if approved else "No hay razón bastante.", each.edit) for each in requests}
    return decide_changes(house.pilar.actor, house.version, told, act(house))
