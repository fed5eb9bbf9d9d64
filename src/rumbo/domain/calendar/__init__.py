"""Periods: how a fiscal year is cut, which periods a target owes, and what is due on a day; the windows to report, to
review and to close each of them, and why something is locked (`windows`, `locks`, `working_days`, `rounds`).

A periodicity is a value with a length in months, not an enumeration: a new one is one line of `PERIODICITIES`.
"""

from rumbo.domain.calendar.periods import (
    ANNUAL,
    BIMONTHLY,
    FOUR_MONTHLY,
    MONTHLY,
    ON_DEMAND,
    ONCE,
    PERIODICITIES,
    QUARTERLY,
    SEMIANNUAL,
    Period,
    Periodicity,
    cut_off_days,
    period_of_day,
    periods_due,
    periods_of_target,
    periods_of_year,
)

__all__ = [
    "ANNUAL",
    "BIMONTHLY",
    "FOUR_MONTHLY",
    "MONTHLY",
    "ONCE",
    "ON_DEMAND",
    "PERIODICITIES",
    "QUARTERLY",
    "SEMIANNUAL",
    "Period",
    "Periodicity",
    "cut_off_days",
    "period_of_day",
    "periods_due",
    "periods_of_target",
    "periods_of_year",
]
