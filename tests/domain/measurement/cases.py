"""Reads the cases of tests/cases/measurement that tell a target by its days: what its plan says, what was reported, and
what is told of it at a cut-off. A case with `steps` tells the same target again and again, each step with what changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rumbo.domain.annualization import PeriodKey
from rumbo.domain.calendar import PERIODICITIES
from rumbo.domain.followup.reporting import Answer, Milestone, ReportKind, done_answer, milestones_answer
from rumbo.domain.measurement import CutOff, MeasuredTarget, Settings, settings_of
from rumbo.domain.measurement.levels import Level, Placed
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined
from tests.domain.annualization.cases import answer_of, goal_of

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "measurement"
OF_GOAL = ("target", "baseline", "opening", "basis", "programme", "period_programme", "term")


def load(name: str) -> list[dict[str, Any]]:
    """The cases of a file; plain strings inside, so that no number passes through a float."""
    cases: list[dict[str, Any]] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return cases


def steps_of(case: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The case itself, or each of its steps laid over it."""
    for step in case.get("steps", [{}]):
        yield {**case, **step}


def target_of(case: Mapping[str, Any]) -> MeasuredTarget:
    goal = goal_of({"goal": {key: case[key] for key in OF_GOAL if case.get(key, "unsaid") != "unsaid"}})
    milestones = tuple(
        Milestone(key, date.fromisoformat(due), int(weight)) for key, due, weight in case.get("steps_of_it", ())
    )
    return MeasuredTarget(
        uid="t",
        rule=case["rule"],
        kind=ReportKind(case.get("reported_as", "quantity")),
        periodicity=PERIODICITIES[case.get("periodicity", "quarterly")],
        start=_day(case, "starts"),
        end=_day(case, "ends"),
        target=goal.target,
        baseline=goal.baseline,
        opening=goal.opening,
        basis=None if case.get("basis") == "unsaid" else goal.basis,
        programme=goal.programme,
        period_programme=goal.period_programme,
        term=goal.term,
        milestones=milestones,
        version=case.get("version", ""),
        standing=Reason(case["standing"]) if "standing" in case else None,
    )


def reports_of(case: Mapping[str, Any]) -> Mapping[PeriodKey, Answer]:
    """The reports by period: amounts, or with `reported_as` the milestones done ("draft, review") or "done"."""
    kind, milestones = case.get("reported_as"), target_of(case).milestones
    return {
        (int(year), at): _answer(text, kind, milestones)
        for year, texts in case.get("reports", {}).items()
        for at, text in enumerate(texts, 1)
        if text != "not reported"
    }


def _answer(text: str, kind: str | None, milestones: tuple[Milestone, ...]) -> Answer:
    if kind == "milestones" and text not in ("N/A",):
        return milestones_answer(milestones, [each.strip() for each in text.split(",")])
    if kind == "done" and text in ("done", "not done"):
        return done_answer(text == "done")
    return answer_of(text)


def cut_off_of(case: Mapping[str, Any]) -> CutOff:
    return CutOff(date.fromisoformat(case["cut_off"]), case.get("closed") == "yes")


def settings_in(case: Mapping[str, Any]) -> Settings:
    rows = {key: None if value == "none" else value for key, value in case.get("settings", {}).items()}
    settings, findings = settings_of(rows)
    assert findings == ()
    return settings


def outcome_of(text: str) -> Outcome:
    """A result as a case writes it: a percentage, or the reason why there is none."""
    if not text.endswith("%"):
        return Undefined(Reason(text))
    return Computed(int(Decimal(text.rstrip(" %")) * FIGURE_UNITS / 100))


def _day(case: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(case[key]) if key in case else None


def plan_of(case: Mapping[str, Any]) -> tuple[list[Level], list[Placed]]:
    """The levels and the placed targets of a case of plans."""
    levels = [_level(uid, told) for uid, told in case["levels"].items()]
    placed = [
        _placed(level, target, told if isinstance(told, Mapping) else {"is": told})
        for level, targets in case["targets"].items()
        for target, told in targets.items()
    ]
    for level, targets in case.get("shown", {}).items():
        for target in targets:
            (one,) = (each for each in placed if each.target == target)
            placed.append(replace(one, uid=f"{target} shown", level=level, counts=False))
    return levels, placed


def _level(uid: str, told: Mapping[str, str] | str) -> Level:
    facts = told if isinstance(told, Mapping) else {"weight": told}
    return Level(uid, facts.get("under"), _weight(facts), _whole(facts, "budget"), facts.get("left_out") == "yes")


def _placed(level: str, target: str, told: Mapping[str, str]) -> Placed:
    outcome = outcome_of(told["is"])
    return Placed(target, target, None if level == "plan" else level, outcome, _weight(told), _whole(told, "budget"))


def _weight(told: Mapping[str, str]) -> int | None:
    text = told.get("weight")
    return None if text is None else int(Decimal(text.rstrip(" %")) * 100) if "%" in text else int(text)


def _whole(told: Mapping[str, str], key: str) -> int | None:
    return int(told[key]) if key in told else None
