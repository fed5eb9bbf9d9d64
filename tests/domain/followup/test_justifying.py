"""What is asked about an answer, case by case, and the laws of the thresholds."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.followup.justifying import QUESTIONS, Odd, Spent, Weighed, to_justify
from rumbo.domain.numbers import FIGURE_UNITS, Money, Quantity

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "justifying" / "questions.yaml").read_text())
PERCENT = FIGURE_UNITS // 100


def codes(odd: Odd, weighed: Weighed) -> list[str]:
    return [each.code.removeprefix("answer.") for each in to_justify(odd, weighed)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    kind = case.get("kind", "done")
    told = {
        name: Quantity.of(Fraction(str(case[key])))
        for name, key in ((kind, "now"), (f"{kind}_before", "before"))
        if key in case
    }
    spent = Spent(_money(case["definitive"]), _money(case["obligated"]), "2024-06-30") if "definitive" in case else None
    weighed = Weighed(
        due=_figure(case.get("due")),
        year=_figure(case.get("year")),
        under=_figure(case.get("under", 50)),
        over=_figure(125),
        advances=case.get("advances", False),
        spent=spent,
    )
    assert codes(Odd(kind, case.get("rule", "sum"), **told), weighed) == case["asks"]


def test_every_question_has_a_case() -> None:
    asked = {code for case in CASES for code in case["asks"]}
    assert asked == {each.code.removeprefix("answer.") for each in QUESTIONS}


@given(st.integers(0, 3 * FIGURE_UNITS), st.integers(0, FIGURE_UNITS), st.integers(0, FIGURE_UNITS))
def test_a_stricter_threshold_never_asks_less(due: int, one: int, other: int) -> None:
    looser, stricter = sorted((one, other))
    odd = Odd("done", "sum")
    assert set(codes(odd, Weighed(due=due, under=looser))) <= set(codes(odd, Weighed(due=due, under=stricter)))


def _figure(percent: Any) -> int | None:
    return None if percent is None else int(Fraction(str(percent)) * PERCENT)


def _money(pesos: int) -> Money:
    return Money(pesos * 100)
