"""The days on which a country does not work, as a well-kept library knows them: moved Mondays, Easter, new laws."""

from collections.abc import Container
from datetime import date
from functools import cache


class DaysOff(Container[date]):
    """The public holidays of a country, looked up year by year as they are asked for. `country` is ISO 3166-1."""

    def __init__(self, country: str) -> None:
        self.country = country

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _of_year(self.country, day.year)

    def of_year(self, year: int, language: str = "es") -> dict[date, str]:
        """The holidays of a year with their names in a language ("es", "en"), in the order of the calendar."""
        return dict(sorted(_of_year(self.country, year, language).items()))


COLOMBIA = DaysOff("CO")


NAMED = {"en": "en_US"}
"""How the library calls a language, where not by its code."""


@cache
def _of_year(country: str, year: int, language: str = "es") -> dict[date, str]:
    import holidays  # only who asks for a holiday pays for the library

    return dict(holidays.country_holidays(country, years=[year], language=NAMED.get(language, language)).items())
