"""How documents name the periodicities of the calendar: the catalogue's words on one side, the calendar's codes on the
other."""

from functools import cache

from rumbo.content.load import Entry, catalogue
from rumbo.domain.calendar.periods import ANNUAL, PERIODICITIES

_WITHOUT_MONTHS = {"unica": "once", "a_demanda": "on_demand"}


def calendar_code(text: str) -> str:
    """The calendar's code of a name, alias or code in use ("Trimestral", "trimestre"); empty when nobody uses it."""
    return _codes().get(text.strip().casefold(), "")


def name_of(code: str) -> str:
    """The name that documents print for a code of the calendar; what is no code stands for itself."""
    entry = _entries().get(code)
    return entry.name if entry else code


def catalogue_code(code: str) -> str:
    """The catalogue's code ("trimestral") of a code of the calendar ("quarterly")."""
    entry = _entries().get(code)
    return entry.code if entry else code


@cache
def _entries() -> dict[str, Entry]:
    """The entry of the catalogue for each code of the calendar; spans of several years have none."""
    listed = catalogue("periodicities")
    by_months = {each.months: each.code for each in PERIODICITIES.values() if each.months}
    found: dict[str, Entry] = {}
    for entry in listed.entries if listed else ():
        months = int(entry.facts.get("months") or 0)
        code = by_months.get(months) if 0 < months <= ANNUAL.months else _WITHOUT_MONTHS.get(entry.code)
        if code:
            found[code] = entry
    return found


@cache
def _codes() -> dict[str, str]:
    words = {word.casefold(): code for code, entry in _entries().items() for word in (entry.code, *entry.names)}
    return words | {code: code for code in PERIODICITIES}
