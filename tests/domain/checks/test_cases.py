"""Every check has tables that it finds wrong, tables that it passes, and tells when it cannot be asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.checks import CHECKS, Reference, run_checks
from rumbo.domain.norms import Norm
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import Outcome, declared, word
from rumbo.layouts import read_plan
from tests.layouts.tables import document, sheet

FOLDER = Path(__file__).parents[2] / "cases" / "checks"
CASES: dict[str, Any] = {
    code: case
    for file in sorted(FOLDER.glob("*.yaml"))
    for code, case in yaml.safe_load(file.read_text("utf-8")).items()
}
OUTCOMES = {"finds": Outcome.FOUND, "passes": Outcome.PASSED, "not_made": Outcome.NOT_MADE}


def tables() -> Iterator[Any]:
    for code, case in CASES.items():
        for kind, outcome in OUTCOMES.items():
            for at, rows in enumerate(case.get(kind, ())):
                yield pytest.param(code, outcome, rows, id=f"{code}-{kind}-{at}")


def read(case: dict[str, Any], rows: list[list[str]]) -> PlanDraft:
    title = [[case["title"]]] if "title" in case else []
    compared = read_plan(document(sheet(*case["plan"]))) if "plan" in case else None
    filled = [[cell or None for cell in row] for row in rows]
    draft = read_plan(document(sheet(*title, *filled)), compared=compared)
    if "norms" in case:  # what the case knows of norms, in place of the catalogue
        known = Reference(norms=tuple(Norm(**norm) for norm in case["norms"]))
        return replace(draft, checks=run_checks(draft, known))
    return draft


@pytest.mark.parametrize(("code", "outcome", "rows"), list(tables()))
def test_case(code: str, outcome: Outcome, rows: list[list[str]]) -> None:
    draft = read(CASES[code], rows)
    assert draft.matrix.lines, draft.findings
    results = [result for result in draft.checks if result.code == code]
    assert [result.outcome for result in results] == [outcome]
    assert bool(results[0].missing) == (outcome is Outcome.NOT_MADE)
    for found in results[0].findings:
        assert found.where
        assert found.where.cell
        assert all((word(found).title, word(found).what, word(found).why, word(found).how))


def test_every_check_has_cases_that_find_and_that_pass_and_words() -> None:
    for check in CHECKS:
        assert check.code in declared()
        assert CASES[check.code]["finds"]
        assert CASES[check.code]["passes"]


def test_titles_stand_by_themselves() -> None:
    assert not [check.code for check in CHECKS if "{" in check.sentences.title]
