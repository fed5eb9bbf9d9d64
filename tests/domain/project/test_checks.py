"""The checks of a project sheet as cases that a planner can read, and the repair of a total as a law."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.budget import LEVELS, Shape, extends, printed_pesos, read_code, repairs, sum_of
from rumbo.domain.budget.repair import slip_between
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project.checks import CHECKS, against_viability, check_sheet
from rumbo.domain.project.places import Place, place_of
from rumbo.domain.project.sheet import (
    Activity,
    BudgetCode,
    BudgetItem,
    CodedName,
    ProjectGoal,
    ProjectSheet,
    Schedule,
    ScheduledActivity,
    Step,
)
from rumbo.findings import Outcome, Severity, word
from rumbo.layouts.stated import stated_target

FILE = Path(__file__).resolve().parents[2] / "cases" / "project" / "checks.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def pesos(text: str | None) -> Money | None:
    return None if text is None else Money(int(Decimal(text) * 100))


def sheet_told(case: dict[str, Any]) -> ProjectSheet:
    goals = [
        ProjectGoal("", goal["statement"], goal.get("indicator", ""),
                    Quantity.of(Decimal(goal["quantity"])) if "quantity" in goal else None)
        for goal in case.get("goals", ())
    ]  # fmt: skip
    codes = [
        BudgetCode(*(CodedName(code) for code in row[:5]), initial_value=pesos(row[5])) for row in case.get("codes", ())
    ]
    steps = tuple(Step(str(n), f"Paso {n}", tuple(marks)) for n, marks in enumerate(case.get("steps", ()), 1))
    return ProjectSheet(
        general_objective="Lograrlo",
        activities=(Activity("Hacer", tuple(goals)),) if "goals" in case else (),
        budget=tuple(BudgetItem("", f"Cosa {n}", value=pesos(text)) for n, text in enumerate(case.get("lines", ()), 1)),
        printed_total=pesos(case.get("total")),
        budget_codes=tuple(codes),
        schedule=Schedule(("Mes 1", "Mes 2", "Mes 3"), (ScheduledActivity("Hacer", steps),) if steps else ()),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    results = check_sheet(sheet_told(case), Place(place_of, stated_target))
    found: dict[str, list[str]] = {}
    for each in (each for result in results for each in result.findings):
        found.setdefault(each.code, []).append(f"{each.where.cell} {each.where.header}".strip())
    assert found == case.get("expect", {})
    outcomes = {result.code: result.outcome for result in results}
    assert {outcomes[code] for code in case.get("passed", ())} <= {Outcome.PASSED}
    assert {outcomes[code] for code in case.get("not_made", ())} <= {Outcome.NOT_MADE}
    if "proposed" in case:
        assert [each.suggestion for result in results for each in result.findings if each.suggestion] == case[
            "proposed"
        ]


def test_only_errors_stand_against_viability() -> None:
    sheet = sheet_told({"goals": [{"statement": "Algo"}], "steps": [[], []]})
    codes = [each.code for each in against_viability(sheet)]
    assert codes == ["project.problem_unwritten", "project.budget_unwritten", "project.goal_without_number"]
    assert all(each.severity is Severity.ERROR for each in against_viability(sheet))


def test_every_check_has_a_case_that_finds_and_its_words_are_whole() -> None:
    sheets = yaml.safe_load(FILE.with_name("sheets.yaml").read_text(encoding="utf-8"))
    told = {code for case in CASES for code in case.get("expect", {})} | {case["check"] for case in sheets}
    assert {check.sentences.code for check in CHECKS} - told <= set()
    for case in CASES:
        for result in check_sheet(sheet_told(case)):
            for each in result.findings:
                assert "{" not in "".join((word(each).what, word(each).why, word(each).how))


AMOUNTS = st.integers(1, 10**12).map(lambda pesos: Money(pesos * 100))


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.data())
def test_a_slip_of_one_digit_is_always_found(lines: list[Money], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    digits = str(lines[at].centavos // 100)
    place = data.draw(st.integers(0, len(digits)))
    digit = data.draw(st.sampled_from("123456789"))
    wrong = data.draw(
        st.sampled_from(
            [digits[:place] + digit + digits[place:], digits[: place - 1] + digit + digits[place:] if place else digits]
        )
    )
    slipped = [*lines[:at], Money(int(wrong) * 100), *lines[at + 1 :]]
    total = sum_of(lines)
    proposals = repairs(slipped, total, total)
    if wrong == digits:
        assert proposals == ()
    else:
        assert (at, lines[at]) in [(each.line, each.proposed) for each in proposals]
        assert all(each.backed for each in proposals if each.line is not None)


@given(st.lists(AMOUNTS, min_size=1, max_size=6), AMOUNTS)
def test_every_repair_makes_the_total_hold_and_is_one_digit(lines: list[Money], printed: Money) -> None:
    for each in repairs(lines, printed):
        assert slip_between(each.written, each.proposed) == each.slip
        if each.line is None:
            assert each.proposed == sum_of(lines)
        else:
            assert sum_of([*lines[: each.line], each.proposed, *lines[each.line + 1 :]]) == printed


def test_what_is_not_known_is_never_added() -> None:
    assert sum_of([]) is sum_of([Money(1), None]) is None
    assert repairs([Money(100), None], Money(500)) == ()
    assert [printed_pesos(Money(n)) for n in (0, 150, -19929000000)] == ["$0", "$1,50", "-$199.290.000"]


@given(st.sampled_from([*LEVELS]), st.text("0123456789-", max_size=10))
def test_a_code_is_read_without_guessing(level: Any, text: str) -> None:
    reading = read_code(text, level)
    if reading.official:
        assert len(reading.official) == LEVELS[level]
        assert reading.official.lstrip("0") == text.lstrip("0")
    assert (reading.shape is Shape.EMPTY) == (text == "")
    assert extends(reading, read_code("1-2-5-1", level)) is None


def test_an_empty_live_project_lacks_what_viability_is_declared_on_and_a_document_is_not_asked_for_it() -> None:
    unwritten = {f"project.{part}_unwritten" for part in ("problem", "objective", "goal", "budget")}
    assert {each.code for each in against_viability(ProjectSheet(name="Nada"))} == unwritten
    assert not unwritten & {result.code for result in check_sheet(ProjectSheet(name="Nada"))}


def test_steps_without_marks_are_listed_in_one_finding() -> None:
    sheet = sheet_told({"goals": [], "steps": [["Mes 1"], [], []]})
    (found,) = [
        each for result in check_sheet(sheet) for each in result.findings if each.code == "project.step_without_marks"
    ]
    assert (found.facts["count"], found.facts["all"], found.facts["steps"]) == (2, 3, "«Paso 2»; «Paso 3»")
