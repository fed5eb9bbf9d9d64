"""The editions that the program carries become rows, once."""

from datetime import date

import pytest

from rumbo.apps.audit.actor import system_actor
from rumbo.apps.audit.doorway import Forbidden
from rumbo.apps.audit.models import RowChange
from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.catalogs.queries import catalogues_of, entries_by_uid, entries_in_force, entries_of
from rumbo.content.load import catalogue, catalogues
from tests.characters import House

pytestmark = pytest.mark.django_db


def test_every_edition_loads_and_loading_again_changes_nothing() -> None:
    system = system_actor("cli")
    for edition in catalogues():
        row = load_catalogue(system, edition)
        assert entries_of(row).count() == len(edition.entries)
    before = RowChange.objects.count()
    for edition in catalogues():
        load_catalogue(system, edition)
    assert RowChange.objects.count() == before


def test_the_goals_of_the_united_nations_are_in_force(house: House) -> None:
    edition = catalogue("ods")
    assert edition is not None
    load_catalogue(system_actor("cli"), edition)
    entries = entries_in_force(house.entity.pk, "ods", date(2024, 6, 1))
    assert len(entries) == 17
    goal = str(entries[15].uid)
    assert entries_by_uid(house.entity.pk, [goal])[goal].code == "16"
    assert catalogues_of(house.entity.pk)[0].size == 17


def test_nobody_of_an_entity_changes_the_official_lists(house: House) -> None:
    edition = catalogue("ods")
    assert edition is not None
    with pytest.raises(Forbidden):
        load_catalogue(house.andres.actor, edition)
