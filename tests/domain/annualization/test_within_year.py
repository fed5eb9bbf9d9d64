"""The periods of a year are programmed for what the year promises, by the rule of the target."""

import pytest

from rumbo.domain.annualization import RULES, UNSAID, Basis, Goal, rule_of
from rumbo.domain.numbers import Quantity
from rumbo.findings import Outcome

SUM, LAST = "annualization.periods_sum_differs", "annualization.periods_last_differs"
KEPT, FALL, RISE = (f"annualization.periods_{name}" for name in ("not_constant", "fall", "rise"))


def goal(year: int, *periods: int, basis: Basis = Basis.CUMULATIVE) -> Goal:
    told = {(2027, place): Quantity.of(amount) for place, amount in enumerate(periods, start=1)}
    return Goal(Quantity.of(year), Quantity.of(2), None, basis, {2027: Quantity.of(year)}, told)


def found(rule: str, asked: Goal) -> list[str]:
    return [each.code for each in rule_of(rule).within(asked, 2027) if each.outcome is Outcome.FOUND]


@pytest.mark.parametrize(
    ("rule", "periods", "codes"),
    [
        ("sum", (3, 3, 3, 3), []),
        ("sum", (0, 6, 0, 6), []),
        ("sum", (3, 3, 3, 2), [SUM]),
        ("flow", (3, 6, 9, 12), [SUM]),
        ("constant", (12, 12), []),
        ("constant", (3, 12), [KEPT]),
        ("floor", (3, 12), [KEPT]),
        ("stock", (12, 12, 12), []),
        ("increasing", (3, 6, 9, 12), []),
        ("increasing", (3, 3, 3, 3), [LAST]),
        ("increasing_no_baseline", (3, 9, 6, 12), [FALL]),
        ("capacity", (3, 3, 3, 3), [LAST]),
        ("decreasing", (20, 16, 12), []),
        ("yearly_reduction", (14, 16, 13), [LAST, RISE]),
    ],
)
def test_periods_agree_with_their_year(rule: str, periods: tuple[int, ...], codes: list[str]) -> None:
    assert found(rule, goal(12, *periods)) == codes


def test_increments_add_up_to_what_the_year_adds() -> None:
    assert found("increasing", goal(12, 3, 3, 3, 3, basis=Basis.INCREMENT)) == []
    assert found("increasing", goal(12, 3, 6, 9, 12, basis=Basis.INCREMENT)) == [SUM]
    assert found("capacity", goal(12, 3, 6, 9, 12, basis=Basis.INCREMENT)) == []


def test_nothing_is_asked_of_a_year_without_programme() -> None:
    for rule in (*RULES, UNSAID):
        assert rule.within(goal(12), 2027) == ()
        assert rule.within(goal(12, 1, 2), 2028) == ()
    assert UNSAID.within(goal(12, 1), 2027) == ()
