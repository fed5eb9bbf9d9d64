"""Rounds and settings as the values that the rules of the calendar know. A round is any row with its four days."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from rumbo.domain.calendar.locks import STRICT, Lateness
from rumbo.domain.calendar.windows import DEFAULT_RULES, WindowRules, Windows, rules_from

WINDOW = "window_"
LATE_REPORT, LATE_REVIEW = "late_report", "late_review"


class Round(Protocol):
    """What the calendar needs of a round of follow-up, which lives above it."""

    opens_on: date | None
    report_until: date | None
    review_until: date | None
    close_on: date | None


class Owed(Protocol):
    """What the calendar needs of a report, with its round at hand; of a contribution to one, `contributor_id` besides:
    an exception of the unit that contributes lengthens its term as one of the unit that reports does."""

    pk: int
    entity_id: int
    period_id: int
    target_id: int
    unit_id: int | None
    state: str
    reopened_until: datetime | None
    followup: Any


def windows_of(followup: Round) -> Windows:
    """The days of a round."""
    return Windows(followup.opens_on, followup.report_until, followup.review_until, followup.close_on)


def columns_of(windows: Windows) -> dict[str, date | None]:
    """The same as the columns of a round."""
    names = ("opens_on", "report_until", "review_until", "close_on")
    return {name: getattr(windows, name) for name in names}


def rules_of(settings: Mapping[str, Any]) -> dict[str, WindowRules]:
    """For each periodicity of the calendar its rules: what the settings say, else what holds while nobody says."""
    recorded = {code: settings.get(f"{WINDOW}{code}") for code in DEFAULT_RULES}
    return {code: rules_from(value) if value else DEFAULT_RULES[code] for code, value in recorded.items()}


def lateness_of(settings: Mapping[str, Any]) -> Lateness:
    """What the settings let happen late."""
    report, review = settings.get(LATE_REPORT, STRICT.report), settings.get(LATE_REVIEW, STRICT.review)
    return Lateness(report=report is True, review=review is True)
