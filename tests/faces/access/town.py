"""The addresses of the site as two tables tell them, and the records they are asked about."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.people.actions import grant_membership
from tests.characters import LONG_AGO, Character, House, build_house, welcome
from tests.faces.access.records import parents_of, records_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "access"
OPEN = {"public", "door", "secret"}
OF_NO_RECORD = OPEN | {"nothing"}
OTHER_UNIT = "Oficina Jurídica"
ROLES = (
    Role.PLANNING_OFFICE,
    Role.LIAISON,
    Role.UNIT_LEAD,
    Role.INTERNAL_CONTROL,
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
)
"""In the order of the people of `who`."""
EVERYBODY = {role.value: "entity" for role in ROLES}


def _told(name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return told


ADDRESSES: dict[str, tuple[str, dict[str, Any]]] = {
    name: (group["about"], more or {}) for group in _told("addresses") for name, more in group["addresses"].items()
}
"""What each address is about, and what its path asks for besides."""
PAGES: dict[str, dict[str, Any]] = {
    name: {way: EVERYBODY if who == "everybody" else who for way, who in group.items()}
    for group in _told("pages")
    for name in group["addresses"]
}
"""Who finds something at each address when they read it, and when they send it a form."""


def views(resolver: Any = None, space: str = "") -> Iterator[tuple[str, Any]]:
    """The name of every address, as `reverse` takes it, with its view."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from views(each, each.namespace or space)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{space}:{each.name}" if space else each.name, each.callback


class Town:
    """Two entities with equal records; the stranger holds every role of the second."""

    def __init__(self) -> None:
        self.house, self.other = build_house("primera"), build_house("segunda")
        self.records = {"primera": records_of(self.house), "segunda": parents_of(self.other)}
        self.stranger = everything(self.other).browser()

    def address(self, name: str, house: House | None = None, **said: Any) -> str:
        """An address about the record of a house, or about what is said."""
        about, more = ADDRESSES[name]
        record = self.records[(house or self.house).entity.slug].get(about, {})
        return reverse(name, kwargs=record | more | said)

    def keys(self, name: str) -> list[str]:
        """What of an address names a record."""
        about, _more = ADDRESSES[name]
        return [key for key, value in self.records["primera"][about].items() if isinstance(value, UUID)]

    def who(self) -> dict[str, Character]:
        """Somebody of each role, and `other`, who holds both roles of a unit in a unit that is not of the records."""
        house, people = self.house, self.house.people
        other = welcome(house, "jaime", "Jaime Jurídico", Role.LIAISON, OTHER_UNIT)
        unit = house.units[OTHER_UNIT]
        grant_membership(house.system, house.entity, other.user, Role.UNIT_LEAD, since=LONG_AGO, unit=unit)
        names = ("pilar", "lucia", "leonardo", "irene", "diana", "andres")
        return {**{role.value: people[name] for role, name in zip(ROLES, names, strict=True)}, "other": other}


def everything(house: House) -> Character:
    """Pilar, holding every role of her entity: what she is not shown is not shown to anybody."""
    unit = house.units["Oficina de Proyectos"]
    for role in Role:
        if role is not Role.PLANNING_OFFICE:
            place = unit if role in (Role.LIAISON, Role.UNIT_LEAD) else None
            grant_membership(house.system, house.entity, house.pilar.user, role, since=LONG_AGO, unit=place)
    return house.pilar  # type: ignore[no-any-return]


def asked(browser: Client, method: str, address: str) -> HttpResponseBase:
    """What a browser is answered, and nothing of it kept. A `fragment` is what htmx asks for."""
    headers = {"HX-Request": "true"} if method == "fragment" else {}
    with transaction.atomic():
        answer: Any = getattr(browser, "post" if method == "post" else "get")(address, headers=headers)
        transaction.set_rollback(True)
    return answer  # type: ignore[no-any-return]
