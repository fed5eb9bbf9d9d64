"""The standing characters, in two entities with equal data: whoever sees a row of the other house found a hole.

`house` is the entity of the tests; `other_house` holds the very same plan, units and people under other keys. All of it
is made by the actions a user would call, so that its trail stands too.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from rumbo.apps.audit.actor import Actor, Role, system_actor
from rumbo.apps.people.actions import (
    EntityData,
    create_alias,
    create_unit,
    found_entity,
    grant_membership,
    invite_user,
)
from rumbo.apps.people.models import Entity, Unit, User
from rumbo.apps.people.queries import actor_in
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    create_plan,
    draft_version,
    propose_version,
    write_version,
)
from rumbo.apps.plans.bridge import AlignmentData, NodeData, TargetData
from rumbo.apps.plans.models import Plan, PlanVersion
from rumbo.domain.numbers import Quantity
from tests.standing import made_once

YEAR = 2024
LONG_AGO = date(2020, 1, 1)
PASSWORD = "una-clave-de-prueba"


@dataclass(frozen=True)
class Character:
    """A person in a house: the row, who they are as an actor, and a browser without script."""

    user: User
    entity: Entity

    @property
    def actor(self) -> Actor:
        found = actor_in(self.user, self.entity, date.today())
        assert found is not None
        return found

    def browser(self) -> Client:
        client = Client()
        client.force_login(self.user)
        return client


@dataclass
class House:
    """An entity with its units, people, one plan with an approved version, and a draft of the next."""

    entity: Entity
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Character] = field(default_factory=dict)
    plan: Plan = None  # type: ignore[assignment]
    version: PlanVersion = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        """`house.pilar` is Pilar."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def system(self) -> Actor:
        return system_actor("cli", self.entity.pk)


ROLES = (
    ("pilar", "Pilar Planeación", Role.PLANNING_OFFICE, None),
    ("lucia", "Lucía Enlace", Role.LIAISON, "Oficina de Proyectos"),
    ("leonardo", "Leonardo Jefe", Role.UNIT_LEAD, "Oficina de Proyectos"),
    ("irene", "Irene Control", Role.INTERNAL_CONTROL, None),
    ("diana", "Diana Directora", Role.DIRECTOR, None),
    ("andres", "Andrés Administrador", Role.ADMINISTRATOR, None),
)
UNITS = ("Secretaría General", "Oficina de Proyectos", "Oficina Jurídica")


@made_once
def build_house(slug: str) -> House:
    """An entity with everybody in it and an approved plan of three targets; the same for every slug but its names."""
    system = system_actor("cli")
    data = EntityData(name=f"Entidad {slug}", short_name=slug.upper(), slug=slug, nit="899999061-9")
    house = House(found_entity(system, data))
    for name in UNITS:
        house.units[name] = create_unit(house.system, house.entity, name, valid_from=LONG_AGO)
    create_alias(house.system, house.units["Oficina de Proyectos"], "OP")
    for key, name, role, unit in ROLES:
        house.people[key] = welcome(house, key, name, role, unit)
    house.plan = create_plan(house.pilar.actor, house.entity, "Plan de acción", "action_plan_matrix", fiscal_year=YEAR)
    house.version = write_plan(house, house.plan)
    return house


def welcome(house: House, key: str, name: str, role: Role, unit: str | None = None) -> Character:
    """A person of the house with one role."""
    email = f"{key}@{house.entity.slug}.gov.co"
    user = invite_user(house.system, house.entity, email, name, password=PASSWORD)
    place = house.units[unit] if unit else None
    grant_membership(house.system, house.entity, user, role, since=LONG_AGO, unit=place)
    return Character(user, house.entity)


def targets(house: House) -> tuple[TargetData, ...]:
    """Three targets: one of ten, one of "1 Unidad" without alignment, one of a percentage with two units."""
    projects, legal = house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]
    dates = {"start": date(YEAR, 2, 1), "end": date(YEAR, 12, 15), "periodicity": "quarterly"}
    return (
        TargetData(
            number="1",
            statement="Realizar diez seguimientos a los convenios vigentes",
            indicator="Seguimientos realizados",
            measure_unit="Número",
            quantity=Quantity.of(10),
            units=(projects.pk,),
            node="programa",
            alignments=(AlignmentData("ods", "16. Paz, justicia e instituciones sólidas", number="16"),),
            origin={
                "file": "0" * 64,
                "fields": {
                    "statement": {"part": "Hoja1", "cell": "C7", "header": "ACCIÓN", "text": "Realizar diez…"},
                },
            },
            **dates,
        ),
        TargetData(
            number="2",
            statement="Actualizar el manual de contratación",
            indicator="Manual actualizado",
            measure_unit="Unidad",
            quantity=Quantity.of(1),
            units=(legal.pk,),
            node="programa",
            **dates,
        ),
        TargetData(
            number="3",
            statement="Atender las peticiones dentro del término legal",
            indicator="Peticiones atendidas a tiempo",
            measure_unit="Porcentaje",
            quantity=Quantity.of(100),
            report_kind="percentage",
            units=(projects.pk, legal.pk),
            node="objetivo",
            **dates,
        ),
    )


NODES = (
    NodeData("objetivo", "Objetivo", "Fortalecer la gestión institucional"),
    NodeData("programa", "Programa", "Gestión de convenios", parent="objetivo"),
)


def write_plan(house: House, plan: Plan) -> PlanVersion:
    """Version 1 of a plan, written and approved."""
    pilar = house.pilar.actor
    version = draft_version(pilar, plan, objective="Cumplir lo prometido")
    write_version(pilar, version, NODES, targets(house))
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "7", date(YEAR, 1, 30)))


@pytest.fixture
def house(db: None) -> House:
    return build_house("primera")


@pytest.fixture
def other_house(db: None) -> House:
    return build_house("segunda")


@pytest.fixture
def ester(other_house: House) -> Character:
    """Somebody of another entity, with every right there."""
    return other_house.pilar  # type: ignore[no-any-return]


def build_plan_of(house: House, number: int) -> PlanVersion:
    """A draft of another plan with this many targets, written at once."""
    plan = create_plan(house.pilar.actor, house.entity, f"Plan de {number}", "action_plan_matrix", fiscal_year=YEAR)
    version = draft_version(house.pilar.actor, plan)
    sample = targets(house)[2]
    rows = [replace(sample, number=str(n), statement=f"{sample.statement} {n}") for n in range(1, number + 1)]
    write_version(house.pilar.actor, version, NODES, rows)
    return version
