"""Periods follow the months of the calendar and cover a year without gap or overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.calendar import (
    ANNUAL,
    FOUR_MONTHLY,
    MONTHLY,
    ON_DEMAND,
    ONCE,
    PERIODICITIES,
    QUARTERLY,
    SEMIANNUAL,
    cut_off_days,
    period_of_day,
    periods_due,
    periods_of_target,
    periods_of_year,
)

REGULAR = [each for each in PERIODICITIES.values() if each.months]


def test_quarters_end_on_the_official_cut_offs() -> None:
    assert cut_off_days(2024, QUARTERLY) == (
        date(2024, 3, 31),
        date(2024, 6, 30),
        date(2024, 9, 30),
        date(2024, 12, 31),
    )


def test_four_monthly_and_leap_february() -> None:
    assert cut_off_days(2023, FOUR_MONTHLY) == (date(2023, 4, 30), date(2023, 8, 31), date(2023, 12, 31))
    assert cut_off_days(2024, MONTHLY)[1] == date(2024, 2, 29)


@given(st.integers(1990, 2100), st.sampled_from(REGULAR))
def test_a_year_is_covered_once(year: int, periodicity) -> None:
    periods = periods_of_year(year, periodicity)
    assert len(periods) == periodicity.per_year
    assert periods[0].first_day == date(year, 1, 1)
    assert periods[-1].last_day == date(year, 12, 31)
    for before, after in pairwise(periods):
        assert before.last_day + timedelta(days=1) == after.first_day
        assert after.ordinal == before.ordinal + 1


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(REGULAR))
def test_every_day_falls_in_its_period(day: date, periodicity) -> None:
    period = period_of_day(day, periodicity)
    assert period is not None
    assert period.first_day <= day <= period.last_day
    assert period in periods_of_year(day.year, periodicity)


def test_a_target_owes_the_periods_it_touches() -> None:
    periods = periods_of_target(date(2024, 2, 15), date(2025, 1, 10), QUARTERLY)
    assert [period.key for period in periods] == [(2024, 1), (2024, 2), (2024, 3), (2024, 4), (2025, 1)]


def test_a_target_reported_once_owes_one_period_in_the_year_it_ends() -> None:
    (period,) = periods_of_target(date(2023, 11, 1), date(2024, 5, 31), ONCE)
    assert (period.key, period.first_day, period.last_day) == ((2024, 1), date(2023, 11, 1), date(2024, 5, 31))


def test_on_demand_owes_nothing_by_calendar() -> None:
    assert periods_of_target(date(2024, 1, 1), date(2024, 12, 31), ON_DEMAND) == ()
    assert period_of_day(date(2024, 1, 1), ON_DEMAND) is None


def test_a_target_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        periods_of_target(date(2024, 2, 1), date(2024, 1, 31), ANNUAL)


def test_due_on_a_day() -> None:
    periods = periods_of_year(2024, SEMIANNUAL)
    assert periods_due(reversed(periods), date(2024, 6, 30)) == periods[:1]
    assert periods_due(periods, date(2024, 6, 29)) == ()
