"""Rows written by the thousand are the ones that objects would have written, in the trail too."""

import pytest

from rumbo.apps.audit.models import RowChange
from rumbo.apps.people.models import UnitAlias
from rumbo.apps.rows import insert_rows
from tests.characters import House

pytestmark = pytest.mark.django_db


def test_a_row_without_an_object_is_the_same_row(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    told = {"entity_id": unit.entity_id, "unit_id": unit.pk}
    UnitAlias.objects.create(**told, name="Jurídica uno")
    insert_rows(UnitAlias, [told | {"name": "Jurídica dos"}, told | {"name": "Jurídica 'tres'"}])
    one, two, three = UnitAlias.objects.filter(unit=unit, name__startswith="Jurídica ").order_by("pk")
    assert (two.entity_id, two.unit_id, three.name) == (one.entity_id, one.unit_id, "Jurídica 'tres'")
    assert len({one.uid, two.uid, three.uid}) == 3
    kept = RowChange.objects.filter(table_name=UnitAlias._meta.db_table, row_id__in=[one.pk, two.pk, three.pk])
    assert kept.count() == 3


def test_no_rows_ask_nothing(house: House, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert_rows(UnitAlias, [])
