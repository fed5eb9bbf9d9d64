"""The matrix of rights, whole: every verb × role × own and other unit × own and other entity, as it is written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from django.db import transaction

from docs import build_access
from rumbo.apps.audit.actor import Actor, Grant, Role, system_actor
from rumbo.apps.audit.doorway import Forbidden, Refused, refusal, verbs
from rumbo.apps.indicators.actions import create_sheet, create_variable
from rumbo.apps.people.models import Unit
from rumbo.apps.projects.actions import register_project
from rumbo.apps.risks.actions import Happened, add_risk, tell_materialization
from tests import indicators, projects, risks
from tests.characters import YEAR, House

TABLE = Path(__file__).resolve().parents[2] / "cases" / "access" / "verbs.yaml"
OWN, OTHER, ONESELF = 7, 8, 500
IN_A_UNIT = (Role.LIAISON, Role.UNIT_LEAD)


def matrix() -> dict[str, dict[str, str]]:
    """By verb, the roles that may and where."""
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {verb: group["who"] for group in told for verb in group["verbs"]}


def actor(role: Role) -> Actor:
    return Actor(ONESELF, "x", 1, frozenset({Grant(role, OWN if role in IN_A_UNIT else None)}))


def may(role: Role, verb: str, unit: int, key: int = 0, entity: int = 1) -> bool:
    """Whether the role may, of a record of a unit; where the record is a unit or a person its own key counts."""
    subject = SimpleNamespace(entity_id=entity, unit_id=unit, pk=key or unit)
    return refusal(actor(role), verb, subject) is None


def test_every_verb_stands_in_the_matrix_once() -> None:
    told = [verb for group in yaml.safe_load(TABLE.read_text(encoding="utf-8")) for verb in group["verbs"]]
    done = sorted(verb for verb in verbs() if not verb.startswith("test."))
    assert sorted(told) == done, "say in tests/cases/access/verbs.yaml who may"


def test_the_code_says_what_the_matrix_says() -> None:
    where = {"entity": (True, True, True), "asked": (True, True, True), "unit": (True, False, False),
             "self": (False, False, True), "": (False, False, False)}  # fmt: skip
    wrong = [
        (verb, role.value, said)
        for verb, who in matrix().items()
        for role in Role
        for said in (who.get(role.value, ""),)
        if (may(role, verb, OWN), may(role, verb, OTHER), may(role, verb, OTHER, ONESELF)) != where[said]
    ]
    assert not wrong


def test_nobody_may_anything_of_another_entity() -> None:
    """Neither by any role, nor the machine when it works for an entity, nor somebody without a role."""
    subject = SimpleNamespace(entity_id=2, unit_id=OWN, pk=ONESELF)
    for verb in verbs():
        for who in (*map(actor, Role), system_actor("task", 1), Actor(ONESELF, "x", 1)):
            assert refusal(who, verb, subject) is not None, (verb, who)


def test_the_roles_of_the_matrix_are_roles() -> None:
    assert {role for who in matrix().values() for role in who} <= {role.value for role in Role}


def asked_for(house: House) -> dict[str, Callable[[Actor, Unit], Any]]:
    """The deeds whose action asks for the unit."""
    version = risks.draft_of(house)
    of_projects, of_legal = (risks.risk_of(version, code).risk for code in ("GC-1", "GC-2"))
    process = risks.risk_of(version).process
    own = house.units["Oficina de Proyectos"]
    return {
        "indicators.sheet.create": lambda who, unit: create_sheet(who, house.entity, indicators.SHEET, unit=unit),
        "indicators.variable.create": lambda who, unit: create_variable(
            who, house.entity, indicators.ANSWERED, unit=unit
        ),
        "projects.project.register": lambda who, unit: register_project(
            who, house.entity, projects.COMPLETE, unit=unit
        ),
        "risks.risk.add": lambda who, unit: add_risk(
            who, version, replace(risks.MANAGEMENT, code="N"), unit=unit, process=process
        ),
        "risks.event.tell": lambda who, unit: tell_materialization(
            who, of_projects if unit == own else of_legal, Happened(house.version.act_date, f"{YEAR}")
        ),
    }


@pytest.mark.django_db
def test_what_an_action_asks_for_itself_is_of_the_own_unit(house: House) -> None:
    own, other = house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]
    for verb, act in asked_for(house).items():
        for who in (house.lucia, house.leonardo):
            with transaction.atomic():
                act(who.actor, own)
                transaction.set_rollback(True)
            with pytest.raises((Forbidden, Refused)), transaction.atomic():
                act(who.actor, other)
        with transaction.atomic():
            act(house.pilar.actor, other)
            transaction.set_rollback(True)
        assert "asked" in matrix()[verb].values()


def test_the_page_for_people_is_fresh() -> None:
    page = TABLE.parents[3] / "docs" / "access.md"
    assert page.read_text(encoding="utf-8") == build_access.page(), "run: python -m docs.build_access"
