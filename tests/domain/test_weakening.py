"""What is pointed out of a change that asks less: cases of tests/cases/weakening, and two laws."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.weakening import Promise, weakening
from rumbo.findings import word

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/weakening/promises.yaml").read_text())
AMOUNTS = ("quantity", "baseline", "weight")


def promise(told: dict[str, Any]) -> Promise:
    amounts = {name: Quantity.of(told[name]) for name in AMOUNTS if name in told}
    programme = {str(name): Quantity.of(amount) for name, amount in told.get("programme", {}).items()}
    more = {"programme": programme, "adds": frozenset(told.get("adds", ()))}
    return Promise(**told | amounts | more)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_pointed_out(case: dict[str, Any]) -> None:
    found = weakening(promise(case["before"]), promise(case["after"]))
    assert [each.code for each in found] == case["told"]
    assert all(word(each).what and "{" not in word(each).what for each in found)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["sum", "increasing", "decreasing", "ceiling"]))
def test_of_two_quantities_one_way_is_weaker_and_never_both(one: int, other: int, rule: str) -> None:
    before, after = Promise(Quantity(one), rule), Promise(Quantity(other), rule)
    assert not weakening(before, before)
    assert bool(weakening(before, after)) + bool(weakening(after, before)) == (one != other)
