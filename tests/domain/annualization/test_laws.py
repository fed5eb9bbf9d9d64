"""Laws that hold for every annualization rule, whatever the goal."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import (
    FROM_START,
    RULES,
    AsOf,
    Basis,
    Figures,
    Goal,
    LevelWithoutReport,
    NoDemand,
    NotReportedRule,
    Opening,
    Options,
    Rule,
    rule_of,
)
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.outcomes import Computed, Known, Mark, Outcome, Reason, Share, Undefined
from rumbo.findings import CheckResult

YEARS = (2021, 2022, 2023, 2024)
PERCENTAGES = ("year", "to_date", "term", "expected", "at_cutoff", "compliance")
LESS_IS_BETTER = ("decreasing", "reduction", "yearly_reduction")

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])

quantities = st.integers(-5 * 10**6, 10**10).map(Quantity)
positive = st.integers(1, 10**10).map(Quantity)
programmed = st.one_of(quantities, st.just(Quantity(0)), st.just(NOT_PROGRAMMED))
shares = st.fractions(0, 1, max_denominator=100).map(Share)
answers = st.one_of(
    quantities,
    st.just(Quantity(0)),
    st.just(NOT_REPORTED),
    st.just(NotApplicable("a reason")),
    st.builds(Ratio, quantities, quantities),
    shares,
)
periods = st.tuples(st.sampled_from(YEARS), st.integers(1, 4))
goals = st.builds(
    Goal,
    target=st.none() | quantities,
    baseline=st.none() | quantities,
    opening=st.one_of(st.none(), st.just(FROM_START), quantities.map(lambda each: Opening(each, "an act"))),
    basis=st.sampled_from(list(Basis)),
    programme=st.dictionaries(st.sampled_from(YEARS), programmed),
    period_programme=st.dictionaries(periods, programmed),
    answers=st.dictionaries(periods, answers),
    due_share=st.none() | st.fractions(0, 1, max_denominator=100),
    term=st.none() | st.just((2021, 2024)),
)
cut_offs = st.builds(AsOf, st.sampled_from(YEARS), st.integers(0, 4), st.booleans(), st.booleans())
options_any = st.builds(
    Options,
    cap=st.sampled_from([None, FIGURE_UNITS]),
    not_reported=st.sampled_from(list(NotReportedRule)),
    level_without_report=st.sampled_from(list(LevelWithoutReport)),
    carry_increasing=st.booleans(),
    no_demand=st.sampled_from(list(NoDemand)),
)


def percentages(figures: Figures) -> list[Outcome]:
    return [getattr(figures, name) for name in PERCENTAGES]


@every_rule
@given(goal=goals, as_of=cut_offs, options=options_any)
def test_every_goal_has_an_outcome(rule: Rule, goal: Goal, as_of: AsOf, options: Options) -> None:
    figures = rule.measure(goal, as_of, options)
    assert isinstance(figures.value, Known | Undefined)
    assert all(isinstance(outcome, Computed | Undefined) for outcome in percentages(figures))
    assert all(isinstance(result, CheckResult) for result in rule.check(goal))


@every_rule
@given(goal=goals, as_of=cut_offs, options=options_any, random=st.randoms(use_true_random=False))
def test_order_plays_no_part(rule: Rule, goal: Goal, as_of: AsOf, options: Options, random: Any) -> None:
    def shuffled(entries: Any) -> Any:
        items = list(entries.items())
        random.shuffle(items)
        return dict(items)

    other = replace(
        goal,
        answers=shuffled(goal.answers),
        programme=shuffled(goal.programme),
        period_programme=shuffled(goal.period_programme),
    )
    assert rule.measure(goal, as_of, options) == rule.measure(other, as_of, options)


@every_rule
@given(goal=goals, as_of=cut_offs, options=options_any, times=st.integers(2, 5000))
def test_scaling_all_quantities_leaves_percentages(
    rule: Rule, goal: Goal, as_of: AsOf, options: Options, times: int
) -> None:
    def scaled(value: Any) -> Any:
        if isinstance(value, Quantity):
            return Quantity(value.units * times)
        if isinstance(value, Ratio):
            return replace(value, numerator=scaled(value.numerator))
        return replace(value, value=scaled(value.value)) if isinstance(value, Opening) else value

    def all_scaled(entries: Any) -> Any:
        return {key: scaled(each) for key, each in entries.items()}

    larger = Goal(
        scaled(goal.target),
        scaled(goal.baseline),
        scaled(goal.opening),
        goal.basis,
        all_scaled(goal.programme),
        all_scaled(goal.period_programme),
        all_scaled(goal.answers),
        goal.due_share,
        goal.term,
    )
    before, after = rule.measure(goal, as_of, options), rule.measure(larger, as_of, options)
    assert percentages(before) == percentages(after)


@every_rule
@given(goal=goals, as_of=cut_offs, options=options_any, later=quantities)
def test_what_comes_after_the_cut_off_changes_nothing(
    rule: Rule, goal: Goal, as_of: AsOf, options: Options, later: Quantity
) -> None:
    more = replace(goal, answers={**goal.answers, (as_of.year, as_of.ordinal + 1): later, (as_of.year + 1, 1): later})
    held = {key: each for key, each in goal.answers.items() if key <= (as_of.year, as_of.ordinal)}
    assert rule.measure(more, as_of, options) == rule.measure(replace(goal, answers=held), as_of, options)


def full_schedule(rule: Rule, amounts: list[int], basis: Basis) -> Goal:
    """A goal whose programme agrees with its type, and whose reports are what was programmed."""
    levels = [sum(amounts[: at + 1]) for at in range(len(YEARS))]
    baseline = None
    if rule.id in ("constant", "stock", "floor", "ceiling", "exact"):
        wanted = reached = [amounts[0]] * len(YEARS)
        target = amounts[0]
    elif rule.id in LESS_IS_BETTER:
        baseline = levels[-1] + 1
        wanted = reached = [baseline - level for level in levels]
        target = wanted[-1]
    elif rule.id in ("sum", "flow"):
        wanted = reached = amounts
        target = levels[-1] if rule.id == "sum" else amounts[-1]
    else:
        wanted = amounts if basis is Basis.INCREMENT and rule.id != "capacity" else levels
        reached, target, baseline = levels, levels[-1], 0
    return Goal(
        target=Quantity(target),
        baseline=None if baseline is None else Quantity(baseline),
        opening=FROM_START,
        basis=basis,
        programme={year: Quantity(units) for year, units in zip(YEARS, wanted, strict=True)},
        answers={(year, 1): Quantity(units) for year, units in zip(YEARS, reached, strict=True)},
        term=(YEARS[0], YEARS[-1]),
    )


amounts_any = st.lists(st.integers(1, 10**9), min_size=4, max_size=4)


@every_rule
@given(amounts=amounts_any, basis=st.sampled_from(list(Basis)))
def test_a_full_schedule_gives_all(rule: Rule, amounts: list[int], basis: Basis) -> None:
    goal = full_schedule(rule, amounts, basis)
    figures = rule.measure(goal, AsOf(2024, 1, final=True), Options())
    whole = [figures.year, figures.to_date, figures.term, figures.expected, figures.at_cutoff]
    assert [each.figure if isinstance(each, Computed) else each for each in whole] == [FIGURE_UNITS] * 5
    errors = [finding for result in rule.check(goal) for finding in result.findings if finding.severity == "error"]
    assert errors == []


@every_rule
@given(amounts=amounts_any)
def test_a_full_schedule_reported_as_done_gives_all(rule: Rule, amounts: list[int]) -> None:
    goal = full_schedule(rule, amounts, Basis.CUMULATIVE)
    done = replace(goal, answers={key: Share(Fraction(1)) for key in goal.answers})
    figures = rule.measure(done, AsOf(2024, 1, final=True), Options())
    assert [figures.year, figures.to_date, figures.term] == [Computed(FIGURE_UNITS)] * 3


@every_rule
@given(amounts=st.lists(st.integers(1, 10**5), min_size=4, max_size=4))
def test_the_four_nothings_stay_four(rule: Rule, amounts: list[int]) -> None:
    goal = replace(full_schedule(rule, amounts, Basis.CUMULATIVE), answers={})
    now = AsOf(2021, 1)

    def year(answer: Any, programme: Any = None) -> Outcome:
        changed = replace(
            goal,
            answers={(2021, 1): answer},
            programme=goal.programme if programme is None else {**goal.programme, 2021: programme},
        )
        return rule.measure(changed, now, Options()).year

    assert isinstance(year(Quantity(0)), Computed)
    assert year(NOT_REPORTED) == Undefined(Reason.NOT_REPORTED)
    assert year(NotApplicable("a reason")) == Undefined(Reason.NOT_APPLICABLE)
    unprogrammed = year(Quantity(0), NOT_PROGRAMMED)
    assert isinstance(unprogrammed, Undefined)
    assert unprogrammed.reason is Reason.NOT_PROGRAMMED
    not_yet = rule.measure(goal, AsOf(2021, 0), Options()).year
    assert not_yet == Undefined(Reason.NOT_DUE)


@every_rule
@given(amounts=amounts_any)
def test_not_reported_is_zero_only_where_the_setting_says(rule: Rule, amounts: list[int]) -> None:
    goal = replace(full_schedule(rule, amounts, Basis.CUMULATIVE), answers={(2021, 1): NOT_REPORTED})
    options = Options(not_reported=NotReportedRule.ZERO_AT_CLOSING)
    assert rule.measure(goal, AsOf(2021, 1), options).year == Undefined(Reason.NOT_REPORTED)
    closed = rule.measure(goal, AsOf(2021, 1, closed=True), options)
    assert closed.year == Computed(0, (Mark.COUNTED_AS_ZERO,))
    assert closed.value == Undefined(Reason.NOT_REPORTED)


def reported(goal: Goal, wanted: int, level: int) -> Goal:
    """The goal with a target for 2023 and a level reported in its second period."""
    programme = {**goal.programme, 2023: Quantity(wanted)}
    return replace(
        goal, basis=Basis.CUMULATIVE, programme=programme, answers={**goal.answers, (2023, 2): Quantity(level)}
    )


units_any = st.integers(-(10**6), 10**9)
distances = st.integers(1, 10**9)


@pytest.mark.parametrize("name", LESS_IS_BETTER)
@given(goal=goals, wanted=units_any, worse_by=distances)
def test_less_is_better_never_shows_worse_as_met(name: str, goal: Goal, wanted: int, worse_by: int) -> None:
    outcome = rule_of(name).measure(reported(goal, wanted, wanted + worse_by), AsOf(2023, 2), Options()).year
    assert Mark.MET not in outcome.marks
    if isinstance(outcome, Computed):
        assert outcome.figure <= FIGURE_UNITS
        assert Mark.OVER not in outcome.marks


@pytest.mark.parametrize("name", ["increasing", "capacity", "increasing_no_baseline"])
@given(goal=goals, wanted=units_any, less_by=distances)
def test_more_is_better_never_shows_less_as_met(name: str, goal: Goal, wanted: int, less_by: int) -> None:
    outcome = rule_of(name).measure(reported(goal, wanted, wanted - less_by), AsOf(2023, 2), Options()).year
    assert Mark.MET not in outcome.marks
    assert not isinstance(outcome, Computed) or outcome.figure <= FIGURE_UNITS


KEPT = ("floor", "ceiling", "exact")
levels_any = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


def kept(name: str, wanted: int, levels: list[int]) -> Outcome:
    """The year of a target that is kept period by period."""
    answers = {(2024, at): Quantity(level) for at, level in enumerate(levels, 1)}
    goal = Goal(target=Quantity(wanted), programme={2024: Quantity(wanted)}, answers=answers)
    return rule_of(name).measure(goal, AsOf(2024, 12), Options()).year


@pytest.mark.parametrize("name", KEPT)
@given(wanted=st.integers(1, 10**6), levels=levels_any)
def test_what_is_kept_is_whole_exactly_when_every_period_keeps_it(name: str, wanted: int, levels: list[int]) -> None:
    keeps = {"floor": min(levels) >= wanted, "ceiling": max(levels) <= wanted, "exact": set(levels) == {wanted}}[name]
    outcome = kept(name, wanted, levels)
    assert isinstance(outcome, Computed)
    assert 0 <= outcome.figure <= FIGURE_UNITS
    assert (outcome.figure == FIGURE_UNITS) == keeps


@given(wanted=st.integers(1, 10**6), levels=levels_any, worse_by=st.integers(1, 10**6), at=st.integers(0, 11))
def test_a_worse_period_never_makes_it_better(wanted: int, levels: list[int], worse_by: int, at: int) -> None:
    place = at % len(levels)
    for name, sign in (("floor", -1), ("ceiling", 1)):
        worse = [level + sign * worse_by if here == place else level for here, level in enumerate(levels)]
        before, after = kept(name, wanted, levels), kept(name, wanted, worse)
        assert isinstance(before, Computed)
        assert isinstance(after, Computed)
        assert after.figure <= before.figure


@given(goal=goals, as_of=cut_offs, options=options_any)
def test_what_nobody_said_has_no_percentage(goal: Goal, as_of: AsOf, options: Options) -> None:
    figures = rule_of("unsaid").measure(goal, as_of, options)
    assert percentages(figures) == [Undefined(Reason.NO_RULE)] * len(PERCENTAGES)


@given(positive, positive)
def test_a_target_out_of_all_scale_is_no_figure(target: Quantity, done: Quantity) -> None:
    goal = Goal(programme={2024: target}, answers={(2024, 1): done})
    outcome = rule_of("sum").measure(goal, AsOf(2024, 1), Options()).year
    ratio = Fraction(done.units, target.units)
    assert isinstance(outcome, Computed) == (round(ratio * FIGURE_UNITS) < 2**63)


def test_a_closed_figure_finds_its_edition() -> None:
    for rule in RULES:
        assert rule_of(rule.key) is rule
        assert rule_of(rule.id).id == rule.id
    assert len({rule.key for rule in RULES}) == len(RULES)
    with pytest.raises(KeyError):
        rule_of("sum@0")
