"""The trail can be read by a person, and whoever touches it is found out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from rumbo.apps.audit import triggers
from rumbo.apps.audit.actions import seal_trail
from rumbo.apps.audit.bridge import FieldChange
from rumbo.apps.audit.doorway import Forbidden
from rumbo.apps.audit.queries import DeedFilter, broken_seals, changes_of, history_of, lines_of, rows_changed
from rumbo.apps.people.actions import close_unit, rename_unit
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import TargetRevision
from rumbo.domain.numbers import Quantity
from tests.characters import House

pytestmark = pytest.mark.django_db
AT_ONCE = timedelta(seconds=-1)


def seal_all(house: House) -> int:
    """Seals until only the line of the sealing itself remains."""
    seal = seal_trail(house.system, settled_after=AT_ONCE)
    assert seal is not None
    return seal.last_line


def test_the_history_of_a_record_tells_its_verbs_and_its_columns(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    rename_unit(house.pilar.actor, unit, "Oficina de Asuntos Jurídicos", reason="Decreto 10")
    close_unit(house.andres.actor, unit, date(2026, 1, 1))
    closed, renamed, created = history_of(unit)
    assert (closed.verb, closed.actor_name) == ("people.unit.close", "Andrés Administrador")
    assert closed.changes[0].fields == (FieldChange("valid_to", None, date(2026, 1, 1)),)
    assert renamed.reason == "Decreto 10"
    assert FieldChange("name", "Oficina Jurídica", "Oficina de Asuntos Jurídicos") in renamed.changes[0].fields
    assert created.verb == "people.unit.create"
    Unit.objects.filter(pk=unit.pk).update(name="A escondidas")
    assert history_of(unit)[-1].verb == ""


def test_quantities_come_back_as_quantities(house: House) -> None:
    revision = TargetRevision.objects.filter(entity=house.entity).order_by("pk")[0]
    kept = {each.name: each.after for deed in history_of(revision) for change in deed.changes for each in change.fields}
    assert kept["quantity"] == Quantity.of(10)


def test_the_trail_of_an_entity_is_its_own_and_narrows(house: House, other_house: House) -> None:
    lines = lines_of(house.entity.pk)
    assert {line.entity_id for line in lines} == {house.entity.pk}
    assert {line.verb for line in lines_of(house.entity.pk, DeedFilter(verb="plans.version.approve"))} == {
        "plans.version.approve"
    }
    assert not lines_of(house.entity.pk, DeedFilter(since=date(2999, 1, 1)))


def test_what_a_line_changed_is_counted_in_one_query(house: House, django_assert_num_queries: Any) -> None:
    lines = list(lines_of(house.entity.pk)[:50])
    with django_assert_num_queries(1):
        counted = rows_changed(lines)
    written = next(line for line in lines if line.verb == "plans.version.propose")
    assert counted[written.pk] == len(changes_of(written)) == 1
    assert changes_of(written)[0].fields == (FieldChange("state", "draft", "proposed"),)


def test_seals_are_chained_and_hold(house: House) -> None:
    first = seal_all(house)
    rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], "Jurídica")
    second = seal_all(house)
    assert second > first
    assert broken_seals(house.entity.pk) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_verbline SET actor_name = 'Otra persona' WHERE id = {line}",
        "DELETE FROM audit_verbline WHERE id = {line}",
        "UPDATE audit_rowchange SET after = '{{}}' WHERE verb_line_id = {line}",
        "DELETE FROM audit_rowchange WHERE verb_line_id = {line}",
    ],
)
def test_who_takes_the_guards_away_and_touches_the_trail_is_found(house: House, tampering: str) -> None:
    line = lines_of(house.entity.pk, DeedFilter(verb="people.unit.create"))[0]
    seal_all(house)
    triggers.remove()
    try:
        with connection.cursor() as cursor:
            cursor.execute(tampering.format(line=line.pk))
    finally:
        triggers.install()
    assert [finding.code for finding in broken_seals(house.entity.pk)] == ["audit.seal_broken"]


def test_nobody_seals_by_hand(house: House) -> None:
    with pytest.raises(Forbidden):
        seal_trail(house.andres.actor)
