"""The days on which Colombia does not work, with their names in the language of whoever reads them."""

from datetime import date

import pytest

from rumbo.content.days_off import COLOMBIA


@pytest.mark.parametrize(("language", "name"), [("es", "Año Nuevo"), ("en", "New Year's Day")])
def test_a_holiday_is_named_in_the_language_of_its_reader(language: str, name: str) -> None:
    assert COLOMBIA.of_year(2026, language)[date(2026, 1, 1)] == name


def test_the_day_of_a_moved_holiday_is_the_monday() -> None:
    assert date(2026, 1, 12) in COLOMBIA
    assert date(2026, 1, 6) not in COLOMBIA
