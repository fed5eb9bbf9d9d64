"""Reminding from the board of a formulation: one unit, some of them or all that still have to hand in."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as __

from rumbo.apps.audit.actor import Actor
from rumbo.apps.formulating.queries import parts_by_uid, parts_to_remind
from rumbo.apps.reminding.access import may
from rumbo.domain.formulating.windows import WRITABLE
from rumbo.faces.web.followup.bulk import Bulk, Item, offer
from rumbo.faces.web.followup.rounds import uid_of
from rumbo.faces.web.notices.reminding import remind_together
from rumbo.faces.web.session import entity_id_of

REMIND = "recordar-formulacion"


def offered() -> None:
    """Registers the verb."""
    offer(
        Bulk(
            REMIND,
            "parts",
            __("Recordar"),
            __("Recordar la formulación a las dependencias elegidas"),
            (
                __("A quien responde por ellas le llega un correo con todo lo que debe."),
                __("Nadie recibe más de un correo por día."),
                __("A la dependencia que ya envió no se le recuerda."),
            ),
            may_remind,
            lambda request, data: forms.Form(data),
            _parts,
            together=remind_together,
            home=(__("Formulación"), "web:formulating-list"),
        )
    )


def may_remind(actor: Actor) -> bool:
    """Whether an actor reminds the units."""
    return may(actor, "reminding.reminder.send")


def _parts(request: HttpRequest, keys: Sequence[str]) -> list[Item]:
    """Those chosen, or all of the board from which they were that still have to hand in."""
    entity, found = entity_id_of(request), _board(request.POST.get("back", ""))
    if "all" in request.POST and found is not None:
        formulation, state = found
        rows: Any = parts_to_remind(entity, formulation, [state] if state in WRITABLE else WRITABLE)
    else:
        rows = parts_by_uid(entity, [uid for key in keys if (uid := uid_of(key))])
    return [
        Item(str(each.uid), each.unit.name, reverse("web:formulating-part", args=[each.uid]), each) for each in rows
    ]


def _board(back: str) -> tuple[Any, str] | None:
    """The formulation of the board where one comes from, with the state it is narrowed to."""
    address = urlsplit(back)
    try:
        found = resolve(address.path)
    except Resolver404:
        return None
    if found.view_name != "web:formulating-board":
        return None
    return found.kwargs["uid"], QueryDict(address.query).get("estado", "") or ""
