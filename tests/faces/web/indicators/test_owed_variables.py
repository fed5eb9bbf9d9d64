"""A variable is asked from the unit that owns it: it stands among what that unit owes until it has its value."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import report_value
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of
from tests.indicators import UNIT, YEAR, approved_of, draft_of, reported_of

pytestmark = pytest.mark.django_db
APRIL = date(YEAR, 4, 10)


def codes(house: House, on: date, unit: str | None = UNIT) -> set[str]:
    units = None if unit is None else frozenset({house.units[unit].pk})
    return {each.code for each in queries.variables_lacking(house.entity.pk, units, on)}


def test_the_last_period_that_ended_asks_for_its_value(house: House) -> None:
    row = approved_of(house)
    assert codes(house, APRIL) == {"SOL_R", "SOL"}
    assert codes(house, APRIL, "Oficina Jurídica") == set()
    reported_of(house, row)
    assert codes(house, APRIL, None) == set()
    assert codes(house, date(YEAR, 5, 2)) == {"SOL_R"}


def test_a_draft_asks_nobody(house: House) -> None:
    draft_of(house)
    assert codes(house, APRIL, None) == set()


def test_the_liaison_sees_it_at_home_and_among_what_is_owed(house: House) -> None:
    row, lucia = approved_of(house), house.lucia.browser()
    told = text_of(lucia.get("/"))
    assert "Faltan los valores de 2 variables" in told
    page = lucia.get(reverse("web:followup-owed"))
    assert f'href="{reverse("web:indicators-variables")}"' in page.content.decode()
    assert "Faltan los valores" not in text_of(house.irene.browser().get("/"))
    today = timezone.localdate()
    for variable in (each.variable for each in queries.variables_in(row)):
        year, ordinal = queries.last_ended(today)[variable.periodicity]
        report_value(house.pilar.actor, variable, year, ordinal, Quantity.of(1))
    assert "Faltan los valores" not in text_of(lucia.get("/"))
