"""Each warning about reports is found where it is, and passes where it is not."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.annualization import FROM_START
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.measurement import DEFAULTS, CutOff, MeasuredTarget, check_reports, measure_target
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Outcome, word

FILE = Path(__file__).resolve().parents[2] / "cases" / "measurement" / "reports.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def q(text: str) -> Quantity:
    return Quantity.of(Decimal(text))


def reported(text: str) -> Quantity | Ratio:
    """A quantity, or the ratio of two."""
    parts = [q(part) for part in text.split("/")]
    return Ratio(*parts) if len(parts) == 2 else parts[0]


def checked(rule: str, programme: str | None, reports: list[Any], *, closed: bool = True) -> tuple[CheckResult, ...]:
    target = MeasuredTarget(
        "t1",
        rule,
        target=Quantity.of(100),
        baseline=Quantity.of(200) if rule == "decreasing" else Quantity(0),
        opening=FROM_START,
        programme={} if programme is None else {2024: q(programme)},
    )
    answers = {(2024, at): report for at, report in enumerate(reports, 1) if report is not None}
    cut_off = CutOff(date(2024, 3 * len(reports), 31 if len(reports) in (1, 4) else 30), closed=closed)
    return check_reports(measure_target(target, answers, DEFAULTS, cut_off))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    results = checked(
        case["rule"],
        str(case["programme"]) if "programme" in case else None,
        [None if each is None else reported(str(each)) for each in case["reports"]],
        closed=case.get("closed", True),
    )
    found = [result for result in results if result.outcome is Outcome.FOUND]
    assert [result.code for result in found] == case.get("finds", [])
    for result in found:
        wording = word(result.findings[0])
        assert "{" not in "".join((wording.what, wording.why, wording.how))


def test_every_warning_has_a_case() -> None:
    assert {code for case in CASES for code in case.get("finds", [])} == {
        each.code for each in checked("sum", "1", [None])
    }


def test_what_an_open_follow_up_still_waits_for_is_not_missing_yet() -> None:
    def silent(reports: list[Any], *, closed: bool) -> list[Any]:
        told = {result.code: result for result in checked("sum", "10", reports, closed=closed)}
        return [dict(each.facts) for each in told["measurement.programme_without_report"].findings]

    assert silent([None], closed=False) == []
    assert silent([None, None], closed=False) == [{"year": 2024, "period": 1}]
    assert silent([None, None], closed=True) == [{"year": 2024, "period": 1}, {"year": 2024, "period": 2}]
