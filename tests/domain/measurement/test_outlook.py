"""Where a year will end if it goes on like this: the cases, and what holds for every projection."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import FROM_START, RULES
from rumbo.domain.measurement import DEFAULTS, CutOff, MeasuredTarget, explain, measure_target, trace_of_projection
from rumbo.domain.measurement.explaining import shown as shown_figure
from rumbo.domain.measurement.outlook import Trend, Way, outlook_of, project
from rumbo.domain.measurement.trace import Percent
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Computed, Undefined
from tests.domain.annualization.cases import shown
from tests.domain.measurement import cases

CASES = cases.load("outlook.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    given_ = cases.target_of(case), cases.reports_of(case), cases.settings_in(case), cases.cut_off_of(case)
    measured, found = measure_target(*given_), outlook_of(*given_)
    told = {
        "way": found.projection.way or "",
        "trend": found.trend,
        "told": f"{found.projection.told} of {found.projection.periods}",
    }
    for name, like in case["expect"].items():
        outcomes = {"projected": found.projection.outcome, "reaches": found.projection.value}
        got = told.get(name) or shown(outcomes.get(name) or getattr(measured.figures, name), like)
        assert got == like, name


def test_every_way_and_every_trend_has_a_case() -> None:
    assert {case["expect"].get("way") for case in CASES} - {None} == {each.value for each in Way}
    assert {case["expect"].get("trend") for case in CASES} - {None} == {each.value for each in Trend}


quarters = st.lists(st.integers(1, 10**6), min_size=4, max_size=4)


def flow(programme: list[int], by_period: bool) -> MeasuredTarget:
    periods = {(2024, at): Quantity(each) for at, each in enumerate(programme, 1)} if by_period else {}
    year = {2024: Quantity(sum(programme))}
    return MeasuredTarget("t", "sum", programme=year, period_programme=periods, opening=FROM_START)


@given(quarters, st.integers(1, 3))
def test_who_keeps_to_the_programme_ends_at_all_of_it(programme: list[int], quarter: int) -> None:
    target = flow(programme, by_period=True)
    reports = {(2024, at): Quantity(each) for at, each in enumerate(programme[:quarter], 1)}
    day = date(2024, quarter * 3, 31 if quarter in (1,) else 30)
    found = outlook_of(target, reports, DEFAULTS, CutOff(day))
    assert found.projection.outcome == Computed(FIGURE_UNITS)
    assert found.trend is (Trend.UNKNOWN if quarter == 1 else Trend.SAME)


@given(quarters, quarters, st.booleans())
def test_at_the_end_of_the_year_the_projection_is_the_year(done: list[int], programme: list[int], both: bool) -> None:
    reports = {(2024, at): Quantity(each) for at, each in enumerate(done, 1)}
    measured = measure_target(flow(programme, both), reports, DEFAULTS, CutOff(date(2024, 12, 31)))
    assert project(measured).outcome == measured.figures.year


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
@given(programme=quarters, done=quarters, by_period=st.booleans(), quarter=st.integers(1, 3))
def test_every_rule_projects_or_says_why_not(
    rule: Any, programme: list[int], done: list[int], by_period: bool, quarter: int
) -> None:
    periods = {(2024, at): Quantity(each) for at, each in enumerate(programme, 1)} if by_period else {}
    target = MeasuredTarget(
        "t",
        rule.id,
        baseline=Quantity(10**6),
        opening=FROM_START,
        programme={2024: Quantity(5)},
        period_programme=periods,
    )
    reports = {(2024, at): Quantity(each) for at, each in enumerate(done[:quarter], 1)}
    found = project(measure_target(target, reports, DEFAULTS, CutOff(date(2024, quarter * 3, 30))))
    assert isinstance(found.outcome, Undefined) == (found.way is None)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_projection_explains_itself(case: dict[str, Any]) -> None:
    given_ = cases.target_of(case), cases.reports_of(case), cases.settings_in(case), cases.cut_off_of(case)
    outlook = outlook_of(*given_)
    lines = explain(trace_of_projection(measure_target(*given_), outlook))
    assert all("{" not in line.text for line in lines)
    told = outlook.projection.outcome
    assert (shown_figure(Percent(told.figure)) if isinstance(told, Computed) else "sin porcentaje") in lines[0].text


def test_what_a_person_reads_of_a_projection() -> None:
    case = next(each for each in CASES if each["name"].startswith("without programme by period"))
    given_ = cases.target_of(case), cases.reports_of(case), cases.settings_in(case), cases.cut_off_of(case)
    first, second, third, fourth, *_ = explain(trace_of_projection(measure_target(*given_), outlook_of(*given_)))
    assert first.text == "Si sigue al ritmo que lleva (2 de 4 periodos), 2024 cierra en 75 %."
    assert second.text == "36 ÷ 48 = 75 %"
    assert third.text == "Así, el año cerraría sin alcanzar su meta."
    assert fourth.text == "Va mejor que en el corte anterior del mismo año."


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_projection_falls_short_while_its_year_is_not_over(case: dict[str, Any]) -> None:
    projection = outlook_of(
        cases.target_of(case), cases.reports_of(case), cases.settings_in(case), cases.cut_off_of(case)
    ).projection
    below = isinstance(projection.outcome, Computed) and projection.outcome.figure < FIGURE_UNITS
    assert projection.is_short == (below and projection.way is not Way.ENDED)
