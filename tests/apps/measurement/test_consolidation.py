"""A consolidation over entities gives what the rules give one by one, to the last digit, and explains itself."""

import random
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.apps.measurement.bridge.closing_rows import CLOSING_COLUMNS, TARGET, Subject, row_of
from rumbo.apps.measurement.bridge.rows import band_lit
from rumbo.apps.measurement.models import NO_WEIGHT
from rumbo.apps.measurement.queries.consolidation import Asked, _added_up
from rumbo.domain.annualization import NotReportedRule
from rumbo.domain.measurement.bands import DEFAULT_BANDS, Percentage, points
from rumbo.domain.measurement.consolidating import Consolidated, Weighing, shares_of_plan, trace_of_consolidated
from rumbo.domain.measurement.explaining import explain
from rumbo.domain.measurement.grouping import Item, counts_of, grouped
from rumbo.domain.measurement.levels import roll_up_plan
from rumbo.domain.measurement.recomputing import holds
from rumbo.domain.measurement.rollup import NOTHING, NodeSum, contribution
from rumbo.domain.measurement.settings import DEFAULTS, Settings, Weighting
from rumbo.domain.outcomes import Computed, Mark, Outcome, Reason, Undefined
from rumbo.papers.columns import Columns, write_columns
from tests.domain.measurement.test_levels import plans

LIT = replace(DEFAULTS, bands_on=Percentage.YEAR)
NARROW = (replace(DEFAULT_BANDS[0], upper=points(50)), replace(DEFAULT_BANDS[1], lower=points(50)), *DEFAULT_BANDS[2:])
CHOICES = (
    LIT,
    replace(LIT, cap=None),
    replace(LIT, cap=points(120), bands=NARROW),
    replace(LIT, not_reported=NotReportedRule.ZERO_AT_CLOSING),
)


@dataclass(frozen=True)
class Figured:
    """A target of an invented entity, as its closing freezes it."""

    entity: str
    uid: str
    outcome: Outcome
    settings: Settings
    counts: bool
    share: int | None
    keys: tuple[str, ...]


def nation(seed: int, entities: int, choices: tuple[Settings, ...] = CHOICES) -> list[Figured]:
    chance = random.Random(seed)
    undefined = (Reason.NOT_REPORTED, Reason.NOT_DUE, Reason.ZERO_TARGET)
    made = []
    for number in range(entities):
        settings = chance.choice(choices)
        for place in range(chance.randint(0, 40)):
            value = chance.choice((0, points(100), 1, -points(7), chance.randint(0, 3 * points(100)), 2**62))
            below = (Mark.BELOW_START,) if value < 0 or chance.random() < 0.1 else ()
            outcome = Computed(value, below) if chance.random() < 0.7 else Undefined(chance.choice(undefined))
            keys = tuple(dict.fromkeys(f"ods={chance.randint(1, 17)}" for _ in range(chance.randint(0, 3))))
            share = chance.choice((None, 0, 1, points(25), points(100)))
            counts = chance.random() < 0.9
            made.append(Figured(f"e{number}", f"{number}-{place}", outcome, settings, counts, share, (*keys, "pnd=1")))
    return made


def frozen(each: Figured) -> tuple[Any, ...]:
    value = each.outcome.figure if isinstance(each.outcome, Computed) else None
    columns = {"value": value, "undefined": "" if value is not None else each.outcome.reason.value, "marks": "",
               "weighted_total": "0", "weight_sum": 0, "counted": 0, "excluded": 0, "inputs_digest": "x"}  # fmt: skip
    subject = Subject(TARGET, each.uid, each.uid, each.counts, each.keys)
    figure: Any = SimpleNamespace(measure="year", rule="sum", edition="1", weight=NO_WEIGHT)
    light = band_lit({"year": each.outcome}, each.settings)
    when = (2025, "quarterly", 4, "2025-12-31", 0)
    whose = (each.entity, f"plan {each.entity}", "v", f"closing {each.entity}")
    return (*whose, *when, *row_of(figure, columns, subject, each.outcome, light, each.settings, each.share))


@st.composite
def plans_of_a_nation(draw: st.DrawFn) -> list[Figured]:
    """Plans of any shape, each with the weights and the choices of its own entity: in money, as percentages or none."""
    weighting, chosen = st.sampled_from(Weighting), st.sampled_from(CHOICES)
    figured = []
    for number in range(draw(st.integers(1, 4))):
        choices, (levels, placed) = replace(draw(chosen), weighting=draw(weighting)), draw(plans())
        rolled = roll_up_plan(levels, placed, choices, closed=True)
        shares = shares_of_plan({level: each.children for level, each in rolled.items()}, choices)
        keys = st.lists(st.sampled_from(["ods=1", "ods=16"]), unique=True).map(tuple)
        figured += [
            Figured(f"e{number}", each.uid, each.outcome, choices, True, shares.get(each.uid), draw(keys))
            for each in placed
        ]
        figured.append(Figured(f"e{number}", "plan", rolled[None].outcome, choices, False, None, ()))
    return figured


def asked_of(folder: Path, figured: list[Figured], **asked: Any) -> dict[str | None, Consolidated]:
    places = []
    for entity in sorted({each.entity for each in figured}):
        places.append(folder / f"{entity}.parquet")
        write_columns(places[-1], CLOSING_COLUMNS, [frozen(each) for each in figured if each.entity == entity])
    with Columns(places) as table:
        return _added_up(table, Asked(**asked))


