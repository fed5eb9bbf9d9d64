"""A target measured at a day: which period has ended, what was owed, what each kind of report comes to."""

from datetime import date
from typing import Any

import pytest

from rumbo.domain.annualization import FROM_START, AsOf
from rumbo.domain.calendar import ANNUAL, MONTHLY, ON_DEMAND, ONCE, QUARTERLY, Periodicity
from rumbo.domain.followup.reporting import Milestone, ReportKind, done_answer, milestones_answer
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.measurement import (
    DEFAULTS,
    CutOff,
    MeasuredTarget,
    Percentage,
    TargetState,
    inputs_digest,
    measure_target,
    trace_of,
)
from rumbo.domain.measurement.targets import EVERY_REPORT, as_of_day
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Computed, Mark, Reason, Undefined
from tests.domain.annualization.cases import shown
from tests.domain.measurement import cases

CASES = cases.load("targets.yaml")
JUNE = CutOff(date(2024, 6, 30))
PERCENT = FIGURE_UNITS // 100


def target(**given: Any) -> MeasuredTarget:
    facts: dict[str, Any] = {
        "uid": "t1",
        "rule": "sum",
        "start": date(2024, 1, 1),
        "end": date(2024, 12, 31),
        "target": Quantity.of(10),
        "opening": FROM_START,
        "programme": {2024: Quantity.of(10)},
    }
    return MeasuredTarget(**{**facts, **given})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    first = None
    for step in cases.steps_of(case):
        reports, settings, cut_off = cases.reports_of(step), cases.settings_in(step), cases.cut_off_of(step)
        measured = measure_target(cases.target_of(step), reports, settings, cut_off)
        told = {"state": measured.state, "band": measured.band.code if measured.band else "none"}
        told["share_of_year"] = "yes" if measured.is_share_of_year else "no"
        for name, like in step["expect"].items():
            assert (told.get(name) or shown(getattr(measured.figures, name), like)) == like, (name, step["cut_off"])
        for name, marks in step.get("tells", {}).items():
            assert list(trace_of(measured, Percentage(name)).marks) == marks, name
        digest = inputs_digest(measured)
        first = first or digest
        assert "inputs" not in step or (digest == first) == (step["inputs"] == "stay")


@pytest.mark.parametrize(
    ("periodicity", "day", "end", "as_of"),
    [
        (QUARTERLY, date(2024, 6, 30), date(2024, 12, 31), AsOf(2024, 2)),
        (QUARTERLY, date(2024, 6, 29), date(2024, 12, 31), AsOf(2024, 1)),
        (QUARTERLY, date(2024, 12, 31), date(2024, 12, 31), AsOf(2024, 4, final=True)),
        (QUARTERLY, date(2024, 9, 30), date(2024, 5, 15), AsOf(2024, 2, final=True)),
        (MONTHLY, date(2024, 2, 29), None, AsOf(2024, 2)),
        (ANNUAL, date(2024, 6, 30), None, AsOf(2024, 0)),
        (ANNUAL, date(2024, 12, 31), None, AsOf(2024, 1, final=True)),
        (ONCE, date(2024, 6, 30), date(2024, 5, 31), AsOf(2024, 1, final=True)),
        (ONCE, date(2024, 4, 30), date(2024, 5, 31), AsOf(2024, 0)),
        (ON_DEMAND, date(2024, 6, 30), None, AsOf(2024, EVERY_REPORT)),
    ],
)
def test_the_last_period_that_ended(periodicity: Periodicity, day: date, end: date | None, as_of: AsOf) -> None:
    assert as_of_day(target(periodicity=periodicity, end=end), CutOff(day)) == as_of


def test_a_silent_period_is_not_reported() -> None:
    measured = measure_target(target(), {(2024, 1): Quantity.of(3)}, DEFAULTS, JUNE)
    assert measured.state is TargetState.NOT_REPORTED
    assert measured.figures.year == Computed(30 * PERCENT, (Mark.INCOMPLETE,))


