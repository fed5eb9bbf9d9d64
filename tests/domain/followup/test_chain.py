"""Which step comes next, and who may not take it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.followup.chain import (
    CHAINS,
    DEFAULT,
    OWN_REPORT,
    SIGNED_BEFORE,
    Chain,
    Step,
    barred,
    chain_of,
    plain_chain,
    state_after,
    step_due,
)

WHOLE = Chain((Step.ENDORSE, Step.VERIFY, Step.EVALUATE))
STATES = ("pending", "draft", "submitted", "endorsed", "returned", "accepted", "closed")


@pytest.mark.parametrize(
    ("state", "chain", "endorsable", "step"),
    [
        ("submitted", DEFAULT, True, Step.VERIFY),
        ("submitted", WHOLE, True, Step.ENDORSE),
        ("submitted", WHOLE, False, Step.VERIFY),
        ("endorsed", WHOLE, True, Step.VERIFY),
        # Endorsed under another chain: what was signed stays signed.
        ("endorsed", DEFAULT, True, Step.VERIFY),
        ("accepted", WHOLE, True, Step.EVALUATE),
        ("closed", WHOLE, True, Step.EVALUATE),
        ("accepted", DEFAULT, True, None),
        ("returned", WHOLE, True, None),
        ("draft", WHOLE, True, None),
        ("pending", WHOLE, True, None),
    ],
)
def test_the_step_that_comes_next(state: str, chain: Chain, endorsable: bool, step: Step | None) -> None:
    assert step_due(state, chain, endorsable=endorsable) is step


@given(st.sampled_from(CHAINS), st.booleans())
def test_passing_every_step_accepts_and_no_step_comes_twice(chain: Chain, endorsable: bool) -> None:
    state, taken = "submitted", list[Step]()
    while (step := step_due(state, chain, endorsable=endorsable)) not in (None, Step.EVALUATE):
        assert step is not None
        taken.append(step)
        state = state_after(step, passes=True)
    assert state == "accepted"
    assert len(set(taken)) == len(taken)
    assert taken[-1] is Step.VERIFY
    assert (Step.ENDORSE in taken) == (chain.asks(Step.ENDORSE) and endorsable)


def test_whoever_returns_gives_it_back_to_the_unit_and_an_evaluation_moves_nothing() -> None:
    assert {state_after(step, passes=False) for step in (Step.ENDORSE, Step.VERIFY)} == {"returned"}
    with pytest.raises(ValueError, match="beside"):
        state_after(Step.EVALUATE, passes=True)


WORDS = st.text(max_size=8) | st.sampled_from([each.value for each in Step])


@given(st.lists(WORDS, max_size=4) | st.none() | st.text())
def test_whatever_a_setting_holds_there_is_a_chain_that_verifies(value: object) -> None:
    chain = chain_of(value)
    assert chain in CHAINS
    assert chain.asks(Step.VERIFY)


def test_a_chain_is_kept_and_read_back() -> None:
    assert [chain_of(plain_chain(chain)) for chain in CHAINS] == list(CHAINS)
    assert chain_of(["endorse"]) == chain_of(["verify", "sign"]) == DEFAULT


@given(st.integers(1, 5), st.integers(1, 5), st.sets(st.integers(1, 5)))
def test_nobody_takes_two_steps_of_the_same_answer(person: int, author: int, signers: set[int]) -> None:
    found = barred(person, author, signers)
    assert (found is None) == (person != author and person not in signers)
    if found:
        assert found.code == (OWN_REPORT.code if person == author else SIGNED_BEFORE.code)
    assert barred(None, author, signers) is None
