"""What an answer must be before it is signed: every finding has a case that finds it and one that passes."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from rumbo.apps.followup.actions.answering import answer_findings, reasons_asked, settled, unfit
from rumbo.apps.followup.bridge import AnswerData, Asked
from rumbo.domain.followup.parts import USUAL, Part
from rumbo.domain.numbers import Quantity


def q(number: int | str) -> Quantity:
    return Quantity.of(Fraction(number))


def asked(kind: str, **more: Any) -> Asked:
    known = {"annualization": "sum", "last_day": date(2024, 6, 30), "milestones": {}} | more
    return Asked(kind=kind, **known)


STEPS = {"milestones": {"a": "Primer paso"}}
SAID = {"narrative": "Se hizo."}
FINDS = [
    ("quantity", {}, {}, "value_missing"),
    ("quantity", {"quantity": q(1), "narrative": " "}, {}, "narrative_missing"),
    ("quantity", {"quantity": q(1)}, {"parts": (*USUAL, Part("Logros", "Logros", required=True))}, "part_missing"),
    ("ratio", {}, {}, "value_missing"),
    ("ratio", {"numerator": q(1)}, {}, "ratio_incomplete"),
    ("ratio", {"numerator": q(1), "denominator": q(0)}, {}, "zero_denominator"),
    ("ratio", {"numerator": q(-1), "denominator": q(2)}, {}, "negative_value"),
    ("percentage", {}, {}, "value_missing"),
    ("percentage", {"percentage": q(-1)}, {}, "negative_value"),
    ("percentage", {"percentage": q(101)}, {}, "percentage_over_hundred"),
    ("percentage", {"percentage": q("3/10")}, {}, "percentage_scale"),
    ("percentage", {"percentage": q(20)}, {"percentage_before": q(25)}, "level_moved_back"),
    ("quantity", {"quantity": q(8)}, {"annualization": "increasing", "quantity_before": q(9)}, "level_moved_back"),
    ("quantity", {"quantity": q(9)}, {"annualization": "decreasing", "quantity_before": q(8)}, "level_moved_back"),
    ("quantity", {"quantity": q(-2)}, {}, "negative_quantity"),
    ("done", {}, {}, "value_missing"),
    ("milestones", {}, {}, "no_milestones"),
    ("milestones", {"milestones": {"a": date(2024, 7, 1)}}, STEPS, "milestone_after_period"),
    ("quantity", {"not_applicable": True}, {}, "reason_missing"),
]
PASSES = [
    ("quantity", {"quantity": q(0)}, {}),
    ("quantity", {"quantity": q(8)}, {"quantity_before": q(9)}),
    ("quantity", {"quantity": q(-2), "justification": "Descuenta dos que se contaron dos veces en marzo."}, {}),
    ("quantity", {"quantity": q(8)}, {"annualization": "decreasing", "quantity_before": q(9)}),
    ("ratio", {"numerator": q(0), "denominator": q(2)}, {}),
    ("percentage", {"percentage": q(0)}, {}),
    ("percentage", {"percentage": q(100)}, {"percentage_before": q(100)}),
    ("percentage", {"percentage": q(20), "justification": "Se anuló un contrato."}, {"percentage_before": q(25)}),
    ("done", {"done": False}, {}),
    ("milestones", {"milestones": {"a": date(2024, 6, 30)}}, STEPS),
    ("milestones", {}, STEPS),
    ("quantity", {"not_applicable": True, "not_applicable_reason": "No hubo sesión.", "narrative": ""}, {}),
]


@pytest.mark.parametrize(("kind", "answer", "against", "expected"), FINDS)
def test_finds(kind: str, answer: dict[str, Any], against: dict[str, Any], expected: str) -> None:
    typed, known = AnswerData(**(SAID | answer)), asked(kind, **against)
    found = answer_findings(typed, known) or reasons_asked(typed, known)
    assert [each.code for each in found] == [f"answer.{expected}"]


@pytest.mark.parametrize(("kind", "answer", "against"), PASSES)
def test_passes(kind: str, answer: dict[str, Any], against: dict[str, Any]) -> None:
    typed, known = AnswerData(**(SAID | answer)), asked(kind, **against)
    assert answer_findings(typed, known) == []
    assert typed.justification or not reasons_asked(typed, known)


def test_what_does_not_fit_is_not_even_a_draft() -> None:
    answer = AnswerData(
        quantity=Quantity(2**63), narrative="a\x07b", difficulties="x" * 40_000, milestones={"b": date(2024, 1, 1)}
    )
    assert {each.code for each in unfit(answer, {"a": "Primer paso"})} == {
        "answer.refused_characters",
        "answer.text_too_long",
        "answer.value_too_large",
        "answer.unknown_milestone",
    }


def test_what_is_signed_holds_nothing_that_was_not_asked() -> None:
    typed = AnswerData(quantity=q(1), percentage=q(2), done=True, not_applicable_reason="antes")
    assert settled(typed, "percentage") == AnswerData(percentage=q(2))
    excused = AnswerData(not_applicable=True, quantity=q(1), not_applicable_reason="No hubo sesión.")
    assert settled(excused, "quantity") == AnswerData(not_applicable=True, not_applicable_reason="No hubo sesión.")
