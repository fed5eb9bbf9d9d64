"""Several units answer for one target: case by case as a planner reads them, and the laws of counting once."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.followup.contributing import (
    QUESTIONS,
    Amount,
    Contributed,
    Counting,
    can_add,
    counted_once,
    questions_about,
)
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import Quantity

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "contributing" / "totals.yaml").read_text())
REPORTING = "Planeación"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    reporting, own = case.get("reporting", REPORTING), _amount(case["own"])
    told = [
        Contributed(unit, Counting(counting), _amount(amount))
        for unit, said in case.get("others", {}).items()
        for counting, amount in said.items()
    ]
    total = counted_once(reporting, own, told)
    assert total.amount == _amount(case["total"])
    assert [each.unit for each in total.added] == case.get("added", [])
    assert list(total.missing) == case.get("missing", [])
    assert [each.code for each in questions_about(reporting, own, told)] == [
        f"answer.{code}" for code in case.get("asks", [])
    ]


def test_every_question_has_a_case() -> None:
    assert {f"answer.{code}" for case in CASES for code in case.get("asks", ())} == {each.code for each in QUESTIONS}


def test_only_amounts_have_a_sum() -> None:
    assert can_add("quantity", "Talleres")
    assert can_add("ratio", "%")
    assert not any(can_add(kind, "Unidad") for kind in ("percentage", "milestones", "done"))
    assert not can_add("quantity", " Porcentaje ")


amounts = st.none() | st.integers(-(10**9), 10**9)
tellings = st.lists(
    st.builds(
        Contributed,
        unit=st.sampled_from([REPORTING, "Cultura", "Deporte", "Hacienda"]),
        counting=st.sampled_from(Counting),
        amount=amounts.map(lambda units: NOT_REPORTED if units is None else Quantity(units)),
        ordinal=st.integers(1, 10**6),
    ),
    max_size=8,
    unique_by=lambda each: (each.unit, each.ordinal),
)
owns = st.integers(-(10**9), 10**9).map(Quantity)


@given(owns, tellings, st.randoms())
def test_the_order_of_telling_plays_no_part(own: Quantity, told: list[Contributed], chance: Any) -> None:
    again = [*told]
    chance.shuffle(again)
    assert counted_once(REPORTING, own, again) == counted_once(REPORTING, own, told)


@given(owns, tellings)
def test_told_twice_counts_once(own: Quantity, told: list[Contributed]) -> None:
    assert counted_once(REPORTING, own, [*told, *told]) == counted_once(REPORTING, own, told)


@given(owns, tellings)
def test_the_total_is_what_was_done_and_what_was_added_and_nothing_else(own: Quantity, told: list[Contributed]) -> None:
    total = counted_once(REPORTING, own, told)
    parts = [each.amount.units for each in total.added if isinstance(each.amount, Quantity)]
    assert total.amount == Quantity(own.units + sum(parts))
    units = [each.unit for each in total.added]
    assert len(set(units)) == len(units)
    assert REPORTING not in units
    assert not set(units) & set(total.missing)


@given(owns, tellings)
def test_what_nobody_told_is_not_a_zero(own: Quantity, told: list[Contributed]) -> None:
    silent = Contributed("Jurídica", Counting.ADDS)
    known, with_it = counted_once(REPORTING, own, told), counted_once(REPORTING, own, [*told, silent])
    assert with_it.amount == known.amount
    assert with_it.added == known.added
    assert "Jurídica" in with_it.missing
    assert "Jurídica" not in known.missing
    assert counted_once(REPORTING, NOT_REPORTED, told).amount == NOT_REPORTED


def _amount(told: Any) -> Amount:
    if told is None:
        return NOT_REPORTED
    if isinstance(told, list):
        return Ratio(*(Quantity.of(Fraction(each)) for each in told))
    return Quantity.of(Fraction(told))
