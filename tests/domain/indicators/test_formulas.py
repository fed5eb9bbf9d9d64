"""Cases of formulas that a planner can read, and the laws of all formulas."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.indicators import NotUnderstood, TooLarge, evaluate, measured, parse_formula, printed, ratio_in
from rumbo.domain.indicators.formula import Gathering, Name, Negation, Node, Number, Operation, Power
from rumbo.findings import sentences_of

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "indicators" / "formulas.yaml").read_text(encoding="utf-8")
)
REFUSED = {"not_understood": NotUnderstood, "too_large": TooLarge}
CODES = ["A", "B", "V1", "V2", "ñandú"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(REFUSED[case["refused"]]):
            parse_formula(case["formula"])
        return
    node = parse_formula(case["formula"], case.get("variables"))
    assert printed(node) == case["reads"]
    found = evaluate(node, {str(code): Fraction(value) for code, value in case["values"].items()})
    assert found.value == (Fraction(str(case["gives"])) if "gives" in case else None)
    assert [finding.code for finding in found.findings] == ([case["finds"]] if "finds" in case else [])
    for finding in found.findings:
        assert sentences_of(finding.code).what.format(**finding.facts)
    if "parts" in case:
        assert [found.numerator, found.denominator] == [Fraction(str(part)) for part in case["parts"]]


def numbers() -> st.SearchStrategy[Node]:
    digits = st.integers(0, 10**9).flatmap(lambda n: st.integers(0, 4).map(lambda places: Fraction(n, 10**places)))
    return st.builds(Number, digits, st.booleans())


def larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
        st.builds(Power, inner, st.integers(-2, 3)),
        st.builds(Gathering, st.sampled_from(["sum", "mean"]), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    )


nodes = st.recursive(st.sampled_from(CODES).map(Name) | numbers(), larger, max_leaves=8)
values = st.fixed_dictionaries({code: st.fractions(-1000, 1000, max_denominator=10_000) for code in CODES})


def plainly(node: Node, given: dict[str, Fraction]) -> Fraction:
    """What Python's own fractions say; ZeroDivisionError where something is divided by zero."""
    match node:
        case Number():
            return node.value / (100 if node.percent else 1)
        case Name():
            return given[node.code]
        case Negation():
            return -plainly(node.of, given)
        case Power():
            return Fraction(plainly(node.base, given) ** node.exponent)
        case Gathering():
            items = [plainly(item, given) for item in node.items]
            return sum(items, Fraction(0)) / (len(items) if node.kind == "mean" else 1)
    left, right = plainly(node.left, given), plainly(node.right, given)
    return {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: left / right,
    }[node.sign]()


@given(nodes, values)
def test_a_result_is_what_exact_arithmetic_says(node: Node, given: dict[str, Fraction]) -> None:
    found = evaluate(node, given)
    try:
        assert found.value == plainly(node, given)
        assert not found.findings
    except ZeroDivisionError:
        assert found.value is None
        assert [finding.code for finding in found.findings] == ["indicator.division_by_zero"]


@given(nodes)
def test_what_is_printed_reads_as_the_same_formula(node: Node) -> None:
    with suppress(TooLarge):
        assert parse_formula(printed(node)) == node


@given(nodes, values)
def test_the_parts_of_a_ratio_make_its_value(node: Node, given: dict[str, Fraction]) -> None:
    ratio, found = ratio_in(node), evaluate(node, given)
    if found.value is not None and found.denominator:
        assert found.numerator is not None
        assert found.numerator / found.denominator * ratio.factor == found.value


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    with suppress(NotUnderstood, TooLarge):
        assert parse_formula(printed(parse_formula(text))) is not None


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "1" + ")" * 5000, "-" * 900 + "1", "1" + "+1" * 900, "9" * 1999, "A^" * 80 + "2"]
)
def test_what_would_take_long_is_refused_at_once(text: str) -> None:
    with pytest.raises((TooLarge, NotUnderstood)):
        parse_formula(text)


@pytest.mark.parametrize(
    ("formula", "unit", "points"),
    [("A/B", "Porcentaje", 75), ("A/B*100", "%", 75), ("A/B*100%", "porcentaje", 75), ("A/B", "Razón", Fraction(3, 4))],
)
def test_a_percentage_is_told_in_points(formula: str, unit: str, points: Fraction) -> None:
    assert measured(parse_formula(formula), {"A": Fraction(3), "B": Fraction(4)}, unit).value == points
