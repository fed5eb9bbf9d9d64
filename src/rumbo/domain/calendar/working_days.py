"""Working days (días hábiles): neither Saturday, nor Sunday, nor a day off. Which days are off is told from outside.

Source: Ley 4 de 1913, art. 62: in terms of days, days off do not count; a term that ends on one runs until the first
working day that follows.
"""

from collections.abc import Container
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_working(day: date, days_off: Container[date]) -> bool:
    """Whether people work on a day."""
    return day.weekday() < SATURDAY and day not in days_off


def working_day_from(day: date, days_off: Container[date]) -> date:
    """The day itself when it is a working day, else the first that follows."""
    while not is_working(day, days_off):
        day += ONE_DAY
    return day


def working_days_after(day: date, count: int, days_off: Container[date]) -> date:
    """The working day number `count` after a day, which does not count itself; a negative count goes back.

    None at all gives the day as it is.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working(day, days_off)
    return day
