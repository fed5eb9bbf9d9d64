"""Every rule of an execution of the budget has tables that it finds wrong, that it passes and that it cannot judge."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.findings import Outcome, word
from rumbo.layouts.engine.declaration import tables
from rumbo.layouts.engine.tabling import read_table
from tests.layouts.tables import document, sheet

FILE = Path(__file__).parents[2] / "cases" / "budget" / "execution.yaml"
CASES: dict[str, dict[str, list[list[list[Any]]]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OUTCOMES = {"finds": Outcome.FOUND, "passes": Outcome.PASSED, "not_made": Outcome.NOT_MADE}


@pytest.mark.parametrize(
    ("code", "outcome", "rows"),
    [
        pytest.param(code, outcome, rows, id=f"{code}-{kind}-{at}")
        for code, case in CASES.items()
        for kind, outcome in OUTCOMES.items()
        for at, rows in enumerate(case.get(kind, ()))
    ],
)
def test_case(code: str, outcome: Outcome, rows: list[list[Any]]) -> None:
    draft = read_table(document(sheet(*([None if cell == "" else cell for cell in row] for row in rows))), tables())
    assert draft is not None
    answers = {result.code: result for result in draft.checks}
    assert answers[code].outcome is outcome
    assert bool(answers[code].missing) == (outcome is Outcome.NOT_MADE)
    for found in answers[code].findings:
        assert found.where
        assert found.where.cell
        assert "{" not in "".join((word(found).what, word(found).why, word(found).how))