def test_a_period_before_the_target_or_not_programmed_is_not_owed() -> None:
    late = target(start=date(2024, 4, 10), period_programme={(2024, 2): NOT_PROGRAMMED})
    measured = measure_target(late, {}, DEFAULTS, JUNE)
    assert measured.state is TargetState.NOT_PROGRAMMED
    assert measured.goal.answers == {}


@pytest.mark.parametrize(
    ("answer", "state", "year"),
    [
        (Quantity(0), TargetState.REPORTED, Computed(0)),
        (NOT_REPORTED, TargetState.NOT_REPORTED, Undefined(Reason.NOT_REPORTED)),
        (NotApplicable("sin demanda"), TargetState.NOT_APPLICABLE, Undefined(Reason.NOT_APPLICABLE)),
    ],
)
def test_states(answer: Any, state: TargetState, year: Any) -> None:
    measured = measure_target(target(start=date(2024, 4, 1)), {(2024, 2): answer}, DEFAULTS, JUNE)
    assert (measured.state, measured.figures.year) == (state, year)


def test_not_programmed_is_a_state_of_its_own() -> None:
    measured = measure_target(target(programme={2024: NOT_PROGRAMMED}), {}, DEFAULTS, JUNE)
    assert measured.state is TargetState.NOT_PROGRAMMED
    assert measured.figures.year == Undefined(Reason.NOT_PROGRAMMED)


def test_one_document_by_milestones_is_not_zero_until_december() -> None:
    plan = (
        Milestone("draft", date(2024, 3, 31), 30),
        Milestone("review", date(2024, 6, 30), 30),
        Milestone("adopt", date(2024, 11, 30), 40),
    )
    one = target(kind=ReportKind.MILESTONES, milestones=plan, target=Quantity.of(1), programme={2024: Quantity.of(1)})
    reports = {(2024, 1): milestones_answer(plan, ["draft"]), (2024, 2): milestones_answer(plan, ["draft"])}
    measured = measure_target(one, reports, DEFAULTS, JUNE)
    assert measured.outcome(Percentage.YEAR) == Computed(30 * PERCENT)
    assert measured.outcome(Percentage.EXPECTED) == Computed(60 * PERCENT)
    assert measured.outcome(Percentage.AT_CUTOFF) == Computed(50 * PERCENT)
    assert measured.band is not None
    assert measured.band.code == "critical"


def test_done_or_not_is_expected_at_its_end() -> None:
    one = target(kind=ReportKind.DONE, end=date(2024, 5, 31), programme={2024: Quantity.of(1)})
    before = measure_target(one, {(2024, 1): done_answer(False)}, DEFAULTS, CutOff(date(2024, 3, 31)))
    assert before.figures.year == Computed(0)
    assert before.figures.at_cutoff == Undefined(Reason.NOT_DUE)
    after = measure_target(one, {(2024, 2): done_answer(True)}, DEFAULTS, JUNE)
    assert after.figures.year == after.figures.at_cutoff == Computed(FIGURE_UNITS)


def test_the_digest_knows_every_input_and_no_order() -> None:
    one = target()
    reports = {(2024, 1): Quantity.of(3), (2024, 2): Quantity.of(4)}
    digest = inputs_digest(measure_target(one, reports, DEFAULTS, JUNE))
    assert digest == inputs_digest(measure_target(one, dict(reversed(reports.items())), DEFAULTS, JUNE))
    changed = {**reports, (2024, 2): Quantity(40001)}
    assert digest != inputs_digest(measure_target(one, changed, DEFAULTS, JUNE))
    assert digest != inputs_digest(measure_target(target(baseline=Quantity(0)), reports, DEFAULTS, JUNE))
    assert digest != inputs_digest(measure_target(one, reports, DEFAULTS, CutOff(JUNE.day, closed=True)))
