"""The periods of a year are programmed for what the year promises, by the rule of the target."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.annualization import RULES, UNSAID, Basis, Goal, rule_of
from rumbo.domain.numbers import Quantity
from rumbo.findings import Outcome

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "within_year" / "periods.yaml").read_text("utf-8")
)


def goal(year: int, *periods: int, basis: Basis = Basis.CUMULATIVE) -> Goal:
    told = {(2027, place): Quantity.of(amount) for place, amount in enumerate(periods, start=1)}
    return Goal(Quantity.of(year), Quantity.of(2), None, basis, {2027: Quantity.of(year)}, told)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['name']}" for case in CASES])
def test_periods_agree_with_their_year(case: dict[str, Any]) -> None:
    asked = goal(12, *case["periods"], basis=Basis(case.get("basis", "cumulative")))
    assert [each.code for each in rule_of(case["rule"]).within(asked, 2027) if each.outcome is Outcome.FOUND] == case[
        "findings"
    ]


def test_nothing_is_asked_of_a_year_without_programme() -> None:
    for rule in (*RULES, UNSAID):
        assert rule.within(goal(12), 2027) == ()
        assert rule.within(goal(12, 1, 2), 2028) == ()
    assert UNSAID.within(goal(12, 1), 2027) == ()
