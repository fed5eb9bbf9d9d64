"""A variable that is reported more often than its indicator is measured: its values of a period, as one."""

from collections.abc import Mapping
from fractions import Fraction

from rumbo.domain.calendar.periods import Period, Periodicity, period_of_day, periods_of_year

SUM, LAST = "sum", "last"
GATHERINGS = (SUM, LAST)


def needed(variable: Periodicity, period: Period) -> tuple[tuple[int, int], ...]:
    """The (fiscal year, ordinal) of every value of a variable that a period of its indicator needs.

    A variable reported less often than its indicator is measured lends the value of the longer period that holds it;
    one that the calendar does not set has one value a year.
    """
    if not variable.months:
        return ((period.fiscal_year, 1),)
    inside = tuple(
        each.key
        for each in periods_of_year(period.fiscal_year, variable)
        if each.first_day >= period.first_day and each.last_day <= period.last_day
    )
    if inside:
        return inside
    around = period_of_day(period.last_day, variable)
    return (around.key,) if around else ()


def gathered(
    values: Mapping[tuple[int, int], Fraction], variable: Periodicity, gathering: str, period: Period
) -> Fraction | None:
    """The value of a variable in a period: the sum of its parts, or the last of them; None where one is missing."""
    wanted = needed(variable, period)
    if not wanted or any(key not in values for key in wanted):
        return None
    return values[wanted[-1]] if gathering == LAST else sum((values[key] for key in wanted), Fraction(0))
