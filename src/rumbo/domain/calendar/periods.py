"""Periods derived from calendar months. A fiscal year is a calendar year; ends are real month ends, never a step in
days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Periodicity:
    """How often a target is reported. `months` is the length of a period; 0 when the calendar does not set it."""

    code: str
    months: int

    @property
    def per_year(self) -> int:
        """How many periods a fiscal year has; 1 for a target reported once, 0 on demand."""
        if self.months:
            return MONTHS_OF_YEAR // self.months
        return 1 if self == ONCE else 0


MONTHLY = Periodicity("monthly", 1)
BIMONTHLY = Periodicity("bimonthly", 2)
QUARTERLY = Periodicity("quarterly", 3)
FOUR_MONTHLY = Periodicity("four_monthly", 4)
SEMIANNUAL = Periodicity("semiannual", 6)
ANNUAL = Periodicity("annual", 12)
ONCE = Periodicity("once", 0)
ON_DEMAND = Periodicity("on_demand", 0)

PERIODICITIES = {
    each.code: each for each in (MONTHLY, BIMONTHLY, QUARTERLY, FOUR_MONTHLY, SEMIANNUAL, ANNUAL, ONCE, ON_DEMAND)
}


@dataclass(frozen=True, slots=True)
class Period:
    """A piece of a fiscal year that is reported as one: the second quarter of 2024 is (2024, QUARTERLY, 2, …, …)."""

    fiscal_year: int
    periodicity: Periodicity
    ordinal: int
    first_day: date
    last_day: date

    @property
    def key(self) -> tuple[int, int]:
        """(fiscal year, ordinal): what reports of one target are kept by."""
        return self.fiscal_year, self.ordinal


def periods_of_year(fiscal_year: int, periodicity: Periodicity) -> tuple[Period, ...]:
    """All periods of a year, without gap or overlap. Empty for `ONCE` and `ON_DEMAND`: the year alone does not set
    them."""
    if not periodicity.months:
        return ()
    count = MONTHS_OF_YEAR // periodicity.months
    return tuple(_period(fiscal_year, periodicity, ordinal) for ordinal in range(1, count + 1))


def periods_of_target(start: date, end: date, periodicity: Periodicity) -> tuple[Period, ...]:
    """The periods that a target owes between its first and last day: every period that shares a day with them.

    A target reported once owes one period, from its first to its last day, in the fiscal year in which it ends. On
    demand nothing is owed by calendar. Raises ValueError when the target ends before it starts.
    """
    if end < start:
        raise ValueError(f"a target ends before it starts: {start} > {end}")
    if periodicity == ONCE:
        return (Period(end.year, periodicity, 1, start, end),)
    years = range(start.year, end.year + 1)
    every = (period for year in years for period in periods_of_year(year, periodicity))
    return tuple(period for period in every if period.last_day >= start and period.first_day <= end)


def period_of_day(day: date, periodicity: Periodicity) -> Period | None:
    """The period in which a day falls; None when the calendar does not set the periods."""
    if not periodicity.months:
        return None
    return _period(day.year, periodicity, (day.month - 1) // periodicity.months + 1)


def cut_off_days(fiscal_year: int, periodicity: Periodicity) -> tuple[date, ...]:
    """The days on which a year is followed up: the last day of each period (quarterly: 31 March, 30 June, …)."""
    return tuple(period.last_day for period in periods_of_year(fiscal_year, periodicity))


def periods_due(periods: Iterable[Period], cut_off: date) -> tuple[Period, ...]:
    """The periods that have ended on a cut-off day, in the order of the calendar."""
    return tuple(sorted((each for each in periods if each.last_day <= cut_off), key=lambda each: each.last_day))


def _period(fiscal_year: int, periodicity: Periodicity, ordinal: int) -> Period:
    first_month = (ordinal - 1) * periodicity.months + 1
    after = first_month + periodicity.months
    next_first = date(fiscal_year + (after - 1) // MONTHS_OF_YEAR, (after - 1) % MONTHS_OF_YEAR + 1, 1)
    return Period(fiscal_year, periodicity, ordinal, date(fiscal_year, first_month, 1), next_first - timedelta(days=1))
