"""Units: names that a cell can hold and that belong to one, a tree without rings, days in order."""

from datetime import date

import pytest

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.people.actions import close_unit, create_alias, create_unit, move_unit, rename_unit
from rumbo.apps.people.models import UnitAlias
from rumbo.apps.people.queries import unit_tree
from tests.characters import House


def refused_code(action: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refused:
        action(*args, **more)  # type: ignore[operator]
    return refused.value.findings[0].code


@pytest.mark.parametrize("name", ["Jurídica; Planeación", "Oficina\nJurídica", "A\u2028B", "  ", "x" * 301, "A\x00"])
def test_names_that_a_cell_cannot_hold(house: House, name: str) -> None:
    pilar, unit = house.pilar.actor, house.units["Oficina Jurídica"]
    assert refused_code(create_unit, pilar, house.entity, name) == "people.unit_name_unfit"
    assert refused_code(rename_unit, pilar, unit, name) == "people.unit_name_unfit"
    assert refused_code(create_alias, pilar, unit, name) == "people.unit_name_unfit"


def test_the_old_name_is_still_understood(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    rename_unit(house.pilar.actor, unit, "Oficina de Asuntos Legales")
    rename_unit(house.pilar.actor, unit, "Subdirección Legal")
    names = set(UnitAlias.objects.filter(unit=unit).values_list("name", flat=True))
    assert names == {"Oficina Jurídica", "Oficina de Asuntos Legales"}


def test_a_name_is_of_one_unit(house: House) -> None:
    """ "OP" is how documents write the office of projects."""
    pilar, legal = house.pilar.actor, house.units["Oficina Jurídica"]
    assert refused_code(create_alias, pilar, legal, "OP") == "people.alias_taken"
    assert refused_code(create_alias, pilar, legal, "Secretaría General") == "people.alias_taken"
    assert refused_code(rename_unit, pilar, legal, "OP") == "people.alias_taken"
    assert refused_code(rename_unit, pilar, legal, "Secretaría General") == "people.unit_name_taken"


def test_the_tree_has_no_rings(house: House) -> None:
    pilar = house.pilar.actor
    top, middle, leaf = (
        house.units[name] for name in ("Secretaría General", "Oficina de Proyectos", "Oficina Jurídica")
    )
    move_unit(pilar, middle, top)
    move_unit(pilar, leaf, middle)
    assert [(b.unit.name, b.depth) for b in unit_tree(house.entity.pk)] == [
        (top.name, 0),
        (middle.name, 1),
        (leaf.name, 2),
    ]
    assert refused_code(move_unit, pilar, top, leaf) == "people.unit_below_itself"
    assert refused_code(move_unit, pilar, top, top) == "people.unit_below_itself"
    move_unit(pilar, leaf, None)
    assert [b.depth for b in unit_tree(house.entity.pk)] == [0, 0, 1]


def test_days_in_order_and_rights(house: House, other_house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    assert refused_code(close_unit, house.pilar.actor, unit, date(2019, 1, 1)) == "people.unit_days"
    for who in (house.lucia, house.leonardo, house.irene, house.diana, other_house.pilar):
        with pytest.raises(Forbidden):
            move_unit(who.actor, unit, None)
