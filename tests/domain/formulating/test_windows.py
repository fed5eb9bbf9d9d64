"""Why a unit cannot write on a day, and what a year's promise says in a later one."""

from datetime import date

import pytest

from rumbo.domain.formulating.windows import DRAFTING, NOT_BEGUN, RETURNED, SUBMITTED, TAKEN, Window, writing_lock
from rumbo.domain.formulating.yearly import moved_day, moved_programme
from rumbo.domain.numbers import Quantity

WINDOW = Window(date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("state", "day", "code"),
    [
        (NOT_BEGUN, date(2026, 10, 31), "formulating.not_open_yet"),
        (NOT_BEGUN, date(2026, 11, 1), None),
        (DRAFTING, date(2026, 11, 30), None),
        (DRAFTING, date(2026, 12, 1), "formulating.window_over"),
        (RETURNED, date(2026, 12, 1), None),
        (SUBMITTED, date(2026, 11, 15), "formulating.handed_in"),
        (TAKEN, date(2026, 11, 15), "formulating.taken_already"),
    ],
)
def test_a_part_is_locked_with_its_reason(state: str, day: date, code: str | None) -> None:
    found = writing_lock(state, WINDOW, day)
    assert (found.code if found else None) == code


def test_once_finished_nobody_writes_even_what_was_returned() -> None:
    found = writing_lock(RETURNED, WINDOW, date(2026, 11, 15), finished_on=date(2026, 11, 14))
    assert found is not None
    assert found.code == "formulating.finished"
    assert found.facts == {"day": "2026-11-14"}


def test_a_leap_day_becomes_the_28th() -> None:
    assert moved_day(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert moved_day(None, 1) is None


def test_a_programme_moves_and_one_of_several_years_stays() -> None:
    ten = Quantity.of(10)
    assert moved_programme({(2024, "quarterly", 1): ten}, 2024, 2025) == {(2025, "quarterly", 1): ten}
    several = {(2024, "annual", 1): ten, (2025, "annual", 1): None, (2026, "annual", 1): ten}
    assert moved_programme(several, 2024, 2025) == {(2025, "annual", 1): None, (2026, "annual", 1): ten}
