"""Checks of a whole sheet, each with sheets that it finds wrong, that it passes, and that it cannot be asked of."""

from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project.checks import CHECKS
from rumbo.domain.project.places import place_of
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.shapes import as_plain, from_plain, hints, item_of, optional
from rumbo.findings import Outcome, word

FILE = Path(__file__).resolve().parents[2] / "cases" / "project" / "sheets.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def filled(kind: Any, told: Any) -> Any:
    """Plain data of a type with everything that is not told left empty."""
    inner, may_lack = optional(kind)
    if item := item_of(inner):
        return [filled(item, each) for each in told or ()]
    if is_dataclass(inner) and inner not in (Quantity, Money):
        return {name: filled(hint, (told or {}).get(name)) for name, hint in hints(inner).items()}
    return told if told is not None or may_lack else as_plain(inner())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["check"])
def test_case(case: dict[str, Any]) -> None:
    sheet = from_plain(ProjectSheet, filled(ProjectSheet, case["sheet"]))
    (check,) = [each for each in CHECKS if each.sentences.code == case["check"]]
    (result,) = check.run(sheet, place_of)
    if case.get("not_made"):
        assert result.outcome is Outcome.NOT_MADE
        assert result.missing
        return
    wheres = [each.where for each in result.findings if each.where]
    assert [" ".join(filter(None, (where.part, where.cell, where.header))) for where in wheres] == case["places"]
    assert result.outcome is (Outcome.FOUND if case["places"] else Outcome.PASSED)
    for found in result.findings:
        assert all((word(found).title, word(found).what, word(found).why, word(found).how))


def test_each_of_these_checks_finds_and_passes() -> None:
    finding = {case["check"] for case in CASES if case.get("places")}
    passing = {case["check"] for case in CASES if case.get("places") == []}
    assert finding == passing == {case["check"] for case in CASES}
