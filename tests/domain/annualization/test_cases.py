"""Every case of tests/cases/annualization comes out as written: worked examples, special cases, programme checks."""

from typing import Any

import pytest

from rumbo.domain.annualization import RULES, rule_of
from rumbo.findings import Outcome
from tests.domain.annualization import cases

CASES = cases.load()


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['name']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    rule = rule_of(case["rule"])
    goal = cases.goal_of(case)
    if "expect" in case:
        figures = rule.measure(goal, cases.as_of(case), cases.options_of(case))
        got = {name: cases.shown(getattr(figures, name), like) for name, like in case["expect"].items()}
        assert got == case["expect"]
    if "findings" in case:
        found = [result.code for result in rule.check(goal) if result.outcome is Outcome.FOUND]
        assert found == case["findings"]
    assert "expect" in case or "findings" in case


def test_every_rule_has_cases_that_compute_and_cases_of_its_checks() -> None:
    assert {rule.id for rule in RULES} == {case["rule"] for case in CASES if "expect" in case}
    assert {rule.id for rule in RULES} == {case["rule"] for case in CASES if "findings" in case}
