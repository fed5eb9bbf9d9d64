"""The law of traces: what a trace tells is what its formula gives, for every rule, level, projection, share, ratio."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import (
    RULES,
    LevelWithoutReport,
    NoDemand,
    NotReportedRule,
    Rule,
)
from rumbo.domain.measurement import (
    CutOff,
    NotRecomputable,
    Percentage,
    Settings,
    Spent,
    Trace,
    from_plain,
    holds,
    measure_target,
    outlook_from,
    ratio_of_sums,
    recompute,
    to_plain,
    told_by,
    trace_of,
    trace_of_node,
    trace_of_projection,
    trace_of_ratio,
    trace_of_share,
)
from rumbo.domain.measurement.grouping import CountShare
from rumbo.domain.measurement.ratios import Amount
from rumbo.domain.measurement.recomputing import FORMULAS
from rumbo.domain.measurement.sentences import FORMULAS as WORDS
from rumbo.domain.measurement.trace import Percent
from rumbo.domain.numbers import FIGURE_UNITS, Money
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined
from tests.domain.measurement.drawn import reports, target_by

settings_any = st.builds(
    Settings,
    cap=st.sampled_from([None, FIGURE_UNITS, 12 * FIGURE_UNITS // 10]),
    not_reported=st.sampled_from(NotReportedRule),
    level_without_report=st.sampled_from(LevelWithoutReport),
    carry_increasing=st.booleans(),
    no_demand=st.sampled_from(NoDemand),
)
days = st.sampled_from([date(2024, 6, 30), date(2023, 12, 31), date(2024, 12, 31)])
cut_offs = st.builds(CutOff, days, st.booleans())
outcomes = st.one_of(
    st.integers(-(10**12), 5 * 10**12).map(Computed),
    st.sampled_from([Undefined(Reason.NOT_REPORTED), Undefined(Reason.NOT_APPLICABLE)]),
)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
@given(
    told=reports,
    settings=settings_any,
    cut_off=cut_offs,
    data=st.data(),
)
def test_every_figure_of_a_target_is_what_its_trace_computes(
    rule: Rule,
    told: dict[tuple[int, int], Any],
    settings: Settings,
    cut_off: CutOff,
    data: st.DataObject,
) -> None:
    measured = measure_target(target_by(rule, data), told, settings, cut_off)
    for which in Percentage:
        as_told(trace_of(measured, which), measured.outcome(which))
    outlook = outlook_from(measured, cut_off.day)
    as_told(trace_of_projection(measured, outlook), outlook.projection.outcome)


@given(
    children=st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 10**15)), outcomes), max_size=6),
    settings=settings_any,
    closed=st.booleans(),
    which=st.sampled_from([Percentage.YEAR, Percentage.AT_CUTOFF]),
)
def test_the_figure_of_a_level_is_what_its_weights_compute(
    children: list[tuple[int | None, Outcome]], settings: Settings, closed: bool, which: Percentage
) -> None:
    rows = [(str(place), *child) for place, child in enumerate(children)]
    trace = trace_of_node(rows, settings, closed, which)
    assert holds(trace)
    assert recompute(from_plain(to_plain(trace))) == told_by(trace)


@given(part=st.integers(0, 400), whole=st.integers(0, 400), code=st.sampled_from(["share_met", "share_measured"]))
def test_a_share_is_its_part_of_its_whole(part: int, whole: int, code: str) -> None:
    share = CountShare(code, part, whole)
    as_told(trace_of_share(share), share.outcome)


money = st.none() | st.integers(-(10**12), 10**15).map(Money)


@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(Amount, money)), max_size=5), which=st.sampled_from(Spent))
def test_a_ratio_is_its_sums(rows: list[dict[Amount, Money | None]], which: Spent) -> None:
    ratio = ratio_of_sums(rows, which)
    as_told(trace_of_ratio(ratio), ratio.outcome)


def test_a_trace_that_tells_another_figure_does_not_hold() -> None:
    trace = trace_of_share(CountShare("share_met", 1, 4))
    assert not holds(replace(trace, facts={**trace.facts, "result": Percent(10**12)}))
    assert not holds(replace(trace, facts={**trace.facts, "part": 2}))
    assert not holds(Trace("node", {"result": Percent(1)}, children=(trace,)))


def test_a_figure_without_formula_is_told() -> None:
    with pytest.raises(NotRecomputable):
        recompute(Trace("year", {"result": Percent(10**12)}))


def test_every_formula_that_is_said_is_computed() -> None:
    assert set(FORMULAS) == set(WORDS)


def as_told(trace: Trace, outcome: Outcome) -> None:
    """The trace tells the outcome, computes it, and still does after it was kept as plain values."""
    assert holds(trace), trace
    told = Computed(outcome.figure) if isinstance(outcome, Computed) else Undefined(outcome.reason)
    assert recompute(from_plain(to_plain(trace))) == told_by(trace) == told
