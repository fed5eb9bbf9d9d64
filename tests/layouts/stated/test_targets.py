"""Sentences as planners write them, and the target that each states; nothing is assumed that no word says."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.plan.stated import NOTHING_STATED, Operator, StatedTarget
from rumbo.layouts.stated import stated_target
from rumbo.notation.numbers import print_number

CASES: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "stated" / "targets.yaml").read_text("utf-8")
)
OPERATORS = {Operator.AT_LEAST: "mínimo", Operator.AT_MOST: "máximo", Operator.EQUAL: "exacto"}
ALL = [pytest.param(said, wanted, id=said or "empty") for cases in CASES.values() for said, wanted in cases.items()]


def aloud(target: StatedTarget) -> str:
    """A target in the words of the cases."""
    if target.quantity is None:
        return "—" if target == NOTHING_STATED else "something without an amount"
    number = print_number(target.quantity.decimal).replace(".", "")
    operator = OPERATORS[target.operator] if target.operator else ""
    months = f"meses {target.first_month}-{target.last_month}" if target.first_month else ""
    return " ".join(filter(None, (operator, number, target.measure_unit, target.periodicity, months)))


@pytest.mark.parametrize(("said", "wanted"), ALL)
def test_a_sentence_states(said: str, wanted: str) -> None:
    assert aloud(stated_target(said)) == wanted


def test_there_are_enough_sentences() -> None:
    assert len(ALL) >= 60


@given(st.text(max_size=200))
def test_any_text_is_answered(said: str) -> None:
    target = stated_target(said)
    assert (target.quantity is None) == (target == NOTHING_STATED)
    assert (target.first_month is None) == (target.last_month is None)


@given(st.integers(1, 100), st.sampled_from(["%", " %", " por ciento"]))
def test_the_amount_is_the_one_written(number: int, sign: str) -> None:
    target = stated_target(f"Según la Ley 1712 de 2014, atender el {number}{sign} de las 12 sedes en 2025")
    assert aloud(target) == f"{number} %"


def test_capitals_and_accents_change_nothing() -> None:
    said: Any = "Pagar en máximo 8 días hábiles, trimestralmente, de enero a mayo"
    wanted = stated_target(said)
    shouted = stated_target(said.upper())
    assert (shouted.quantity, shouted.operator, shouted.periodicity) == (wanted.quantity, wanted.operator, "trimestral")
    assert (shouted.first_month, shouted.last_month) == (1, 5)
