"""The entity of the examples before anything came in: its people, and the one unit whose liaison will report."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rumbo.apps.audit.actor import Role, system_actor
from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.people.actions import EntityData, create_unit, found_entity, grant_membership, invite_user
from rumbo.content.load import catalogues
from tests.characters import LONG_AGO, PASSWORD

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLLOWUP, PLAN = EXAMPLES / "seguimiento-2024-t2.xlsx", EXAMPLES / "plan-de-accion-2024.xlsx"
UNIT = "Subdirección de Proyectos Conjuntos"
FIRST_ACT, SECOND_ACT = date(2024, 1, 31), date(2024, 7, 10)


@dataclass(frozen=True)
class Mancomunidad:
    """Addresses of its people, all with the same password."""

    entity: Any
    planning: str = "planeacion@sauces.example"
    liaison: str = "proyectos@sauces.example"
    director: str = "direccion@sauces.example"
    password: str = PASSWORD


def found_mancomunidad() -> Mancomunidad:
    """Founded by the machine, as an installer would."""
    installer = system_actor("cli")
    for edition in catalogues():
        load_catalogue(installer, edition)
    name = "Mancomunidad del Valle de Los Sauces"
    data = EntityData(name=name, short_name="MVS", slug="sauces", nit="900.000.002-1")
    entity = found_entity(installer, data)
    machine = system_actor("cli", entity.pk)
    unit = create_unit(machine, entity, UNIT, valid_from=LONG_AGO)
    found = Mancomunidad(entity)
    people = (
        (found.planning, "Pilar Ocampo", Role.PLANNING_OFFICE, None),
        (found.liaison, "Lucía Barrera", Role.LIAISON, unit),
        (found.director, "Diana Fuentes", Role.DIRECTOR, None),
    )
    for email, person, role, place in people:
        user = invite_user(machine, entity, email, person, password=PASSWORD)
        grant_membership(machine, entity, user, role, since=LONG_AGO, unit=place)
    return found
