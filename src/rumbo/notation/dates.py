"""Dates as people in Colombia write them: day first, with names of months, with slips that are told and never guessed.

A slip (a day that does not exist, a month first, a year from another age, a mark left out) is `Doubtful` with its
reason, and with the date that was probably meant where only one makes sense; a person decides.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2100

MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS["es"], 1)} | {"set": 9}
_MONTH_NAME = r"(?P<month>ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?"
_MONTH_NAME += r"|sept?(?:iembre)?|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\.?"
_WEEKDAY = r"(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+)?"
_OF = r"(?:\s*[-/]\s*|\s+(?:de\s+|del\s+)?)"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_LONGEST = 200
"""Letters beyond which a text says more than a date."""
_DAY = r"(?P<day>[0-9]{1,2})\s*(?:°|º|ro\.?|\.º)?"

_ISO = re.compile(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})(?:[T ][0-9:.Z+-]*)?")
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})\s*([-/.])\s*(?P<month>[0-9]{1,2})\s*\2\s*(?P<year>[0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(?:{_DAY}|(?P<first>primero)){_OF}{_MONTH_NAME}{_OF}(?:año\s+)?{_YEAR}", re.IGNORECASE
)
_MONTH_FIRST_NAMED = re.compile(rf"{_WEEKDAY}{_MONTH_NAME}\s+{_DAY},?{_OF}{_YEAR}", re.IGNORECASE)
_MONTH_NAMED = re.compile(rf"{_MONTH_NAME}{_OF}{_YEAR}", re.IGNORECASE)
_MONTH_NUMERIC = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s*[-/]\s*(?P<year>[0-9]{4})")
_MARK_LEFT_OUT = (
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{2})[0-9]?(?P<year>(?:19|20)[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{2})[0-9]?(?P<month>[0-9]{2})/(?P<year>(?:19|20)[0-9]{2})"),
)
_SEVERAL = re.compile(rf"[0-9]{{1,2}}\s*(?:al?|-|y)\s*[0-9]{{1,2}}\s+(?:de\s+)?{_MONTH_NAME}.*", re.IGNORECASE)
_LIKE_A_DATE = re.compile(r"[0-9]+\s*[-/.]\s*[0-9]+(?:\s*[-/.]\s*[0-9]+)*")


class Reason(StrEnum):
    """Why a date is doubtful."""

    NO_SUCH_DAY = "no_such_day"
    MONTH_FIRST = "month_first"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    MARK_LEFT_OUT = "mark_left_out"
    SEVERAL_DAYS = "several_days"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text that looks like a date and is none as written; `suggestion` is what was probably meant."""

    reason: Reason
    suggestion: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, as in "Dic-2024"."""

    year: int
    month: int


def read_date(text: str) -> date | Month | Doubtful | None:
    """What a whole text says of a date; None when it says none."""
    text = " ".join(text.split()).strip(" .,") if len(text) <= _LONGEST else ""
    for pattern in (_ISO, _NUMERIC, _DAY_NAMED, _MONTH_FIRST_NAMED):
        if found := pattern.fullmatch(text):
            return _day(found)
    for pattern in (_MONTH_NAMED, _MONTH_NUMERIC):
        if found := pattern.fullmatch(text):
            year = _year(found["year"])
            in_range = FIRST_YEAR <= year <= LAST_YEAR
            return Month(year, _month(found["month"])) if in_range else Doubtful(Reason.YEAR_OUT_OF_RANGE)
    return _slip(text)


def parse_date(text: str) -> date | None:
    """The day that a whole text writes; None when it writes none or a doubtful one."""
    read = read_date(text)
    return read if isinstance(read, date) else None


def print_date(day: date, language: str = "es") -> str:
    """The numeric form: 1/03/2024 (es), 2024-03-01 (en)."""
    return day.isoformat() if language == "en" else f"{day.day}/{day.month:02d}/{day.year:04d}"


def print_long_date(day: date, language: str = "es") -> str:
    """The form of a letter: 1 de marzo de 2024 (es), 1 March 2024 (en)."""
    month = MONTHS[language][day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day} de {month} de {day.year}"


def _day(found: re.Match[str]) -> date | Doubtful:
    written = found.groupdict()
    day = 1 if written.get("first") else int(written["day"])
    return _checked(_year(written["year"]), _month(written["month"]), day)


def _checked(year: int, month: int, day: int) -> date | Doubtful:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Doubtful(Reason.YEAR_OUT_OF_RANGE)
    if (exact := _date(year, month, day)) is not None:
        return exact
    swapped = _date(year, day, month)
    return Doubtful(Reason.MONTH_FIRST, swapped) if swapped else Doubtful(Reason.NO_SUCH_DAY)


def _slip(text: str) -> Doubtful | None:
    for pattern in _MARK_LEFT_OUT:
        if found := pattern.fullmatch(text):
            meant = _date(int(found["year"]), int(found["month"]), int(found["day"]))
            return Doubtful(Reason.MARK_LEFT_OUT, meant)
    if _SEVERAL.fullmatch(text):
        return Doubtful(Reason.SEVERAL_DAYS)
    pieces = re.split(r"\s*[-/.]\s*", text)
    if _LIKE_A_DATE.fullmatch(text) and len(pieces) == 3 and "/" in text:
        return Doubtful(Reason.YEAR_OUT_OF_RANGE)
    return None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_NUMBERS[text[:3].lower()]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
