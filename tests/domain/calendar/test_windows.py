"""Windows follow the calendar on the wall: working days of Colombia, New Year, midnight where the entity is."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.content.days_off import COLOMBIA
from rumbo.domain.calendar.locks import Lateness, Term, close_lock, report_lock, review_lock
from rumbo.domain.calendar.periods import (
    ANNUAL,
    BIMONTHLY,
    FOUR_MONTHLY,
    MONTHLY,
    ON_DEMAND,
    ONCE,
    PERIODICITIES,
    QUARTERLY,
    SEMIANNUAL,
)
from rumbo.domain.calendar.rounds import round_periodicity
from rumbo.domain.calendar.windows import (
    DEFAULT_RULES,
    DayRule,
    Stage,
    WindowRules,
    Windows,
    day_in_zone,
    plain_rules,
    rules_from,
)
from rumbo.domain.calendar.working_days import is_working, working_day_from, working_days_after

CASES = Path(__file__).resolve().parents[2] / "cases" / "calendar"
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
JULY = Windows(date(2026, 7, 1), date(2026, 7, 15), date(2026, 7, 22), date(2026, 7, 29))


def cases(name: str) -> list[Any]:
    return yaml.load((CASES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _rule(text: str) -> DayRule:
    days, kind = text.split()
    return DayRule(int(days), working=kind == "hábiles")


@pytest.mark.parametrize("case", cases("windows.yaml"), ids=lambda case: case["name"])
def test_windows_as_a_planner_counts_them(case: Any) -> None:
    rules = WindowRules(*(_rule(case["rules"][name]) for name in ("opens", "report", "review", "close")))
    found = rules.windows_of(date.fromisoformat(case["period_ends"]), COLOMBIA)
    expected = [date.fromisoformat(case["expect"][name]) for name in ("opens", "report", "review", "close")]
    assert list(found.days) == expected


@pytest.mark.parametrize("case", cases("locks.yaml"), ids=lambda case: case["name"])
def test_why_it_is_locked(case: Any) -> None:
    now = datetime.fromisoformat(case["now"]).replace(tzinfo=UTC)
    day = day_in_zone(now, case.get("zone", "America/Bogota"))
    extended = date.fromisoformat(case["extended_to"]) if "extended_to" in case else None
    term = Term(JULY, case.get("returned") == "true", extended)
    late = case.get("late") == "true"
    locks = {
        "report": lambda: report_lock(term, day, Lateness(report=late, review=case.get("late_review") == "true")),
        "review": lambda: review_lock(term, day, Lateness(review=late)),
        "close": lambda: close_lock((term,), day),
    }
    found = locks[case["act"]]()
    assert (found.code if found else "open") == case["expect"]


def test_a_round_without_dates_is_never_locked() -> None:
    term = Term(Windows())
    assert report_lock(term, date(2099, 1, 1)) is None
    assert review_lock(term, date(2099, 1, 1), Lateness(review=False)) is None
    assert close_lock((term,), date(1999, 1, 1)) is None
    assert not term.is_late(date(2099, 1, 1))


@given(DAYS, st.integers(-60, 60))
def test_there_and_back(day: date, count: int) -> None:
    """So many working days forward and as many back is the working day where it began."""
    start = working_day_from(day, COLOMBIA)
    assert working_days_after(working_days_after(start, count, COLOMBIA), -count, COLOMBIA) == start


@given(DAYS, st.integers(1, 60))
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = working_days_after(day, count, COLOMBIA)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working(end, COLOMBIA)
    assert sum(is_working(each, COLOMBIA) for each in between) == count


@given(DAYS, st.sampled_from(sorted(DEFAULT_RULES)))
def test_the_windows_of_any_day_are_in_order(last_day: date, code: str) -> None:
    windows = DEFAULT_RULES[code].windows_of(last_day, COLOMBIA)
    assert windows.in_order
    assert all(is_working(day, COLOMBIA) for day in windows.days[1:])
    assert rules_from(plain_rules(DEFAULT_RULES[code])) == DEFAULT_RULES[code]


@given(DAYS, st.sampled_from(["America/Bogota", "Europe/Madrid", "America/Sao_Paulo", "Pacific/Kiritimati"]))
def test_a_last_day_lasts_until_midnight_where_the_entity_is(day: date, zone: str) -> None:
    """In a country with a summer time, too: the first moment of the next day is the first that is late."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    windows = Windows(report_until=day, review_until=day + timedelta(days=30))
    assert windows.stage_at(midnight - timedelta(seconds=1), zone) == Stage.REPORTING
    assert windows.stage_at(midnight, zone) == Stage.REVIEWING


def test_stages_of_a_round() -> None:
    days = {
        date(2026, 6, 30): Stage.AHEAD,
        date(2026, 7, 1): Stage.REPORTING,
        date(2026, 7, 16): Stage.REVIEWING,
        date(2026, 7, 29): Stage.CLOSING,
        date(2026, 7, 30): Stage.OVERDUE,
    }
    assert {day: JULY.stage_on(day) for day in days} == days


@pytest.mark.parametrize("wrong", [None, {}, {"opens": 1}, {"opens": {"days": True, "working": True}}])
def test_what_is_no_rule_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="no rule"):
        rules_from(wrong)


def test_rules_that_review_before_they_report_are_refused() -> None:
    backwards = plain_rules(WindowRules(DayRule(1), DayRule(10), DayRule(5), DayRule(20)))
    with pytest.raises(ValueError, match="out of order"):
        rules_from(backwards)


def test_rounds_are_as_frequent_as_the_targets_need() -> None:
    assert round_periodicity([QUARTERLY, SEMIANNUAL, ANNUAL]) == QUARTERLY
    assert round_periodicity([SEMIANNUAL, ANNUAL, ONCE]) == SEMIANNUAL
    assert round_periodicity([BIMONTHLY, QUARTERLY]) == MONTHLY
    assert round_periodicity([FOUR_MONTHLY, SEMIANNUAL]) == BIMONTHLY
    assert round_periodicity([None, ANNUAL]) == QUARTERLY
    assert round_periodicity([ONCE, ON_DEMAND]) == round_periodicity([]) == QUARTERLY


@given(st.lists(st.sampled_from([each for each in PERIODICITIES.values() if each.months]), min_size=1))
def test_every_period_of_a_target_ends_with_a_round(periodicities: list[Any]) -> None:
    months = round_periodicity(periodicities).months
    assert months
    assert all(each.months % months == 0 for each in periodicities)
