"""Every write passes one door: who, what, why, before and after, or nothing at all."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from rumbo.apps.audit import doorway as door
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, permits
from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.people.actions import close_unit, create_unit, grant_membership, rename_unit
from rumbo.apps.people.models import Unit, UnitAlias
from rumbo.findings import Finding
from tests.characters import House

pytestmark = pytest.mark.django_db


@permits("test.unit.rename_both", "test.unit.fail", "test.unit.break")
def anybody(actor: Actor, subject: Any) -> Finding | None:
    return None


@doorway("test.unit.rename_both")
def rename_both(actor: Actor, unit: Unit, name: str, *, reason: str = "") -> None:
    """An action that calls an action and goes on writing."""
    rename_unit(actor, unit, name)
    UnitAlias.objects.create(entity_id=unit.entity_id, unit=unit, name="Después")


@doorway("test.unit.fail")
def write_and_refuse(actor: Actor, unit: Unit) -> None:
    rename_unit(actor, unit, "Nombre que no queda")
    raise Refused(door.not_permitted())


@doorway("test.unit.break")
def break_the_database(actor: Actor, unit: Unit) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO people_unit (id) VALUES (1)")


def changes_of(line: VerbLine) -> list[tuple[str, str]]:
    rows = RowChange.objects.filter(verb_line_id=line.pk).order_by("pk")
    return list(rows.values_list("table_name", "operation"))


def test_a_verb_leaves_its_line_and_the_rows_it_changed(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    close_unit(house.pilar.actor, unit, date(2026, 1, 1), reason="Reforma de la planta")
    line = VerbLine.objects.latest("pk")
    assert (line.verb, line.reason, line.actor_name) == (
        "people.unit.close",
        "Reforma de la planta",
        "Pilar Planeación",
    )
    assert (line.entity_id, line.subject_kind, line.subject_uid) == (house.entity.pk, "unit", unit.uid)
    assert changes_of(line) == [("people_unit", "UPDATE")]
    change = RowChange.objects.get(verb_line_id=line.pk)
    assert change.row_id == unit.pk
    assert "2026-01-01" in (change.after or "")
    assert "2026-01-01" not in (change.before or "")


def test_raw_sql_is_seen_and_has_no_verb(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_unit SET name = 'A escondidas' WHERE id = %s", [unit.pk])
    change = RowChange.objects.latest("pk")
    assert (change.table_name, change.row_id, change.verb_line_id) == ("people_unit", unit.pk, None)
    assert "A escondidas" in (change.after or "")


def test_an_update_that_changes_nothing_is_no_history(house: House) -> None:
    before = RowChange.objects.count()
    Unit.objects.filter(entity=house.entity).update(name=F("name"))
    assert RowChange.objects.count() == before


def test_an_action_within_an_action_keeps_its_own_line(house: House) -> None:
    rename_both(house.pilar.actor, house.units["Oficina Jurídica"], "Oficina de Asuntos Jurídicos")
    inner, outer = VerbLine.objects.order_by("-pk")[:2]
    assert (outer.verb, inner.verb) == ("test.unit.rename_both", "people.unit.rename")
    assert changes_of(inner) == [("people_unitalias", "INSERT"), ("people_unit", "UPDATE")]
    assert changes_of(outer) == [("people_unitalias", "INSERT")]


def test_a_refusal_leaves_nothing(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    before = VerbLine.objects.count(), RowChange.objects.count()
    with pytest.raises(Refused):
        write_and_refuse(house.pilar.actor, unit)
    assert (VerbLine.objects.count(), RowChange.objects.count()) == before
    assert Unit.objects.get(pk=unit.pk).name == "Oficina Jurídica"
    # And what comes after it belongs to nobody's verb.
    Unit.objects.filter(pk=unit.pk).update(name="Sin verbo")
    assert RowChange.objects.latest("pk").verb_line_id is None


def test_a_fault_of_the_database_is_told_as_it_is(house: House) -> None:
    with pytest.raises(IntegrityError):
        break_the_database(house.pilar.actor, house.units["Oficina Jurídica"])
    Unit.objects.filter(pk=house.units["Oficina Jurídica"].pk).update(name="Sigue viva")
    assert RowChange.objects.latest("pk").verb_line_id is None


def test_a_subject_of_another_entity_is_forbidden_however_it_is_given(house: House, other_house: House) -> None:
    pilar, foreign = house.pilar.actor, other_house.units["Oficina Jurídica"]
    with pytest.raises(Forbidden):
        rename_unit(pilar, foreign, "Mía")
    with pytest.raises(Forbidden):
        rename_unit(pilar, unit=foreign, name="Mía")
    with pytest.raises(Forbidden):
        create_unit(pilar, house.entity, "Nueva", parent=foreign)
    assert not VerbLine.objects.filter(verb="people.unit.rename").exists()


def test_a_verb_nobody_answers_for_is_refused(house: House) -> None:
    assert door.refusal(house.pilar.actor, "people.unit.demolish", house.entity) is not None
    assert door.refusal(system_actor("cli", house.entity.pk), "people.unit.demolish", house.entity) is None


@pytest.mark.parametrize("name", ["lucia", "leonardo", "irene", "diana", "pilar"])
def test_only_the_administrator_gives_roles(house: House, name: str) -> None:
    someone = house.people[name]
    with pytest.raises(Forbidden):
        grant_membership(someone.actor, house.entity, someone.user, "administrator", since=date(2024, 1, 1))


@pytest.mark.parametrize("table", ["audit_verbline", "audit_rowchange"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 100000", "DELETE FROM {}"])
def test_the_trail_is_only_added_to(house: House, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", ["audit_verbline", "audit_rowchange"])
def test_the_trail_is_not_emptied_nor_replaced(house: House, table: str) -> None:
    statement = f"TRUNCATE {table}"
    if connection.vendor == "sqlite":
        statement = f"REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
