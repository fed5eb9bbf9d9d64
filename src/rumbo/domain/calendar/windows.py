"""The windows of a round: from when it is reported, until when it is reported and reviewed, and when it closes.

Each day is told from the last day of the period by a rule of the entity, one set of rules a periodicity. A last day
holds until midnight in the time zone of the entity.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from rumbo.domain.calendar.working_days import working_day_from, working_days_after

MOST_DAYS = 366


def day_in_zone(moment: datetime, zone: str) -> date:
    """The day that a moment (aware) is in a time zone: 04:59 UTC of the 16th is still the 15th in Bogotá."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """The moment (aware) in which a last day is over: midnight in a time zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class DayRule:
    """A day told from the last day of a period: so many days after it, negative before it; working days or plain."""

    days: int
    working: bool = True

    def day_after(self, last_day: date, days_off: Container[date]) -> date:
        """The day of a period."""
        if self.working:
            return working_days_after(last_day, self.days, days_off)
        return last_day + timedelta(days=self.days)

    def deadline_after(self, last_day: date, days_off: Container[date]) -> date:
        """The same for a term that runs out: one that would end on a day off ends on the next working day."""
        return working_day_from(self.day_after(last_day, days_off), days_off)


class Stage(StrEnum):
    """Where a round stands on a day. What has no date never ends."""

    AHEAD = "ahead"
    REPORTING = "reporting"
    REVIEWING = "reviewing"
    CLOSING = "closing"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Windows:
    """The days of one round; None where nobody set one. Each last day is part of its window."""

    opens_on: date | None = None
    report_until: date | None = None
    review_until: date | None = None
    close_on: date | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are set, in the order in which they must come."""
        every = (self.opens_on, self.report_until, self.review_until, self.close_on)
        return tuple(day for day in every if day is not None)

    @property
    def in_order(self) -> bool:
        """Whether nothing ends before what must come before it."""
        return list(self.days) == sorted(self.days)

    def stage_on(self, day: date) -> Stage:
        """Where the round stands on a day of the entity."""
        if self.opens_on is not None and day < self.opens_on:
            return Stage.AHEAD
        if self.report_until is None or day <= self.report_until:
            return Stage.REPORTING
        if self.review_until is None or day <= self.review_until:
            return Stage.REVIEWING
        return Stage.CLOSING if self.close_on is None or day <= self.close_on else Stage.OVERDUE

    def stage_at(self, moment: datetime, zone: str) -> Stage:
        """Where the round stands at a moment, in the time zone of the entity."""
        return self.stage_on(day_in_zone(moment, zone))


UNSET = Windows()


@dataclass(frozen=True, slots=True)
class WindowRules:
    """How the windows of every period of a periodicity are told from its last day."""

    opens: DayRule
    report: DayRule
    review: DayRule
    close: DayRule

    @property
    def in_order(self) -> bool:
        """Whether each begins or ends after what comes before it, in a month without feasts."""
        month_end = date(2023, 9, 30)
        days = [rule.day_after(month_end, ()) for rule in (self.opens, self.report, self.review, self.close)]
        return days == sorted(days)

    def windows_of(self, last_day: date, days_off: Container[date]) -> Windows:
        """The windows of the period that ends on a day. Nothing ends before what comes before it, whatever feasts fall
        in between."""
        report = self.report.deadline_after(last_day, days_off)
        review = max(report, self.review.deadline_after(last_day, days_off))
        close = max(review, self.close.deadline_after(last_day, days_off))
        return Windows(min(report, self.opens.day_after(last_day, days_off)), report, review, close)


_SHORT = WindowRules(DayRule(1, working=False), DayRule(5), DayRule(8), DayRule(10))
_LONG = WindowRules(DayRule(1, working=False), DayRule(10), DayRule(15), DayRule(20))

DEFAULT_RULES: Mapping[str, WindowRules] = {
    # Investment projects report in the first five working days of the month; the follow-up of the transparency
    # programme is published ten working days after its four months.
    "monthly": _SHORT,
    "bimonthly": _SHORT,
    "four_monthly": _SHORT,
    "quarterly": _LONG,
    "semiannual": _LONG,
    # Twenty working days after 31 December is the end of January, by when the year is published.
    "annual": _LONG,
}
"""What holds while an entity says nothing, by code of periodicity."""


def rules_from(value: Any) -> WindowRules:
    """The rules that a plain value says ({"opens": {"days": 1, "working": false}, "report": …, "review": …, "close":
    …}). ValueError when it does not say them whole, or in an order in which something could end before it begins."""
    try:
        rules = WindowRules(*(_rule(value[name]) for name in ("opens", "report", "review", "close")))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no rules of windows: {value!r}") from error
    if not rules.in_order:
        raise ValueError(f"windows out of order: {value!r}")
    return rules


def plain_rules(rules: WindowRules) -> dict[str, dict[str, int | bool]]:
    """The rules as a plain value, the inverse of `rules_from`."""
    named = {"opens": rules.opens, "report": rules.report, "review": rules.review, "close": rules.close}
    return {name: {"days": rule.days, "working": rule.working} for name, rule in named.items()}


def _rule(value: Mapping[str, Any]) -> DayRule:
    days, working = value["days"], value["working"]
    if not isinstance(days, int) or isinstance(days, bool) or not isinstance(working, bool) or abs(days) > MOST_DAYS:
        raise ValueError(f"no rule of a day: {value!r}")
    return DayRule(days, working)
