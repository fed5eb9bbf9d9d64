"""Values of a variable that is reported more, or less, often than its indicator is measured."""

from fractions import Fraction

import pytest

from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.domain.indicators.gathering import LAST, SUM, gathered

MONTHS = {(2024, month): Fraction(month) for month in range(1, 13)}


@pytest.mark.parametrize(
    ("values", "variable", "gathering", "indicator", "ordinal", "expected"),
    [
        (MONTHS, "monthly", SUM, "quarterly", 2, 15),
        (MONTHS, "monthly", LAST, "quarterly", 2, 6),
        (MONTHS, "monthly", SUM, "annual", 1, 78),
        (MONTHS, "monthly", SUM, "monthly", 12, 12),
        ({(2024, 1): Fraction(7)}, "annual", SUM, "quarterly", 3, 7),
        ({(2024, 1): Fraction(7)}, "on_demand", SUM, "quarterly", 3, 7),
        ({(2024, 4): Fraction(4), (2024, 6): Fraction(6)}, "monthly", LAST, "quarterly", 2, None),
        ({}, "quarterly", SUM, "quarterly", 1, None),
    ],
)
def test_values_of_a_period(
    values: dict[tuple[int, int], Fraction],
    variable: str,
    gathering: str,
    indicator: str,
    ordinal: int,
    expected: int | None,
) -> None:
    period = periods_of_year(2024, PERIODICITIES[indicator])[ordinal - 1]
    assert gathered(values, PERIODICITIES[variable], gathering, period) == expected
