"""Up to which day the figures of a table run, as its data and titles say it: "a 31 de marzo de 2025", "Marzo 2025",
"Enero - junio de 2025", "II trimestre 2025". A month or period says its last day."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.period_labels import taken_apart
from rumbo.notation.dates import MONTHS, Month, read_date

_DAYS = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+de\s+[a-z]+\s+del?\s+(?:año\s+)?\d{4}", re.IGNORECASE
)
_OTHER_DAY = re.compile(r"\b(decreto|acuerdo|ordenanza|resolucion|impres|generad|elabor|aprobad|adoptad)")
"""Words beside which a day is that of an act or of the printing."""
_MONTH = re.compile(rf"\b({'|'.join(MONTHS['es'])}|setiembre)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_FILE = re.compile(r"(?<!\d)(20\d\d)[-_ ](0[1-9]|1[0-2])(?!\d)")
_MONTHS_OF = {"mensual": 1, "bimestral": 2, "trimestral": 3, "cuatrimestral": 4, "semestral": 6, "anual": 12}


def cut_off_in(texts: Iterable[str], year: int | None = None) -> date | None:
    """The day that the first text to say one says; `year` is the fiscal year, where a text names a month alone."""
    return next((day for text in texts if (day := _said(text[:300], year))), None)


def _said(text: str, year: int | None) -> date | None:
    if _OTHER_DAY.search(folded(text)):
        return None
    days = [day for found in _DAYS.findall(text) if isinstance(day := read_date(found), date)]
    if days:
        return max(days)
    whole = read_date(text)
    if isinstance(whole, date):
        return whole
    if isinstance(whole, Month):
        return _last_day(whole.year, whole.month)
    return _by_words(text, year)


def _by_words(text: str, year: int | None) -> date | None:
    label = taken_apart(text)
    said = label.fiscal_year or year
    if label.ordinal and said:
        return last_day_of(PeriodRef(said, label.periodicity, label.ordinal))
    words = folded(text)
    if (months := _MONTH.findall(words)) and (years := _YEAR.findall(words) or ([str(said)] if said else [])):
        name = "septiembre" if months[-1] == "setiembre" else months[-1]
        return _last_day(int(years[-1]), MONTHS["es"].index(name) + 1)
    if found := _FILE.search(text):
        return _last_day(int(found[1]), int(found[2]))
    return None


def last_day_of(period: PeriodRef) -> date | None:
    """The last day of a period of a year; None for one that has no such ordinal."""
    month = _MONTHS_OF.get(period.periodicity, 0) * period.ordinal
    return _last_day(period.fiscal_year, month) if 1 <= month <= 12 else None


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
