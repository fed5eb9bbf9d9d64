"""The two published documents arrive complete and right, field by field."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from rumbo.domain.followup.states import NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Continuity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef, PlanLine
from rumbo.domain.plan.served import served_targets
from rumbo.findings import Outcome
from rumbo.layouts import compare, read_plan, rechecked
from rumbo.papers.reading import read_file

CASES = Path(__file__).parents[1] / "cases" / "layouts"


@pytest.fixture(scope="module")
def plan_file(shared: Path) -> Path:
    return next((shared / "seeds").glob("000_*.txt"))


@pytest.fixture(scope="module")
def followup_file(shared: Path) -> Path:
    return next((shared / "seeds").glob("001_*.txt"))


@pytest.fixture(scope="module")
def plan(plan_file: Path) -> PlanDraft:
    return read_plan(read_file(plan_file))


@pytest.fixture(scope="module")
def followup(followup_file: Path) -> PlanDraft:
    return read_plan(read_file(followup_file))


def written_rows(file: Path) -> list[list[str]]:
    """The rows of the actions, cut by the simplest means there are."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.split("\t")[0].isdecimal()]


def codes(line: PlanLine, key: str) -> list[str]:
    return [entry.code for entry in line.alignments if entry.catalogue == key]


def test_plan_texts_are_those_of_the_cells(plan: PlanDraft, plan_file: Path) -> None:
    rows = written_rows(plan_file)
    assert len(plan.matrix.lines) == len(rows) == 10
    for line, row in zip(plan.matrix.lines, rows, strict=True):
        assert line.serves is not None
        served = (line.serves.indicator, line.serves.measure_unit)
        told = [line.number, line.objective, line.programme, *served, line.statement, line.indicator, line.measure_unit]
        assert told == [row[at].strip() for at in (0, 1, 2, 3, 4, 6, 8, 9)]
        assert " ".join(line.units) == row[7].strip()
        assert (line.periodicity, line.expense_type) == (row[13].strip(), row[14].strip())
        assert line.funding_source == ""


@pytest.mark.parametrize("at", range(10))
def test_plan_codes(plan: PlanDraft, at: int) -> None:
    expected = yaml.safe_load((CASES / "seed_000.yaml").read_text(encoding="utf-8"))[at]
    line = plan.matrix.lines[at]
    assert line.number == expected["number"]
    assert len(line.units) == expected["units"]
    assert codes(line, "associated_plans") == expected["plans"]
    assert codes(line, "mipg_policies") == expected["policies"]
    assert codes(line, "ods") == expected["ods"]
    (pnd,) = [entry for entry in line.alignments if entry.catalogue == "pnd"]
    assert [pnd.number, pnd.code] == expected["pnd"]
    assert line.quantity == Quantity.of(expected["target"])
    assert line.serves is not None
    assert line.serves.quantity == Quantity.of(expected["served"])
    assert (line.start, line.end) == (date(2024, 3, 1), date(2024, 12, 31))


def test_plan_about(plan: PlanDraft) -> None:
    assert plan.matrix.version == "2"
    assert plan.matrix.fiscal_year == 2024
    assert plan.matrix.period is None
    assert plan.matrix.objective.startswith("Especificar")
    assert plan.about["version"].cell == "5:1"


def test_three_actions_serve_one_indicator(plan: PlanDraft) -> None:
    shared_by = [found.lines for found in served_targets(plan.matrix) if len(found.lines) == 3]
    assert shared_by == [(3, 4, 5)]


def test_plan_findings(plan: PlanDraft) -> None:
    places = {
        found.where.cell.split(":")[0]
        for c in plan.checks
        if c.code == "alignment.number_and_name"
        for found in c.findings
        if found.where
    }
    assert places == {"12", "13", "14", "25"}
    outcomes = {result.code: result.outcome for result in plan.checks}
    assert outcomes["plan.money_without_amount"] is Outcome.FOUND
    assert outcomes["alignment.unofficial_name"] is Outcome.FOUND
    assert outcomes["plan.numbering_gap"] is Outcome.PASSED
    assert outcomes["followup.other_version"] is Outcome.NOT_MADE
    assert not plan.findings
    assert [p.text for p in plan.proposals if p.kind == "unit_alias"] == [plan.matrix.lines[7].units[1]]


def test_followup_texts_are_those_of_the_cells(followup: PlanDraft, followup_file: Path) -> None:
    rows = written_rows(followup_file)
    assert len(followup.matrix.lines) == len(rows) == 9
    expected = yaml.safe_load((CASES / "seed_001.yaml").read_text(encoding="utf-8"))
    for line, row, facts in zip(followup.matrix.lines, rows, expected, strict=True):
        told = [line.number, line.statement, line.indicator, line.measure_unit, line.periodicity, line.expense_type]
        assert told == [row[at].strip() for at in (0, 1, 3, 4, 8, 9)]
        assert line.narrative == row[11].strip()
        assert " ".join(line.units) == row[2].strip()
        assert (line.number, len(line.units)) == (facts["number"], facts["units"])
        assert (line.start, line.end) == (date(2024, facts["month"], 1), date(2024, 12, 31))
        assert line.quantity == Quantity.of(1)
        assert line.progress == NotApplicable()


def test_followup_period_and_findings(followup: PlanDraft) -> None:
    assert followup.matrix.period == PeriodRef(2024, "trimestral", 2)
    found = {result.code: len(result.findings) for result in followup.checks if result.outcome is Outcome.FOUND}
    assert found["followup.not_applicable_with_work"] == 8
    assert found["followup.cancelled_in_narrative"] == 1
    assert found["followup.no_programme"] == 1
    assert "followup.not_applicable_without_reason" not in found


def test_both_together(plan: PlanDraft, followup: PlanDraft) -> None:
    again = rechecked(followup, plan)
    (version,) = [result for result in again.checks if result.code == "followup.other_version"]
    assert version.outcome is Outcome.FOUND
    steps = {(s.before, s.after): s for s in compare(followup.matrix, plan.matrix)}
    youth = steps[1, 1]
    assert youth.continuity is Continuity.REWORDED
    assert youth.to_settle
    assert steps[2, 2].continuity is Continuity.SAME
    assert {change.field for change in steps[2, 2].changes} >= {"indicator", "quantity"}
    assert steps[3, None].continuity is Continuity.DROPPED
