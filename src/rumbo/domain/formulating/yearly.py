"""What a plan of one year promises, said again for a later one: its days and its programme move, its amounts stay."""

from collections.abc import Mapping
from datetime import date

from rumbo.domain.numbers import Quantity

Slot = tuple[int, str, int]
"""A period by its fiscal year, its periodicity and its place in the year."""


def moved_day(day: date | None, years: int) -> date | None:
    """The same day so many years later; the 29th of February becomes the 28th where there is none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def moved_programme(programme: Mapping[Slot, Quantity | None], before: int, after: int) -> dict[Slot, Quantity | None]:
    """The programme of a year for another. Where the later year is programmed already that stands; what is programmed
    for years after it stays too, and what is programmed for earlier ones stays behind."""
    kept = {slot: amount for slot, amount in programme.items() if slot[0] >= after}
    if any(year == after for year, _code, _place in kept):
        return kept
    moved = {(after, code, place): amount for (year, code, place), amount in programme.items() if year == before}
    return moved | kept
