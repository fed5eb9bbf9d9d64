"""How a target that stands in a sentence is counted: what its words speak for, and what is left to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.domain.annualization import RULES, rule_of
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.counting import CHOICES, Telling, counting_groups, telling_of
from rumbo.domain.plan.stated import NOTHING_STATED, Operator, StatedTarget
from rumbo.layouts.stated import stated_target

SENTENCES = {
    "Cumplir como mínimo el 95% mensual de las entregas": (Telling.AT_LEAST, "floor"),
    "Pagar máximo en 6 días hábiles": (Telling.AT_MOST, "ceiling"),
    'Poner en consulta "20.000" unidades descritas': (Telling.AMOUNT, "sum"),
    "Atender el 95% de las solicitudes en el mes": (Telling.EVERY_PERIOD, "floor"),
    "Cumplir el 100% de las campañas": (Telling.SHARE_OF_YEAR, None),
    "Avance anual del 55% en la implementación": (Telling.SHARE_OF_YEAR, None),
    "Mejorar el servicio": (Telling.NOTHING, None),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_speaks_for(sentence: str) -> None:
    (group,) = counting_groups([(("processes", 0, "indicators", 0), stated_target(sentence))])
    assert (group.telling, group.proposed) == SENTENCES[sentence]


stated = st.builds(
    StatedTarget,
    quantity=st.none() | st.integers(0, 10**9).map(Quantity),
    operator=st.none() | st.sampled_from(Operator),
    measure_unit=st.sampled_from(["%", "unidades", ""]),
    periodicity=st.sampled_from(["", "mensual", "trimestral", "anual"]),
)


@given(st.lists(stated))
def test_every_target_is_in_one_group(each: list[StatedTarget]) -> None:
    paths = [(("processes", 0, "indicators", at), one) for at, one in enumerate(each)]
    listed = [path for group in counting_groups(paths) for path in group.paths]
    assert sorted(listed, key=str) == sorted((path for path, _ in paths), key=str)


def test_what_is_proposed_may_be_chosen_and_measures() -> None:
    assert telling_of(NOTHING_STATED) is Telling.NOTHING
    assert {rule_of(each).id for each in CHOICES} - {"unsaid"} <= {rule.id for rule in RULES}
