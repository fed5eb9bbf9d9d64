"""What measuring has to get right is shown by a case, point by point: the domain rules, and the faults of others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.measurement import DEFAULTS, CutOff, MeasuredTarget, inputs_digest, measure_target
from rumbo.domain.numbers import Quantity

TESTS = Path(__file__).resolve().parents[2]
CASES = TESTS / "cases"
TEXT = (CASES / "measurement" / "required.yaml").read_text(encoding="utf-8")
REQUIRED: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(TEXT)
POINTS = [*REQUIRED["rules"], *REQUIRED["beside"], *REQUIRED["faults"]]


@pytest.mark.parametrize("point", POINTS, ids=[point["says"] for point in POINTS])
def test_every_point_is_shown(point: dict[str, Any]) -> None:
    assert point.get("cases") or point.get("tests")
    for told in point.get("cases", ()):
        file, _, name = told.partition(": ")
        names = [case["name"] for case in yaml.safe_load((CASES / f"{file}.yaml").read_text(encoding="utf-8"))]
        assert names.count(name) == 1, told
    for told in point.get("tests", ()):
        file, _, name = told.partition("::")
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), told


def test_every_row_of_the_rules_and_of_the_known_faults_has_its_case() -> None:
    rows: Mapping[str, int] = yaml.safe_load(TEXT)["rows"]
    wanted = {f"{source}/{at}" for source, count in rows.items() for at in range(1, count + 1)} | {"1.6/6b"}
    told = [point["row"] for point in (*REQUIRED["rules"], *REQUIRED["faults"])]
    assert len(told) == len(set(told))
    assert set(told) == wanted


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_figure_depends_on_a_name(uid: str, version: str) -> None:
    target = MeasuredTarget("t", "flow", programme={2024: Quantity.of(4)})
    cut_off, reports = CutOff(date(2024, 3, 31)), {(2024, 1): Quantity.of(1)}
    one = measure_target(target, reports, DEFAULTS, cut_off)
    other = measure_target(replace(target, uid=uid, version=version), reports, DEFAULTS, cut_off)
    assert (one.figures, inputs_digest(one)) == (other.figures, inputs_digest(other))
