"""Founding an entity from the command line: all of it or nothing, and its administrator can sign in by mail."""

import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.people.models import Entity, Membership, User
from rumbo.faces.cli.founding import found_with_administrator

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Autoridad de Prueba",
    "short_name": "AP",
    "slug": "prueba",
    "nit": "900.000.001-2",
    "email": "ana@prueba.example",
    "person": "Ana Prueba",
}


def test_an_entity_is_founded_with_its_administrator_and_the_catalogues() -> None:
    found_with_administrator(**TOLD)
    membership = Membership.objects.get(entity__slug="prueba")
    assert (membership.role, membership.person.email) == ("administrator", "ana@prueba.example")
    assert not User.objects.get(email="ana@prueba.example").has_usable_password()
    assert Entry.objects.filter(catalogue__key="ods").count() == 17


@pytest.mark.parametrize(("column", "value"), [("slug", "Con Espacios"), ("slug", ""), ("nit", "900.000.001-9")])
def test_what_is_wrong_is_told_and_nothing_is_left(column: str, value: str) -> None:
    with pytest.raises(Refused):
        found_with_administrator(**{**TOLD, column: value})
    assert not Entity.objects.exists()


def test_an_address_is_given_once() -> None:
    found_with_administrator(**TOLD)
    with pytest.raises(Refused):
        found_with_administrator(**{**TOLD, "email": "otra@prueba.example"})
    assert Entity.objects.count() == 1
