"""Reads the cases of tests/cases/annualization: goals as a planner writes them, and what is expected of them.

In `reports` a number is a quantity, "30 %" the part of the target that is reached, "45/60" a numerator and denominator,
"N/A" not applicable and "not reported" a due period without answer. In `programme` "NP" is not programmed.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from rumbo.domain.annualization import (
    FROM_START,
    AsOf,
    Basis,
    Goal,
    LevelWithoutReport,
    NoDemand,
    NotReportedRule,
    Opening,
    Options,
)
from rumbo.domain.followup.reporting import Answer, Ratio, percentage_answer
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable, Programmed
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Amount, Computed, Known, Outcome

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "annualization"


def load() -> list[Any]:
    """Every case, with its rule; plain strings inside, so that no number passes through a float."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            found.append(case)
    return found


def quantity(text: str) -> Quantity:
    return Quantity.of(Decimal(text))


def answer_of(text: str) -> Answer:
    if text == "N/A":
        return NotApplicable("the case says so")
    if text == "not reported":
        return NOT_REPORTED
    if text.endswith("%"):
        return percentage_answer(quantity(text.rstrip(" %")))
    if "/" in text:
        above, _, below = text.partition("/")
        return Ratio(quantity(above), quantity(below))
    return quantity(text)


def programmed_of(text: str) -> Programmed:
    return NOT_PROGRAMMED if text == "NP" else quantity(text)


def goal_of(case: dict[str, Any]) -> Goal:
    goal = case["goal"]
    opening = goal.get("opening")
    term = goal.get("term")
    return Goal(
        target=quantity(goal["target"]) if "target" in goal else None,
        baseline=quantity(goal["baseline"]) if "baseline" in goal else None,
        opening=FROM_START
        if opening == "from start"
        else Opening(quantity(opening["value"]), opening["source"])
        if opening
        else None,
        basis=Basis(goal.get("basis", "cumulative")),
        programme={int(year): programmed_of(text) for year, text in goal.get("programme", {}).items()},
        period_programme=by_period(goal.get("period_programme", {}), programmed_of),
        answers=by_period(goal.get("reports", {}), answer_of),
        due_share=Fraction(goal["due_share"]) if "due_share" in goal else None,
        term=(int(term[0]), int(term[1])) if term else None,
    )


def by_period(years: dict[str, list[str]], read: Any) -> Any:
    return {(int(y), p): read(text) for y, texts in years.items() for p, text in enumerate(texts, 1)}


def as_of(case: dict[str, Any]) -> AsOf:
    at = case["at"]
    return AsOf(int(at["year"]), int(at["period"]), at.get("final") == "yes", at.get("closed") == "yes")


def options_of(case: dict[str, Any]) -> Options:
    given = case.get("options", {})
    cap = given.get("cap", "100 %")
    return Options(
        cap=None if cap == "none" else int(Decimal(cap.rstrip(" %")) / 100 * FIGURE_UNITS),
        not_reported=NotReportedRule(given.get("not_reported", "excluded")),
        level_without_report=LevelWithoutReport(given.get("level_without_report", "none")),
        carry_increasing=given.get("carry_increasing", "yes") == "yes",
        no_demand=NoDemand(given.get("no_demand", "not_applicable")),
    )


def shown(outcome: Outcome | Amount, like: str) -> str:
    """An outcome written as the expectation is: as many decimals, or the reason; marks in brackets if it has any."""
    marks = sorted(outcome.marks) if "[" in like else []
    tail = f" [{', '.join(marks)}]" if "[" in like else ""
    if isinstance(outcome, Known):
        return _plain(Fraction(outcome.units)) + tail
    if isinstance(outcome, Computed):
        digits = like.split("%")[0].strip().partition(".")[2]
        points = Decimal(outcome.figure) / FIGURE_UNITS * 100
        return f"{points.quantize(Decimal(1).scaleb(-len(digits)))} %" + tail
    return outcome.reason.value + tail


def _plain(units: Fraction) -> str:
    """Units as a plain decimal; a fraction that four decimals do not hold stays a fraction."""
    if units.denominator != 1:
        return str(units / 10_000)
    text = f"{Decimal(units.numerator).scaleb(-4):f}"
    return text.rstrip("0").rstrip(".")
