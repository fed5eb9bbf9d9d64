"""Numbers and days as people write them in the cells of a plan.

Numbers: thousands by dot and decimals by comma (23.669.955; 0,30), a decimal point where no thousands are possible
(0.25; 40.0), a percent sign or a peso sign beside them. Days come first (1/03/2024), months also by name. What could
be read in two ways, or in none, is None: a check tells it with its place.
"""

import re
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"(?P<sign>-?)\s*\$?\s*(?P<figures>\d[\d.,]*)\s*%?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_DAY = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_WORDS = re.compile(
    r"(\d{1,2})(?:\s*(?:°|º|ro|er))?\s*(?:de\s+|[-/ ]\s*)?([a-zñ]{3,10})\.?\s*(?:del?\s+|[-/, ]\s*)?(\d{4})"
)
_MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]


def parse_number(text: str) -> Decimal | None:
    """The number of a text, or None. "1.000" is a thousand, "0.250" a quarter, "1,5" one and a half."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    plain = _plain(found["figures"])
    return Decimal(found["sign"] + plain) if plain else None


def _plain(figures: str) -> str:
    whole, comma, decimals = figures.rpartition(",")
    if comma and "," not in whole and "." not in decimals and decimals:
        return f"{whole.replace('.', '')}.{decimals}" if "." not in whole or _DOTS.fullmatch(whole) else ""
    if _COMMAS.fullmatch(figures):
        return figures.replace(",", "")
    if "," in figures:
        return ""
    if _DOTS.fullmatch(figures) and not figures.startswith("0"):
        return figures.replace(".", "")
    return figures if figures.count(".") <= 1 and figures[-1] != "." else ""


def parse_date(text: str) -> date | None:
    """The day of a text, day first, or None when it is no day of the calendar."""
    words = text.strip().casefold()
    if found := _DAY.fullmatch(words):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        return _day(year + 2000 if len(found[4]) == 2 else year, month, day)
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if (found := _WORDS.fullmatch(words)) and found[2][:3] in _MONTHS:
        return _day(int(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
