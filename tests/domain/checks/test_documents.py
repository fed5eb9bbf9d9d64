"""Every check of a document of several parts has texts that it finds wrong, that it passes, that it cannot ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.checks.documents import CHECKS
from rumbo.domain.document import DocumentDraft
from rumbo.domain.indicators.sheet import IndicatorSheet, IndicatorSheets
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.risk.map import RiskMap
from rumbo.findings import Outcome, declared, word, word_missing, word_passed
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes

FOLDER = Path(__file__).parents[2] / "cases" / "documents"
CASES: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.yaml"))
}
MATRIX_CASES = yaml.safe_load((FOLDER.parent / "checks" / "norms.yaml").read_text("utf-8"))
OUTCOMES = {"finds": Outcome.FOUND, "passes": Outcome.PASSED, "not_made": Outcome.NOT_MADE}


def texts() -> Iterator[Any]:
    for layout, cases in CASES.items():
        for code, case in cases.items():
            for kind, outcome in OUTCOMES.items():
                for at, text in enumerate(case.get(kind, ())):
                    yield pytest.param(layout, code, outcome, text, id=f"{layout}-{code}-{kind}-{at}")


def read(layout: str, text: str) -> DocumentDraft[Any]:
    draft = read_document(read_bytes(text.replace("⇥", "\t").encode(), "plan.txt"), layout_key=layout)
    assert isinstance(draft, DocumentDraft)
    return draft


@pytest.mark.parametrize(("layout", "code", "outcome", "text"), list(texts()))
def test_case(layout: str, code: str, outcome: Outcome, text: str) -> None:
    draft = read(layout, text)
    (result,) = [each for each in draft.checks if each.code == code]
    assert result.outcome is outcome
    assert bool(result.missing) == (outcome is Outcome.NOT_MADE)
    for found in result.findings:
        assert found.where
        assert found.where.cell
        assert all((word(found).title, word(found).what, word(found).why, word(found).how))


def test_every_check_has_cases_that_find_and_that_pass_and_words() -> None:
    for check in CHECKS:
        assert check.code in declared()
        # Their cases are sheets (tests/cases/project, …/indicators) and maps (test_risk_maps).
        if check.content in (ProjectSheet, IndicatorSheet, IndicatorSheets, RiskMap):
            continue
        if check.code in MATRIX_CASES:  # the same rule, asked of a matrix: one of its cases needs a norm of its own
            continue
        assert any(cases.get(check.code, {}).get("finds") for cases in CASES.values()), check.code
        assert any(cases.get(check.code, {}).get("passes") for cases in CASES.values()), check.code


def test_what_passed_says_what_was_compared() -> None:
    draft = read("strategic_plan", CASES["strategic_plan"]["document.count_differs"]["passes"][0])
    (result,) = [each for each in draft.checks if each.code == "document.count_differs"]
    assert word_passed(result) == "anunciados 1, encontrados 1"


def test_what_a_sum_of_activities_lacks_is_told_by_the_name_of_the_plan() -> None:
    draft = read(
        "institutional_action_plan", CASES["institutional_action_plan"]["document.activities_announced"]["not_made"][0]
    )
    (result,) = [each for each in draft.checks if each.code == "document.activities_announced"]
    assert word_missing(result) == "cuántas actividades tiene «Plan de Capacitación»"
