"""The same targets from another side, and money as ratios of sums: the cases and the laws."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.measurement import DEFAULTS, NOTHING, explain, from_plain, holds, to_plain
from rumbo.domain.measurement.grouping import Group, Item, count_variables, grouped, trace_of_mean, trace_of_share
from rumbo.domain.measurement.ratios import Amount, Row, Spent, ratio_of_sums, trace_of_ratio
from rumbo.domain.numbers import Money, figure_of
from rumbo.domain.outcomes import Computed, Reason, Undefined
from tests.domain.annualization.cases import shown
from tests.domain.measurement.cases import load, outcome_of

GROUPS, MONEY = load("groups.yaml"), load("money.yaml")


def items_of(case: dict[str, Any]) -> list[Item]:
    """The targets of a case: each by itself with its keys, or the results under each key, some so many times."""
    told = case.get("targets", {})
    items = [Item(uid, outcome_of(each["is"]), tuple(each["keys"])) for uid, each in told.items()]
    for key, results in case.get("under", {}).items():
        for result in results:
            times, _, once = result.rpartition(" × ")
            for _time in range(int(times or 1)):
                items.append(Item(f"{key} {len(items)}", outcome_of(once), (key,)))
    return items


@pytest.mark.parametrize("case", GROUPS, ids=[case["name"] for case in GROUPS])
def test_groups(case: dict[str, Any]) -> None:
    found = grouped(items_of(case), DEFAULTS)
    groups: dict[str, Group] = {**found.groups, "": found.without, "whole": found.whole}
    for key, like in case["expect"].items():
        assert shown(groups[key].sums.outcome, like) == like
    for key, like in case["of"].items():
        counts = groups[key].counts
        assert [counts.items, counts.measured, counts.met] == [int(each) for each in like]
    for key, shares in case.get("shares", {}).items():
        assert {name: shown(getattr(groups[key].counts, name).outcome, like) for name, like in shares.items()} == shares
    for key, like in case.get("bands", {}).items():
        assert {code: str(count) for code, count in groups[key].counts.by_band.items()} == like
        assert all(groups[key].counts.band_share(code).outcome == Computed(figure_of(Fraction(1))) for code in like)
    for key, like in case.get("reasons", {}).items():
        assert {code: str(count) for code, count in groups[key].counts.by_reason.items()} == like
    for key, like in case.get("variables", {}).items():
        assert {name: str(value) for name, value in count_variables(groups[key].counts).items()} == like
    assert str(found.several) == case.get("several", str(found.several))


@pytest.mark.parametrize("case", MONEY, ids=[case["name"] for case in MONEY])
def test_money(case: dict[str, Any]) -> None:
    rows: list[Row] = [
        {
            name: None if text == "null" else Money(int(Decimal(text) * 100))
            for name, text in zip(Amount, row, strict=False)
        }
        for row in case["rows"]
    ]
    found, expect = ratio_of_sums(rows, Spent(case["which"])), case["expect"]
    assert shown(found.outcome, expect["result"]) == expect["result"]
    told = (found.above.centavos // 100, found.below.centavos // 100, found.counted, found.excluded)
    assert told == tuple(int(expect[name]) for name in ("above", "below", "counted", "excluded"))


def test_every_ratio_has_a_name_that_says_its_denominator() -> None:
    assert {case["which"] for case in MONEY} == {each.value for each in Spent}


items_any = st.lists(
    st.tuples(
        st.one_of(st.integers(-(10**12), 3 * 10**12).map(Computed), st.sampled_from(list(Reason)).map(Undefined)),
        st.lists(st.sampled_from("ABC"), max_size=3),
    ),
    max_size=12,
).map(lambda rows: [Item(f"t{at}", outcome, tuple(keys)) for at, (outcome, keys) in enumerate(rows)])


@given(items_any, st.randoms(use_true_random=False))
def test_every_target_is_counted_once_in_the_whole_and_once_in_each_of_its_groups(
    items: list[Item], random: Any
) -> None:
    found = grouped(items, DEFAULTS)
    assert found.whole.counts.items == len(items)
    standing = sum(group.counts.items for group in found.groups.values()) + found.without.counts.items
    assert standing == len(items) + sum(max(len(set(each.keys)) - 1, 0) for each in items)
    for group in (*found.groups.values(), found.whole, found.without):
        counts = group.counts
        assert counts.measured == sum(counts.by_band.values()) == group.sums.counted
        assert counts.items == counts.measured + sum(counts.by_reason.values())
    shuffled = list(items)
    random.shuffle(shuffled)
    assert grouped(shuffled, DEFAULTS) == found


@given(items_any)
def test_groups_of_a_partition_add_up_to_the_whole(items: list[Item]) -> None:
    parted = [Item(each.target, each.outcome, each.keys[:1]) for each in items]
    found = grouped(parted, DEFAULTS)
    parts = [*found.groups.values(), found.without]
    for name in ("items", "measured", "met"):
        assert sum(getattr(each.counts, name) for each in parts) == getattr(found.whole.counts, name)
    for name in ("by_band", "by_reason"):
        whole = getattr(found.whole.counts, name)
        assert {code: sum(getattr(each.counts, name).get(code, 0) for each in parts) for code in whole} == whole
    sums = NOTHING
    for each in parts:
        sums = sums.replace(NOTHING, each.sums)
    assert sums == found.whole.sums
    assert found.several == 0


@given(items_any, st.lists(st.sampled_from("ABC"), max_size=3))
def test_what_does_not_apply_changes_nothing_but_how_many_there_are(items: list[Item], keys: list[str]) -> None:
    more = Item("more", Undefined(Reason.NOT_APPLICABLE), tuple(keys))
    without, with_it = grouped(items, DEFAULTS), grouped([*items, more], DEFAULTS)
    for key, group in (("", without.whole), *without.groups.items()):
        beside = with_it.groups[key] if key else with_it.whole
        assert beside.sums.outcome == group.sums.outcome
        assert beside.counts.met_share.outcome == group.counts.met_share.outcome
        assert beside.counts.by_band == group.counts.by_band
        assert beside.counts.items == group.counts.items + (not key or key in keys)


@given(items_any)
def test_every_number_of_a_group_explains_itself_and_is_computed_again_from_its_trace(items: list[Item]) -> None:
    counts = grouped(items, DEFAULTS).whole.counts
    shares = [counts.measured_share, counts.met_share, *(counts.band_share(band.code) for band in DEFAULTS.bands)]
    names = {each.target: f"meta {each.target}" for each in items}
    for trace in (trace_of_mean(items, DEFAULTS), *(trace_of_share(each, items, DEFAULTS) for each in shares)):
        assert holds(from_plain(to_plain(trace)))
        assert all("{" not in line.text for line in explain(trace, names=names))
        assert len(trace.inputs) + len(trace.weights) == counts.measured
        assert len(trace.excluded) == counts.items - counts.measured
    for share in shares[1:]:
        inside = [each for each in trace_of_share(share, items, DEFAULTS).inputs if each.label == "in_part"]
        assert len(inside) == share.part


def test_a_target_is_grouped_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        grouped([Item("a", Computed(0)), Item("a", Computed(0))], DEFAULTS)


money = st.none() | st.integers(0, 10**15).map(Money)
rows_any = st.lists(st.fixed_dictionaries(dict.fromkeys(Amount, money)), max_size=8)


@given(rows_any, st.sampled_from(list(Spent)), st.randoms(use_true_random=False))
def test_money_in_any_order_and_in_any_parts(rows: list[Row], which: Spent, random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    whole = ratio_of_sums(rows, which)
    assert ratio_of_sums(shuffled, which) == whole
    first, second = ratio_of_sums(rows[:3], which), ratio_of_sums(rows[3:], which)
    assert whole.above.centavos == first.above.centavos + second.above.centavos
    assert whole.below.centavos == first.below.centavos + second.below.centavos
    assert whole.counted + whole.excluded == len(rows)


def test_what_a_person_reads_of_a_share_and_of_a_ratio() -> None:
    found = grouped([Item("a", Computed(10**12)), Item("b", Undefined(Reason.NOT_REPORTED))], DEFAULTS)
    assert [line.text for line in explain(trace_of_share(found.whole.counts.measured_share))][:2] == [
        "Metas con cifra: 1 de 2, 50 %.",
        "1 ÷ 2 = 50 %",
    ]
    nobody = explain(trace_of_share(grouped([], DEFAULTS).whole.counts.met_share))
    assert nobody[0].text == "Metas cumplidas, de las que tienen cifra: 0 de 0, sin porcentaje."
    rows: list[Row] = [{Amount.PAYMENTS: Money(400_000), Amount.DEFINITIVE: Money(1_000_000)}, {}]
    assert [line.text for line in explain(trace_of_ratio(ratio_of_sums(rows, Spent.PAID_OF_DEFINITIVE)))][:2] == [
        "Pagado sobre la apropiación definitiva: 40 %.",
        "$ 4.000 ÷ $ 10.000 = 40 %; filas sumadas: 1; filas sin alguno de los dos datos: 1",
    ]


@given(rows_any, st.sampled_from(list(Spent)))
def test_every_ratio_explains_itself(rows: list[Row], which: Spent) -> None:
    ratio = ratio_of_sums(rows, which)
    trace = trace_of_ratio(ratio)
    assert from_plain(to_plain(trace)) == trace
    assert all("{" not in line.text for line in explain(trace))
    assert trace.reason == ("" if isinstance(ratio.outcome, Computed) else ratio.outcome.reason.value)
