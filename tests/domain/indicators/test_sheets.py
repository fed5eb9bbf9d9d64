"""What sheets are asked, as cases that a planner can read."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.indicators import IndicatorSheet, Range, SheetMeasurement, Variable, check_sheet, range_of, reaches
from rumbo.domain.indicators.sheet import YearTarget
from rumbo.domain.numbers import Quantity
from rumbo.findings import Outcome, sentences_of

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "indicators" / "sheets.yaml").read_text(encoding="utf-8")
)


def sheet_told(told: dict[str, Any]) -> IndicatorSheet:
    variables = tuple(Variable(code) for code in told["variables"])
    target = Quantity.of(Decimal(told["target"]))
    yearly = tuple(YearTarget(year, Quantity.of(Decimal(each))) for year, each in told.get("yearly", {}).items())
    return IndicatorSheet(**(told | {"variables": variables, "target": target, "yearly": yearly}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    measurements = tuple(
        SheetMeasurement(period, *(Quantity.of(Decimal(each)) for each in parts))
        for period, *parts in case.get("measured", ())
    )
    sheet = replace(sheet_told(case["sheet"]), measurements=measurements)
    findings = [finding for result in check_sheet(sheet) for finding in result.findings]
    assert [finding.code for finding in findings] == case["finds"]
    for finding in findings:
        sentences = sentences_of(finding.code)
        assert sentences.what.format(**finding.facts)


def test_what_an_empty_sheet_lacks_is_told_as_not_made() -> None:
    assert {result.outcome for result in check_sheet(IndicatorSheet())} == {Outcome.NOT_MADE}


def test_targets_are_reached_by_their_operator() -> None:
    target = Quantity.of(90)
    told = [
        reaches(Fraction(each), operator, target)
        for operator in ("at_least", "at_most", "exactly")
        for each in (89, 90, 91)
    ]
    assert told == [False, True, True, True, True, False, False, True, False]
    assert reaches(Fraction(1), "", target) is None


def test_the_lower_limit_belongs_to_a_range() -> None:
    ranges = (Range("Crítico", None, Quantity.of(60)), Range("Satisfactorio", Quantity.of(60), None))
    assert [range_of(Fraction(each), ranges) for each in (59, 60)] == list(ranges)
    assert range_of(Fraction(59), ranges[1:]) is None
