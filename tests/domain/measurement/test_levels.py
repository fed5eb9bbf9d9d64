"""Whole plans rolled up: the cases as a planner reads them, and the laws on plans of any shape."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import RULES, AsOf, Basis, Options
from rumbo.domain.measurement import DEFAULTS, Settings, explain, trace_of_node
from rumbo.domain.measurement.levels import Above, Level, LevelFigure, Placed, Reach, carry_up, roll_up_plan
from rumbo.domain.measurement.rollup import counted_figure, excluded_because
from rumbo.domain.measurement.rules import FIRST_MEAN
from rumbo.domain.measurement.settings import Weighting
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Reason, Undefined
from tests.domain.annualization.cases import shown
from tests.domain.annualization.test_laws import full_schedule
from tests.domain.measurement.cases import load, plan_of, settings_in, steps_of

CASES = load("plans.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    for step in steps_of(case):
        settings = settings_in(step)
        found = {uid or "plan": each for uid, each in roll_up_plan(*plan_of(step), settings).items()}
        for level, like in step["expect"].items():
            assert shown(found[level].outcome, like) == like, level
        for level, like in step.get("counted", {}).items():
            sums = found[level].sums
            assert f"{sums.counted} of {sums.counted + sums.excluded}" == like
        for level, like in step.get("because", {}).items():
            told = {uid: excluded_because(weight, each, settings) for uid, weight, each in found[level].children}
            assert {uid: why for uid, why in told.items() if why} == like
        for level, like in step.get("reach", {}).items():
            reach = found[level].reach
            assert [reach.listed, reach.counted, reach.measured] == [int(each) for each in like]


@pytest.mark.parametrize("weighting", Weighting)
def test_a_target_that_its_version_counts_twice_weighs_in_no_place_and_the_others_as_ever(weighting: Weighting) -> None:
    one = Placed("a", "543", "O2", Computed(0), weight=9000, budget=9000)
    other = Placed("c", "552", "O3", Computed(FIGURE_UNITS // 2), weight=1, budget=1)
    levels = [Level("O2", weight=1), Level("O3", weight=1)]
    settings = replace(DEFAULTS, weighting=weighting)
    twice = [one, replace(one, uid="b", level="O3")]
    found = roll_up_plan(levels, [*twice, other], settings)
    assert [found[level].outcome for level in (None, "O3")] == [Computed(FIGURE_UNITS // 2)] * 2
    assert found["O2"].outcome == Undefined(Reason.NOTHING_MEASURED)
    assert found[None].reach == Reach(3, 1, 1)
    assert [each.reason for each in trace_of_node(found["O3"].children, settings).excluded] == ["counts_twice"]
    assert roll_up_plan(levels, [one, other], settings)[None].outcome != found[None].outcome


def test_a_closing_of_the_first_edition_counts_it_where_it_counted_it() -> None:
    one = Placed("a", "543", "O2", Computed(0))
    placed = [one, replace(one, uid="b", level="O3"), Placed("c", "552", "O3", Computed(FIGURE_UNITS))]
    found = roll_up_plan([Level("O2"), Level("O3")], placed, DEFAULTS, closed=True, edition=FIRST_MEAN)
    assert found[None].outcome == Computed(FIGURE_UNITS // 4)


def test_a_level_has_its_own_above_it() -> None:
    for wrong in ([Level("A", "B"), Level("B", "A")], [Level("A", "nowhere")]):
        with pytest.raises(ValueError, match="level"):
            roll_up_plan(wrong, [], DEFAULTS)


def test_a_level_tells_of_what_it_was_made() -> None:
    case = next(each for each in CASES if each["name"].startswith("three components"))
    settings = settings_in(case)
    plan = roll_up_plan(*plan_of(case), settings)[None]
    lines = [line.text for line in explain(trace_of_node(plan.children, settings))]
    assert lines[0] == "Promedio ponderado: 72 %. Elementos que contaron: 3 de 4."
    assert "projects: 70 %, peso 0,5 (50 %)" in lines
    assert lines[-2].startswith("risks no cuenta. La entidad decidió no medirlo")


def test_a_level_tells_what_stands_there_and_counts_elsewhere() -> None:
    case = next(each for each in CASES if each["name"].startswith("eight objectives"))
    third = roll_up_plan(*plan_of(case), DEFAULTS)["O3"]
    told = explain(trace_of_node(third.children, DEFAULTS, shown=third.shown))
    assert told[0].text == "Promedio ponderado: 60 %. Elementos que contaron: 1 de 1."
    assert "543 shown no cuenta. Se muestra aquí y cuenta en otro nivel, para que no pese dos veces." in [
        line.text for line in told
    ]


@st.composite
def plans(
    draw: st.DrawFn, outcomes: st.SearchStrategy[Any] | None = None, leaving_out: bool = True
) -> tuple[list[Level], list[Placed]]:
    """A plan of any shape: each level stands under the plan or under one before it."""
    count = draw(st.integers(0, 6))
    # Of a whole plan nothing may state its money or its weight, or all of it, or some.
    weights = draw(st.sampled_from([st.integers(1, 10**4), st.none(), st.none() | st.integers(1, 10**4)]))
    left_out = draw(st.sampled_from([st.just(False), st.booleans()])) if leaving_out else st.just(False)
    above = [draw(st.sampled_from([None, *(f"L{before}" for before in range(at))])) for at in range(count)]
    levels = [Level(f"L{at}", above[at], draw(weights), draw(weights), draw(left_out)) for at in range(count)]
    if outcomes is None:
        figures = st.integers(-(10**12), 3 * 10**12).map(Computed)
        # Of a target never: what an entity leaves out is a level.
        reasons = [each for each in Reason if each is not Reason.LEFT_OUT]
        outcomes = st.one_of(figures, st.sampled_from(reasons).map(Undefined))
    under = st.sampled_from([None, *(level.uid for level in levels)])
    placed = [
        Placed(f"p{at}", f"t{at}", draw(under), draw(outcomes), draw(weights), draw(weights))
        for at in range(draw(st.integers(0, 8)))
    ]
    return levels, placed


settings_any = st.builds(
    Settings,
    cap=st.sampled_from([None, FIGURE_UNITS]),
    weighting=st.sampled_from(Weighting),
)


def told(found: Mapping[str | None, LevelFigure]) -> Mapping[str | None, Any]:
    return {uid: (each.sums, each.reach) for uid, each in found.items()}


@given(plans(), settings_any, st.randoms(use_true_random=False))
def test_order_plays_no_part(plan: tuple[list[Level], list[Placed]], settings: Settings, random: Any) -> None:
    levels, placed = list(plan[0]), list(plan[1])
    random.shuffle(levels)
    random.shuffle(placed)
    assert told(roll_up_plan(*plan, settings)) == told(roll_up_plan(levels, placed, settings))


@given(plans(), settings_any, st.integers(2, 1000), st.data())
def test_scaling_the_weights_of_siblings_changes_nothing(
    plan: tuple[list[Level], list[Placed]], settings: Settings, times: int, data: st.DataObject
) -> None:
    levels, placed = plan
    above = data.draw(st.sampled_from([None, *(level.uid for level in levels)]))
    scaled = (
        [
            replace(each, weight=each.weight and each.weight * times) if each.parent == above else each
            for each in levels
        ],
        [replace(each, weight=each.weight and each.weight * times) if each.level == above else each for each in placed],
    )
    before, after = roll_up_plan(*plan, settings), roll_up_plan(*scaled, settings)
    assert {uid: each.outcome for uid, each in before.items()} == {uid: each.outcome for uid, each in after.items()}


@given(plans(), settings_any)
def test_a_parent_lies_between_its_children_as_used(plan: tuple[list[Level], list[Placed]], settings: Settings) -> None:
    for level in roll_up_plan(*plan, settings).values():
        counting = [each for _, weight, each in level.children if excluded_because(weight, each, settings) is None]
        used = [counted_figure(each, settings) for each in counting]
        if isinstance(level.outcome, Computed):
            assert min(used) <= level.outcome.figure <= max(used)
        else:
            assert not used


def fulfilled() -> Iterator[Computed]:
    """What every annualization rule says of a schedule that was kept to the letter."""
    for rule in RULES:
        goal = full_schedule(rule, [3, 4, 5, 6], Basis.CUMULATIVE)
        outcome = rule.measure(goal, AsOf(2024, 1, final=True), Options()).year
        assert isinstance(outcome, Computed)
        yield outcome


@given(plans(st.sampled_from(list(fulfilled()))), settings_any)
def test_a_full_schedule_gives_all(plan: tuple[list[Level], list[Placed]], settings: Settings) -> None:
    for level in roll_up_plan(*plan, settings).values():
        assert level.outcome in (Computed(FIGURE_UNITS), Undefined(Reason.NOTHING_MEASURED))
        measured, reached = isinstance(level.outcome, Computed), bool(level.reach.counted)
        # What states no weight beside what does reaches its level and counts nothing in it.
        assert measured == reached or (not measured and settings.weighting is not Weighting.EQUAL)


@given(plans(), settings_any)
def test_removing_what_does_not_apply_changes_nothing(
    plan: tuple[list[Level], list[Placed]], settings: Settings
) -> None:
    levels, placed = plan
    applies = [each for each in placed if each.outcome != Undefined(Reason.NOT_APPLICABLE)]
    before, after = roll_up_plan(levels, placed, settings), roll_up_plan(levels, applies, settings)
    assert {uid: each.outcome for uid, each in before.items()} == {uid: each.outcome for uid, each in after.items()}


@given(plans(), settings_any, st.data())
def test_showing_a_target_elsewhere_changes_no_figure(
    plan: tuple[list[Level], list[Placed]], settings: Settings, data: st.DataObject
) -> None:
    levels, placed = plan
    uids = [None, *(level.uid for level in levels)]
    again = [
        replace(each, uid=f"{each.uid} again", level=data.draw(st.sampled_from(uids)), counts=False) for each in placed
    ]
    before, after = roll_up_plan(levels, placed, settings), roll_up_plan(levels, [*placed, *again], settings)
    assert {uid: each.sums for uid, each in before.items()} == {uid: each.sums for uid, each in after.items()}
    assert after[None].reach.listed == before[None].reach.listed + len(again)
    assert after[None].reach.counted == before[None].reach.counted


@given(plans(), settings_any, st.data())
def test_one_report_carried_up_is_the_same_as_the_whole_plan_again(
    plan: tuple[list[Level], list[Placed]], settings: Settings, data: st.DataObject
) -> None:
    levels, placed = plan
    if not placed:
        return
    before, known = roll_up_plan(levels, placed, settings), {each.uid: each for each in levels}
    weights = {uid: weight for level in before.values() for uid, weight, _ in level.children}
    one = data.draw(st.sampled_from(placed))
    now = replace(one, outcome=data.draw(st.sampled_from([Computed(7 * 10**11), Undefined(Reason.NOT_REPORTED)])))
    path, at = [], one.level
    while at is not None:
        path.append(Above(before[at].sums, weights[at], known[at].left_out))
        at = known[at].parent
    carried = carry_up([*path, Above(before[None].sums)], weights[one.uid], one.outcome, now.outcome, settings)
    after, at = roll_up_plan(levels, [now if each is one else each for each in placed], settings), one.level
    for sums in carried:
        assert after[at].sums == sums
        at = known[at].parent if at is not None else None
    stopped = len(carried) <= len(path)
    assert not stopped or after[None].sums == before[None].sums