def one_by_one(figured: list[Figured], weighing: Weighing) -> tuple[NodeSum, Counter[str]]:
    """What the rules give for each target under the choices of its own entity, added one after the other."""
    total, why = NOTHING, Counter[str]()
    for each in figured:
        weight = 1 if weighing is Weighing.EQUAL else each.share
        brought = contribution(weight, each.outcome, each.settings, closed=True)
        total = total.replace(NOTHING, brought)
        if not brought.counted:
            alone = contribution(1, each.outcome, each.settings, closed=True).counted
            why["no_weight" if alone else each.outcome.reason.value] += 1  # type: ignore[union-attr]
    return total, why


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weighing", Weighing)
def test_what_the_engine_adds_is_what_the_rules_give_one_by_one(tmp_path: Path, seed: int, weighing: Weighing) -> None:
    figured = nation(seed, 12)
    counting = [each for each in figured if each.counts]
    found = asked_of(tmp_path, figured, axis="ods", weighing=weighing)
    numbers = {key.removeprefix("ods=") for each in counting for key in each.keys if key.startswith("ods=")}
    assert {key for key in found if key} == numbers
    for key, each in found.items():
        mine = [one for one in counting if key is None or (f"ods={key}" in one.keys)]
        if key == "":
            mine = [one for one in counting if one.keys == ("pnd=1",)]
        sums, why = one_by_one(mine, weighing)
        assert each.group.sums == sums
        assert each.excluded == dict(why)
        assert sum(each.excluded.values()) == sums.excluded
        assert each.outcome == sums.outcome
        assert holds(trace_of_consolidated(each, "read"))
        assert each.entities == len({one.entity for one in mine})
        told = [counts_of([Item(one.uid, one.outcome)], one.settings) for one in mine]
        assert each.group.counts.met == sum(one.met for one in told)
        assert each.group.counts.by_band == dict(sum((Counter(one.by_band) for one in told), Counter()))
        assert each.group.counts.by_reason == dict(sum((Counter(one.by_reason) for one in told), Counter()))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(figured=plans_of_a_nation())
def test_plans_with_unlike_weights_are_added_by_the_share_that_each_target_had(
    tmp_path: Path, figured: list[Figured]
) -> None:
    """Pesos beside percentages beside none: the engine gives what the rules give one by one, under every key; and over
    whole plans that is the mean of the plans, but for the last digits that each birth of a figure rounds."""
    targets = [each for each in figured if each.counts]
    found = asked_of(tmp_path, figured, axis="ods", weighing=Weighing.STATED)
    for key, each in found.items():
        mine = [one for one in targets if key is None or (f"ods={key}" in one.keys if key else not one.keys)]
        sums, why = one_by_one(mine, Weighing.STATED)
        assert (each.group.sums, each.excluded, each.outcome) == (sums, dict(why), sums.outcome)
        assert holds(trace_of_consolidated(each, "read"))
    plans = [each.outcome for each in figured if not each.counts and isinstance(each.outcome, Computed)]
    whole = found[None].outcome if None in found else Undefined(Reason.NOTHING_MEASURED)
    assert isinstance(whole, Computed) == bool(plans)
    if isinstance(whole, Computed):
        mean = Fraction(sum(each.figure for each in plans), len(plans))
        assert abs(whole.figure - mean) <= 10 * (len(targets) + 2)


def test_a_plan_in_pesos_does_not_outweigh_one_in_percentages(tmp_path: Path) -> None:
    """A billion pesos in centavos beside 100 % in ten-thousandths: each plan weighs one."""
    pesos = {"t1": (points(100), 75 * 10**9), "t2": (0, 25 * 10**9)}
    percent = {"t1": (0, 9000), "t2": (points(100), 1000)}
    figured = []
    for entity, plan in (("e1", pesos), ("e2", percent)):
        children = [(uid, weight, Computed(figure)) for uid, (figure, weight) in plan.items()]
        shares = shares_of_plan({None: children}, LIT)
        figured += [Figured(entity, uid, outcome, LIT, True, shares[uid], ()) for uid, _, outcome in children]
    whole = asked_of(tmp_path, figured, weighing=Weighing.STATED)[None]
    assert whole.outcome == Computed(points(75 + 10) // 2)
    first = explain(trace_of_consolidated(whole, "a1b2c3"))
    assert "cada plan pesa 1" in first[0].text
    assert "85 % ÷ 2 = 42,5 %" in first[0].text + first[1].text


def test_entities_of_the_same_choices_are_one_grouping_of_all_their_targets(tmp_path: Path) -> None:
    figured = [replace(each, counts=True) for each in nation(9, 10, (LIT,))]
    items = [Item(each.uid, each.outcome, tuple(k[4:] for k in each.keys if k[:4] == "ods=")) for each in figured]
    rules, found = grouped(items, LIT), asked_of(tmp_path, figured, axis="ods")
    assert {key: each.group for key, each in found.items() if key} == dict(rules.groups)
    assert found[None].group == rules.whole
    assert found[""].group == rules.without


def test_the_mean_explains_itself_from_its_sums(tmp_path: Path) -> None:
    whole = asked_of(tmp_path, nation(1, 5))[None]
    trace = trace_of_consolidated(whole, "a1b2c3")
    sums = whole.group.sums
    assert isinstance(whole.outcome, Computed)
    assert trace.facts["weights"] == sums.weight_sum
    lines = [line.text for line in explain(trace)]
    assert "a1b2c3" in lines[0]
    assert f"contaron: {sums.counted}; no contaron: {sums.excluded}." in lines[0]
    assert any(line.startswith("Metas en «Crítico», ") for line in lines)


def test_nothing_measured_is_undefined_and_never_zero(tmp_path: Path) -> None:
    alone = Figured("e", "1", Undefined(Reason.NOT_DUE), LIT, True, None, ())
    whole = asked_of(tmp_path, [alone])[None]
    assert whole.outcome == Undefined(Reason.NOTHING_MEASURED)
    assert trace_of_consolidated(whole, "x").reason == "nothing_measured"
