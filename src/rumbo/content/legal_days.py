"""By which day of the year the law wants each document published, as far as the catalogue knows."""

from rumbo.content.load import catalogue
from rumbo.domain.checks.published import LegalDay
from rumbo.domain.norms import UNVERIFIED


def legal_day(layout: str) -> LegalDay | None:
    """The legal day of the documents of a layout, None where nobody wrote one down."""
    found = catalogue("legal_days")
    entry = next((each for each in found.entries if each.code == layout), None) if found else None
    if entry is None:
        return None
    month, day = entry.facts["due"].split("-")
    return LegalDay(int(month), int(day), entry.facts["norm"], entry.confidence != UNVERIFIED)
