"""What the last night found of what is closed, as a page tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.domain.measurement.differing import WHATS
from rumbo.faces.web.measures import MEASURES, SETTINGS
from rumbo.faces.web.words import PeriodNamed, period_words


@dataclass(frozen=True, slots=True)
class Changed:
    """A closing that no longer agrees: its name and address, how many differences, the first of them in words."""

    name: str
    href: str
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """The last verification: when, of how many closings, how many differences, and of which closings."""

    at: datetime
    closings: int
    differing: int
    changed: tuple[Changed, ...]


def verification_shown(last: Any) -> Verified | None:
    """The last verification of an entity, None where there is none yet."""
    if last is None:
        return None
    return Verified(last.at, last.closings, last.differing, tuple(_changed(each) for each in last.told))


def _changed(told: Mapping[str, Any]) -> Changed:
    # Of what cannot be read, or is gone, no period is known and there is no sheet.
    year, periodicity, ordinal = told["period"].split() or ("", "", "")
    period = period_words(PeriodNamed(int(year), periodicity, int(ordinal))) if year else ""
    named = [told["plan"], period]
    href = reverse("web:measurement-sheet", args=[told["followup"]]) if year else ""
    lines = tuple(dict.fromkeys(map(_line, told["first"])))
    return Changed(", ".join(part for part in named if part), href, told["count"], lines)


def _line(each: Mapping[str, str]) -> str:
    subject = str(SETTINGS.get(each["subject"], each["subject"])) or _("todo el plan")
    if each["measure"] in MEASURES:
        subject = f"{subject} ({MEASURES[each['measure']]})"
    return f"{subject}: {_(WHATS.get(each['what'], each['what']))}"
