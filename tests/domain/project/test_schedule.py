"""Bars are exactly the marks, and no two of them touch."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.project.bank import EDITABLE, FOLLOWS, WAY, BankState, before
from rumbo.domain.project.sheet import Schedule, ScheduledActivity, Step
from rumbo.domain.schedule import Bar, bars_of, gantt_of, months


@given(st.lists(st.integers(0, 40)))
def test_bars_cover_the_marks_and_nothing_else(marked: list[int]) -> None:
    bars = bars_of(marked)
    assert {place for bar in bars for place in range(bar.first, bar.last + 1)} == set(marked)
    assert all(one.last + 1 < other.first for one, other in pairwise(bars))


def test_an_activity_lasts_as_its_steps_together() -> None:
    steps = (Step("1", "Consultar", ("Mes 1", "Mes 2")), Step("2", "Definir", ("Mes 3", "Mes 7")), Step("", "Otra"))
    gantt = gantt_of(Schedule(months(4), (ScheduledActivity("Preparar", steps),)))
    assert [(row.label, row.level, row.bars) for row in gantt.rows] == [
        ("Preparar", 0, (Bar(0, 2),)),
        ("1. Consultar", 1, (Bar(0, 1),)),
        ("2. Definir", 1, (Bar(2, 2),)),
        ("Otra", 1, ()),
    ]
    assert gantt.rows[2].unknown == ("Mes 7",)
    assert not gantt.empty
    assert gantt_of(Schedule(months(2), (ScheduledActivity("Preparar", (Step("1", "Sin marca"),)),))).empty


def test_the_bank_has_no_dead_end_before_its_end() -> None:
    assert set(FOLLOWS) == set(BankState)
    for state in BankState:
        assert state is BankState.DRAFT or before(state)
        assert FOLLOWS[state] or state in (BankState.CLOSED, BankState.SUPERSEDED)
    for one, other in pairwise(WAY):
        assert other in FOLLOWS[one]
    assert not {BankState.IN_REVIEW, BankState.VIABLE, BankState.IN_FORCE, BankState.CLOSED} & set(EDITABLE)
