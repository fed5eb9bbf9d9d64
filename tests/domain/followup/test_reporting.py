"""Each kind of report becomes the answer that it is."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.followup.reporting import (
    Milestone,
    check_milestones,
    done_answer,
    milestones_answer,
    milestones_due,
    percentage_answer,
)
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Reason, Share, Undefined

PLAN = (
    Milestone("draft", date(2024, 3, 31), 30),
    Milestone("review", date(2024, 6, 30), 30),
    Milestone("adopt", date(2024, 11, 30), 60),
)


def test_percentage_and_done() -> None:
    assert percentage_answer(Quantity.of(25)) == Share(Fraction(1, 4))
    assert done_answer(True) == Share(Fraction(1))
    assert done_answer(False) == Share(Fraction(0))


def test_milestones_weigh_over_all_of_them() -> None:
    assert milestones_answer(PLAN, ["draft"]) == Share(Fraction(1, 4))
    assert milestones_answer(PLAN, ["draft", "draft", "unknown"]) == Share(Fraction(1, 4))
    assert milestones_answer(PLAN, []) == Share(Fraction(0))


def test_what_is_due_follows_the_dates() -> None:
    assert milestones_due(PLAN, date(2024, 6, 29)) == Share(Fraction(1, 4))
    assert milestones_due(PLAN, date(2024, 6, 30)) == Share(Fraction(1, 2))
    assert milestones_due(PLAN, date(2024, 12, 31)) == Share(Fraction(1))


def test_without_weights_there_is_no_answer() -> None:
    assert milestones_answer((), []) == Undefined(Reason.NO_MILESTONES)
    assert milestones_answer((Milestone("a", date(2024, 1, 1), 0),), ["a"]) == Undefined(Reason.NO_MILESTONES)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any), st.data())
def test_all_done_is_everything_and_more_is_never_less(weights: list[int], data: st.DataObject) -> None:
    plan = [Milestone(str(at), date(2024, 1, 1 + at), weight) for at, weight in enumerate(weights)]
    keys = [step.key for step in plan]
    some = data.draw(st.sets(st.sampled_from(keys)))
    more = some | data.draw(st.sets(st.sampled_from(keys)))
    few, many = milestones_answer(plan, some), milestones_answer(plan, more)
    assert isinstance(few, Share)
    assert isinstance(many, Share)
    assert 0 <= few.part <= many.part <= 1
    assert milestones_answer(plan, keys) == Share(Fraction(1))


def test_a_step_that_the_plan_does_not_have_is_named() -> None:
    assert check_milestones(PLAN, ["draft"]).findings == ()
    assert [finding.facts["key"] for finding in check_milestones(PLAN, ["draft", "party"]).findings] == ["party"]
