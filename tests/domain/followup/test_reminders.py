"""The days of reminders against a wall calendar, and what holds for every calendar and every clock that stops."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.content.days_off import COLOMBIA
from rumbo.domain.calendar.working_days import is_working
from rumbo.domain.followup.reminders import (
    LAST,
    USUAL,
    Choice,
    Moment,
    ReminderRules,
    falls,
    moment_on,
    plain_rules,
    rules_from,
)

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "reminders" / "days.yaml").read_text(encoding="utf-8")
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
RULES = st.builds(
    ReminderRules,
    before=st.lists(st.integers(1, 30), max_size=3, unique=True).map(lambda days: tuple(sorted(days, reverse=True))),
    on_day=st.booleans(),
    every=st.integers(1, LAST),
    escalate=st.integers(0, LAST),
    hour=st.integers(0, 23),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_term_is_reminded_on_these_days(case: dict[str, Any]) -> None:
    rules = rules_from(case["rules"]) if "rules" in case else USUAL
    chosen = rules.for_choice(Choice(**case.get("choice", {})))
    expected = case["expect"]
    assert list(chosen.days_of(case["until"], COLOMBIA))[: len(expected)] == expected
    if "escalation" in case:
        told = list(rules.escalation_days(case["until"], COLOMBIA))
        assert told[: len(case["escalation"])] == case["escalation"]
        assert bool(told) == bool(case["escalation"])


@given(rules=RULES, until=DAYS)
def test_reminders_fall_on_working_days_and_end(rules: ReminderRules, until: date) -> None:
    days = {*rules.days_of(until, COLOMBIA), *rules.escalation_days(until, COLOMBIA)}
    assert all(is_working(day, COLOMBIA) for day in days - {until})
    assert all(day <= until + timedelta(days=3 * LAST) for day in days)
    assert any(day > until for day in rules.days_of(until, COLOMBIA)), "what is over is always told"


@given(rules=RULES, until=DAYS, clock=st.sets(st.integers(-50, 80), min_size=1, max_size=40))
def test_a_clock_that_stops_catches_up_with_one_reminder_and_loses_none(
    rules: ReminderRules, until: date, clock: set[int]
) -> None:
    """Whatever the days on which the clock runs: one reminder a day at most, and each that fell before is in one."""
    days = rules.days_of(until, COLOMBIA)
    runs = sorted(until + timedelta(days=each) for each in clock)
    since, told = runs[0] - timedelta(days=1), 0
    begun = since
    for run in runs:
        assert not falls(days, run, run), "the second time on a day there is nothing to say"
        told += falls(days, since, run)
        since = run
    due = [day for day in days if begun < day <= runs[-1]]
    assert told <= len(due)
    assert bool(told) == bool(due)


@given(rules=RULES)
def test_rules_are_kept_as_they_are(rules: ReminderRules) -> None:
    assert rules_from(plain_rules(rules)) == rules


@pytest.mark.parametrize(
    "value", [{}, {"before": 5}, {**plain_rules(USUAL), "every": 0}, {**plain_rules(USUAL), "hour": 24}, None]
)
def test_rules_that_say_nothing_are_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        rules_from(value)


def test_a_day_stands_before_on_or_after_a_term() -> None:
    until = date(2026, 7, 10)
    told = [moment_on(until, until + timedelta(days=days)) for days in (-1, 0, 1)]
    assert told == [Moment.AHEAD, Moment.TODAY, Moment.OVER]
    assert moment_on(None, until) == Moment.UNDATED
