"""Rules of records: a version against the one before, money against progress, a legal day, a project in its plan."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.domain.checks.changed import check_changes, nothing_to_compare
from rumbo.domain.checks.documents.across import run_across
from rumbo.domain.checks.documents.across_projects import check_project_in_plan
from rumbo.domain.checks.processes import check_process
from rumbo.domain.checks.published import LegalDay, check_published
from rumbo.domain.checks.registered import COUNTS, check_registered
from rumbo.domain.checks.rounds import check_round
from rumbo.domain.checks.spending import Spending, check_spending
from rumbo.domain.document import DocumentDraft
from rumbo.domain.measurement import check_weights
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.plan.institutional import InstitutionalPlan, InvestmentProject
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.domain.plan.one_target import shared_targets
from rumbo.domain.plan.strategic import StrategicObjective, StrategicPlan, TermTarget, YearQuantity
from rumbo.domain.project.checks.unwritten import check_written
from rumbo.domain.project.places import place_of
from rumbo.domain.project.sheet import Activity, ProjectGoal, ProjectSheet
from rumbo.findings import CheckResult, Outcome, Where, word
from rumbo.layouts.engine.comparing import compare
from rumbo.layouts.engine.folding import folded

FILE = Path(__file__).parents[2] / "cases" / "records" / "rules.yaml"
CASES: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OUTCOMES = {"finds": Outcome.FOUND, "passes": Outcome.PASSED, "not_made": Outcome.NOT_MADE}


def pesos(amount: int | None) -> Money | None:
    return None if amount is None else Money(amount * 100)


def version_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    if "before" not in case:
        return nothing_to_compare()
    before, after = (
        Matrix("", lines=tuple(
            PlanLine(str(at), line["action"], line.get("indicator", ""), "", Quantity.of(line.get("quantity", 1)))
            for at, line in enumerate(case[name], 1)
        ))
        for name in ("before", "after")
    )  # fmt: skip
    reasons = {int(at): reason for at, reason in case.get("reasons", {}).items()}
    steps = compare(before, after)
    return check_changes(before, after, steps, ("v1", "v2"), lambda at, _: Where(cell=str(at)), reasons)


def spending_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    done = Fraction(str(case["done"])) if "done" in case else None
    amounts = {name: pesos(case.get(name)) for name in ("obligated", "definitive", "planned")}
    return check_spending([Spending("Huertas", Where(cell="1"), done, **amounts)])


def published_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    due = LegalDay(1, 31, "Ley de prueba", case.get("confirmed", True)) if case.get("due", True) else None
    day: date = case["day"]
    return check_published(day, case["year"], due, Where())


def across_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    def draft(name: str, content: Any) -> DocumentDraft[Any]:
        return DocumentDraft(Source(name, ""), Recognition(""), content)

    goals = tuple(ProjectGoal("", f"Meta {n}") for n in range(case.get("goals", 1)))
    sheet = ProjectSheet(code="77", printed_total=pesos(case.get("total")), activities=(Activity("Hacer", goals),))
    planned = InvestmentProject(
        case.get("code", "77"), "Huertas", budget=pesos(case.get("budget")),
        goals=tuple(TermTarget(f"Meta {n}") for n in range(case.get("planned", 1))),
    )  # fmt: skip
    return check_project_in_plan(
        draft("ficha", sheet), draft("plan", InstitutionalPlan(projects=(planned,))), str.casefold
    )


def round_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    return check_round(case["measured"], case.get("ruling"), opened=not case.get("closed"))


def process_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    return check_process(case.get("owner", ""), case.get("ended"), date(2024, 6, 1))


def registered_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    plan = InstitutionalPlan(**dict.fromkeys(COUNTS, case.get("announced")))
    return check_registered("Plan", plan, dict.fromkeys(COUNTS, case["found"]))


def shared_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    def goal(side: str) -> TermTarget:
        year = YearQuantity(2024, Quantity.of(case.get(f"{side}year", 1)))
        kind, number = case.get(f"{side}type", ""), case.get("number", "1")
        return TermTarget("Sembrar", number=number, annualization=kind, project_code="77", years=(year,))

    ours, theirs = goal(""), goal("other_")
    before = StrategicPlan(objectives=(StrategicObjective("1", targets=(ours,)),))
    after = InstitutionalPlan(fiscal_year=2024, projects=(InvestmentProject("77", "Huertas", goals=(theirs,)),))
    drafts = (DocumentDraft(Source(name, ""), Recognition(""), plan) for name, plan in (("a", before), ("b", after)))
    return run_across(*drafts, shared_targets(before, after, folded))  # type: ignore[arg-type]


def weight_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    return check_weights("Objetivo 1", case["weights"])


def written_answers(case: dict[str, Any]) -> tuple[CheckResult, ...]:
    goals = (tuple(ProjectGoal("", goal) for goal in each) for each in case.get("activities", ()))
    sheet = ProjectSheet(activities=tuple(Activity("Hacer", each) for each in goals))
    return tuple(check_written(sheet, place_of))


ANSWERS = {
    "across.annualization": shared_answers,
    "across.amount": shared_answers,
    "measurement": weight_answers,
    "project": written_answers,
    "followup": round_answers,
    "process": process_answers,
    "registered": registered_answers,
    "version": version_answers,
    "spending": spending_answers,
    "publishing": published_answers,
    "across": across_answers,
}


def asked_of(code: str) -> Callable[[dict[str, Any]], tuple[CheckResult, ...]]:
    """What answers a rule: the first name that it begins with."""
    return next(answers for start, answers in ANSWERS.items() if code.startswith(start))


@pytest.mark.parametrize(
    ("code", "outcome", "case"),
    [
        pytest.param(code, outcome, case, id=f"{code}-{kind}-{at}")
        for code, cases in CASES.items()
        for kind, outcome in OUTCOMES.items()
        for at, case in enumerate(cases.get(kind, ()))
    ],
)
def test_case(code: str, outcome: Outcome, case: dict[str, Any]) -> None:
    answers = {result.code: result for result in asked_of(code)(case)}
    assert answers[code].outcome is outcome
    for found in answers[code].findings:
        assert "{" not in "".join((word(found).what, word(found).why, word(found).how))
