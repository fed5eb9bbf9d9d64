"""Every case of tests/cases/annualization comes out as written: worked examples, special cases, programme checks."""

import re
from typing import Any

import pytest

from rumbo.domain.annualization import RULES, Goal, Rule, rule_of
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


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_every_check_of_a_rule_finds_something_in_a_case(rule: Rule) -> None:
    whole = {"target": "4", "baseline": "1", "programme": {"2024": "4"}, "term": ["2024", "2024"]}
    asked = {result.code for goal in _with_either_basis(whole) for result in rule.check(goal)}
    found = {code for case in CASES if case["rule"] == rule.id for code in case.get("findings", ())}
    assert asked - found == set()


def _with_either_basis(goal: dict[str, Any]) -> list[Goal]:
    return [cases.goal_of({"goal": goal | {"basis": basis}}) for basis in ("cumulative", "increment")]


def test_every_worked_example_of_the_domain_rules_is_a_case() -> None:
    told = {int(number) for case in CASES for number in re.findall(r"worked example (\d+)", case["source"])}
    assert told == set(range(1, 16))
