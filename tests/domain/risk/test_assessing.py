"""Cases that a planner can read, and what holds for every method, risk and control."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rumbo.content.risk_methods import method, methods
from rumbo.domain.risk import Control, Exposure, Method, assess, check_treatment, options_for
from rumbo.domain.risk.method import WEIGHTS
from rumbo.domain.risk.sentences import reckoned, said
from rumbo.domain.risk.tracing import Share, story_of
from rumbo.findings import Outcome

FILE = Path(__file__).resolve().parents[2] / "cases" / "risk" / "assessment.yaml"
CASES = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def number_of(levels: Any, name: str | None) -> int | None:
    return None if name is None else next(level.number for level in levels if level.name == name)


def exposure_told(method: Method, case: dict[str, Any]) -> Exposure:
    return Exposure(
        times_a_year=int(case["times"]) if "times" in case else None,
        history=number_of(method.probability.levels, case.get("history")),
        money=Fraction(case["money"]) if "money" in case else None,
        reputation=number_of(method.impact.levels, case.get("reputation")),
        answers=frozenset(map(int, case["answers"])) if "answers" in case else None,
    )


def control_told(method: Method, text: str) -> Control:
    kind, how = text.split()
    if method.controls.effect == WEIGHTS:
        return Control(kind, how)
    best = {each.code: max(each.answers, key=lambda answer: answer.points).code for each in method.controls.design}
    return Control(kind, "manual", best, execution=how)


def words(place: Any) -> list[str]:
    return [place.probability.name, place.impact.name, place.zone.name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = method(case["method"])
    assert found is not None
    controls = [control_told(found, text) for text in case.get("controls", ())]
    done = assess(found, exposure_told(found, case), controls, case.get("class", ""))
    expect = case["expect"]
    if "missing" in expect:
        assert list(done.missing) == expect["missing"]
        assert done.inherent is done.residual is None
        return
    assert words(done.inherent) == expect["inherent"]
    assert words(done.residual) == expect["residual"]
    if "values" in expect:
        values = [Fraction(text.removesuffix(" %")) / 100 for text in expect["values"]]
        assert [done.effects[0].before, *(effect.after for effect in done.effects)] == values


def exposures(found: Method) -> st.SearchStrategy[Exposure]:
    impacts = [level.number for level in found.impact.levels]
    return st.builds(
        Exposure,
        times_a_year=st.none() | st.integers(0, 10**6),
        history=st.none() | st.sampled_from([level.number for level in found.probability.levels]),
        money=st.none() | st.fractions(0, 10**6, max_denominator=10_000),
        reputation=st.none() | st.sampled_from(impacts),
        answers=st.none() | st.frozensets(st.integers(1, 19)),
        impact_level=st.none() | st.sampled_from(impacts),
    )


def controls(found: Method) -> st.SearchStrategy[Control]:
    design = {each.code: st.sampled_from([answer.code for answer in each.answers]) for each in found.controls.design}
    return st.builds(
        Control,
        kind=st.sampled_from([kind.code for kind in found.controls.kinds] + ["unknown"]),
        way=st.sampled_from([way.code for way in found.controls.ways] + [""]),
        design=st.fixed_dictionaries({}, optional=design),
        execution=st.sampled_from(["", *(rating.code for rating in found.controls.ratings)]),
    )


EVERY = st.sampled_from(methods())


@given(st.data(), EVERY)
def test_residual_is_never_above_inherent_and_every_risk_has_an_answer(data: st.DataObject, found: Method) -> None:
    exposure, kept = data.draw(exposures(found)), data.draw(st.lists(controls(found), max_size=5))
    done = assess(found, exposure, kept, data.draw(st.sampled_from([each.code for each in found.classes])))
    assert (done.inherent is None) == (done.residual is None) == bool(done.missing)
    if done.inherent is None or done.residual is None:
        return
    assert found.rank(done.residual.zone) <= found.rank(done.inherent.zone)
    assert done.residual.probability.number <= done.inherent.probability.number
    assert done.residual.impact.number <= done.inherent.impact.number
    assert all(isinstance(effect.after, Fraction) and effect.after <= effect.before for effect in done.effects)


@given(st.data(), EVERY.filter(lambda found: found.controls.effect == WEIGHTS))
def test_one_more_control_never_raises_what_is_left(data: st.DataObject, found: Method) -> None:
    exposure, kept = data.draw(exposures(found)), data.draw(st.lists(controls(found), max_size=4))
    before, after = assess(found, exposure, kept), assess(found, exposure, [*kept, data.draw(controls(found))])
    if before.residual is None or after.residual is None:
        return
    assert found.rank(after.residual.zone) <= found.rank(before.residual.zone)
    assert after.residual.probability_value is not None
    assert before.residual.probability_value is not None
    assert after.residual.probability_value <= before.residual.probability_value


@given(st.data(), EVERY)
def test_the_order_of_the_controls_changes_nothing_of_where_they_lead(data: st.DataObject, found: Method) -> None:
    exposure, kept = data.draw(exposures(found)), data.draw(st.lists(controls(found), max_size=4))
    assert assess(found, exposure, kept).residual == assess(found, exposure, data.draw(st.permutations(kept))).residual


@given(st.data(), EVERY)
def test_every_assessment_tells_its_story(data: st.DataObject, found: Method) -> None:
    exposure, kept = data.draw(exposures(found)), data.draw(st.lists(controls(found), max_size=3))
    done = assess(found, exposure, kept)
    story = story_of(found, exposure, kept, done)
    lines = [*story.inherent, *story.residual]
    assert bool(lines) == (done.inherent is not None)

    def show(fact: Fraction | Share) -> str:
        return str(fact.part if isinstance(fact, Share) else fact)

    for step in lines:
        assert "{" not in said(step, str, show) + reckoned(step, str, show)
        assert step.source
    if done.residual is not None:
        assert done.residual.zone.name in said(story.residual[-1], str, show)


def test_the_official_example_is_told_with_its_numbers() -> None:
    found = method("dafp_2022_v6")
    assert found is not None
    exposure, kept = (
        Exposure(100, money=Fraction(80)),
        [Control("preventive", "manual"), Control("detective", "manual")],
    )
    story = story_of(found, exposure, kept, assess(found, exposure, kept))

    def show(fact: Fraction | Share) -> str:
        return f"{float(fact.part * 100):g} %" if isinstance(fact, Share) else str(fact)

    assert [reckoned(step, str, show) for step in story.residual[:3]] == [
        "25 % + 15 % = 40 %; 60 % − 60 % × 40 % = 36 %",
        "15 % + 15 % = 30 %; 36 % − 36 % × 30 % = 25.2 %",
        "la franja es de más de 20 % y hasta 40 %",
    ]


def test_corruption_is_never_accepted() -> None:
    found = method("corruption_2022_v6")
    assert found is not None
    assert "accept" not in [option.code for option in options_for(found, "corruption")]
    done = assess(found, Exposure(history=5, answers=frozenset({1})))
    acceptance, plan = check_treatment(found, "corruption", done, "accept", 0, "R1")
    assert acceptance.outcome is plan.outcome is Outcome.FOUND
    acceptance, plan = check_treatment(found, "corruption", done, "avoid", 1, "R1")
    assert acceptance.outcome is plan.outcome is Outcome.PASSED
    general = method("dafp_2022_v6")
    assert general is not None
    assert "accept" in [option.code for option in options_for(general, "management")]
    assert (
        check_treatment(general, "management", assess(general, Exposure()), "accept", 0)[1].outcome is Outcome.NOT_MADE
    )
