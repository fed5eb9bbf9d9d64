"""A level from its children: the cases, the laws, and one report at a time against all again."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import NotReportedRule
from rumbo.domain.measurement import (
    DEFAULTS,
    NOTHING,
    NodeSum,
    Settings,
    check_weights,
    contribution,
    excluded_because,
    node_sum,
    settings_of,
    trace_of_node,
)
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined
from rumbo.findings import Outcome as CheckOutcome
from tests.domain.measurement.cases import outcome_of

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "measurement" / "roll_up.yaml").read_text(encoding="utf-8")
)

figures = st.integers(-(10**13), 10**13)
outcomes = st.one_of(figures.map(Computed), st.sampled_from(list(Reason)).map(Undefined))
weights = st.one_of(st.none(), st.integers(0, 10**6))
children_of = st.lists(st.tuples(weights, outcomes), max_size=12)
settings_any = st.builds(
    Settings, cap=st.sampled_from([None, FIGURE_UNITS]), not_reported=st.sampled_from(list(NotReportedRule))
)


def level_of(children: Any, settings: Settings, closed: bool = False) -> Outcome:
    return node_sum(children, settings, closed).outcome


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    settings, findings = settings_of(case.get("settings", {}))
    assert findings == ()
    closed = case.get("closed") == "yes"
    children = [(None if weight == "none" else weight, outcome_of(text)) for weight, text in case["children"]]
    expect = case["expect"]
    total = node_sum(children, settings, closed)
    wanted = outcome_of(expect["result"])
    assert (type(total.outcome), total.counted, total.excluded) == (type(wanted), expect["counted"], expect["excluded"])
    if isinstance(wanted, Computed):
        assert isinstance(total.outcome, Computed)
        assert total.outcome.figure == wanted.figure
    else:
        assert total.outcome.reason == wanted.reason
    if "because" in expect:
        reasons = (excluded_because(*child, settings, closed) for child in children)
        got = dict(Counter(reason.value for reason in reasons if reason is not None))
        assert got == expect["because"]


@given(st.lists(st.tuples(st.integers(1, 10**6), figures), min_size=1, max_size=12))
def test_a_level_lies_between_its_children(rows: list[tuple[int, int]]) -> None:
    outcome = level_of([(weight, Computed(figure)) for weight, figure in rows], Settings(cap=None))
    assert isinstance(outcome, Computed)
    assert min(figure for _, figure in rows) <= outcome.figure <= max(figure for _, figure in rows)


@given(children_of, settings_any, st.booleans(), st.data())
def test_one_report_at_a_time_is_the_same_as_all_again(
    children: list[tuple[int | None, Outcome]], settings: Settings, closed: bool, data: st.DataObject
) -> None:
    total = NOTHING
    held: list[tuple[int | None, Outcome]] = []
    for child in children:
        total = total.replace(NOTHING, contribution(*child, settings, closed))
        held.append(child)
        at = data.draw(st.integers(0, len(held) - 1))
        changed = data.draw(st.tuples(weights, outcomes))
        old, new = contribution(*held[at], settings, closed), contribution(*changed, settings, closed)
        total = total.replace(old, new)
        held[at] = changed
    assert total == node_sum(held, settings, closed)
    assert total.outcome == level_of(held, settings, closed)
    assert total.counted + total.excluded == len(held)


@given(children_of, settings_any, st.randoms(use_true_random=False))
def test_order_plays_no_part(children: list[tuple[int | None, Outcome]], settings: Settings, random: Any) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)
    assert node_sum(children, settings) == node_sum(shuffled, settings)


@given(children_of, st.integers(1, 1000))
def test_weights_are_normalised(children: list[tuple[int | None, Outcome]], times: int) -> None:
    scaled = [(None if weight is None else weight * times, outcome) for weight, outcome in children]
    assert level_of(children, DEFAULTS) == level_of(scaled, DEFAULTS)


@given(children_of)
def test_what_does_not_count_does_not_change_the_level(children: list[tuple[int | None, Outcome]]) -> None:
    more = [*children, (1, Undefined(Reason.NOT_APPLICABLE)), (1, Undefined(Reason.NOT_PROGRAMMED))]
    assert level_of(children, DEFAULTS) == level_of(more, DEFAULTS)


@given(children_of, settings_any)
def test_the_columns_keep_the_sums(children: list[tuple[int | None, Outcome]], settings: Settings) -> None:
    total = node_sum(children, settings)
    columns = NodeSum.of_columns(total.weighted_text, total.weight_sum, total.counted, total.excluded)
    assert columns == total


@given(children_of, settings_any, st.booleans())
def test_the_trace_of_a_level_tells_its_figure(
    children: list[tuple[int | None, Outcome]], settings: Settings, closed: bool
) -> None:
    rows = [(str(at), weight, outcome) for at, (weight, outcome) in enumerate(children)]
    trace = trace_of_node(rows, settings, closed)
    assert len(trace.weights) + len(trace.excluded) == len(rows)
    outcome = level_of(children, settings, closed)
    if isinstance(outcome, Computed):
        total = sum(each.counted * each.weight for each in trace.weights)
        below = sum(each.weight for each in trace.weights)
        assert abs(total - outcome.figure * below) * 2 <= below
    else:
        assert trace.reason == outcome.reason.value


def test_weights_are_checked_where_they_are_stated() -> None:
    passed = [result.outcome for result in check_weights("Objetivo 1", [4000, 6000])]
    assert passed == [CheckOutcome.PASSED, CheckOutcome.PASSED]
    missing, sums = check_weights("Objetivo 1", [4000, None, 3550])
    assert missing.findings[0].facts == {"parent": "Objetivo 1", "missing": 1, "children": 3}
    assert sums.findings[0].facts == {"parent": "Objetivo 1", "sum": "75,5", "whole": "100"}
