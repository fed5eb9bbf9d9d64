"""Each warning about reports is found where it is, and passes where it is not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rumbo.domain.annualization import FROM_START
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.measurement import DEFAULTS, CutOff, MeasuredTarget, check_reports, measure_target
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Outcome, word


def q(text: str) -> Quantity:
    return Quantity.of(Decimal(text))


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


@pytest.mark.parametrize(
    ("rule", "programme", "reports", "codes"),
    [
        ("sum", "100", [q("50"), q("50")], []),
        ("sum", "100", [q("80"), q("46")], ["over_alert"]),
        ("sum", "100", [q("80"), q("45")], []),
        ("increasing", "100", [q("50"), q("20")], ["level_falls"]),
        ("increasing", "100", [q("20"), q("50")], []),
        ("decreasing", "100", [q("150"), q("180")], ["level_rises"]),
        ("decreasing", "100", [q("180"), q("150")], []),
        ("sum", "0.3", [q("30")], ["over_alert", "scale_mixed"]),
        ("sum", "30", [q("0.3")], ["scale_mixed"]),
        ("sum", "30", [q("1")], []),
        ("sum", "0", [q("3")], ["report_without_programme"]),
        ("sum", None, [q("3")], ["report_without_programme"]),
        ("sum", "0", [q("0")], []),
        ("sum", "10", [None], ["programme_without_report"]),
        ("sum", None, [None], []),
        ("sum", "100", [Ratio(q("1"), q("2"))], ["ratio_adds"]),
        ("flow", "100", [Ratio(q("1"), q("2"))], []),
    ],
)
def test_reports(rule: str, programme: str | None, reports: list[Any], codes: list[str]) -> None:
    results = checked(rule, programme, reports)
    found = [result for result in results if result.outcome is Outcome.FOUND]
    assert [result.code for result in found] == [f"measurement.{code}" for code in codes]
    for result in found:
        wording = word(result.findings[0])
        assert "{" not in "".join((wording.what, wording.why, wording.how))


def test_what_an_open_follow_up_still_waits_for_is_not_missing_yet() -> None:
    def silent(reports: list[Any], *, closed: bool) -> list[Any]:
        told = {result.code: result for result in checked("sum", "10", reports, closed=closed)}
        return [dict(each.facts) for each in told["measurement.programme_without_report"].findings]

    assert silent([None], closed=False) == []
    assert silent([None, None], closed=False) == [{"year": 2024, "period": 1}]
    assert silent([None, None], closed=True) == [{"year": 2024, "period": 1}, {"year": 2024, "period": 2}]
