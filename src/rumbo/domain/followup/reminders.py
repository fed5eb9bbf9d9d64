"""On which days a term is reminded: before it, on it and after it, to who answers and then to who leads.

Days before and after are working days. A day on which nothing could be sent is caught up on the next: one reminder
stands for all that fell in between.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rumbo.domain.calendar.working_days import working_days_after

LAST = 20
"""Working days after a term on which the last reminder may fall: from then on the board says it, not the mail."""
MOST_BEFORE = 30
HOURS = range(24)


class Moment(StrEnum):
    """Where a day stands before the last day of a term."""

    OVER = "over"
    TODAY = "today"
    AHEAD = "ahead"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for themselves: whether they want the reminders before the term and on its last day, and how
    many working days before the first one comes (None: as the entity says). What is over is always told."""

    before: bool = True
    early: int | None = None
    on_day: bool = True


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """When an entity reminds: `before` in working days before the last day, on it (`on_day`), the first working day
    after it and every so many from there on (`every`); `escalate` working days after it the lead is told too (0:
    never). Nothing is written before `hour` of the entity's own day."""

    before: tuple[int, ...] = (5, 1)
    on_day: bool = True
    every: int = 3
    escalate: int = 3
    hour: int = 7

    def for_choice(self, choice: Choice) -> "ReminderRules":
        """The rules as a person wants them."""
        before = self.before if choice.before else ()
        if before and choice.early is not None:
            before = (choice.early, *(days for days in before if days < choice.early))
        return replace(self, before=before, on_day=self.on_day and choice.on_day)

    def days_of(self, until: date, days_off: Container[date]) -> tuple[date, ...]:
        """The days on which who answers is reminded of a term."""
        ahead = [working_days_after(until, -days, days_off) for days in self.before]
        itself = [until] if self.on_day else []
        return tuple(sorted({*ahead, *itself, *_after(until, 1, self.every, days_off)}))

    def escalation_days(self, until: date, days_off: Container[date]) -> tuple[date, ...]:
        """The days on which who leads is told of a term that is over."""
        return _after(until, self.escalate, self.every, days_off) if self.escalate else ()


USUAL = ReminderRules()
"""What holds while an entity says nothing."""


def falls(days: tuple[date, ...], since: date, day: date) -> bool:
    """Whether one of these days came after the last on which reminders were written, up to today."""
    return any(since < each <= day for each in days)


def moment_on(until: date | None, day: date) -> Moment:
    """Where a day stands before a term."""
    if until is None:
        return Moment.UNDATED
    if day > until:
        return Moment.OVER
    return Moment.TODAY if day == until else Moment.AHEAD


def plain_rules(rules: ReminderRules) -> dict[str, Any]:
    """The rules as a setting keeps them."""
    told = {name: getattr(rules, name) for name in ("on_day", "every", "escalate", "hour")}
    return {"before": list(rules.before), **told}


def rules_from(value: Mapping[str, Any]) -> ReminderRules:
    """The inverse of `plain_rules`. ValueError when the value does not say them whole."""
    try:
        before = tuple(sorted({_whole(days, 1, MOST_BEFORE) for days in value["before"]}, reverse=True))
        every, escalate = _whole(value["every"], 1, LAST), _whole(value["escalate"], 0, LAST)
        return ReminderRules(before, value["on_day"] is True, every, escalate, _whole(value["hour"], 0, HOURS[-1]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no rules of reminders: {value!r}") from error


def _after(until: date, first: int, every: int, days_off: Container[date]) -> tuple[date, ...]:
    return tuple(working_days_after(until, days, days_off) for days in range(first, LAST + 1, every))


def _whole(number: Any, least: int, most: int) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise ValueError(f"not a number from {least} to {most}: {number!r}")
    return number
