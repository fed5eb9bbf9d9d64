"""A variable of indicators takes its values from what a plan counts: typed by nobody, and closed as it was."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.indicators import queries as indicators
from rumbo.apps.indicators.actions import (
    VariableData,
    approve_sheet,
    close_result,
    create_sheet,
    create_variable,
    place_variable,
    propose_sheet,
    report_value,
)
from rumbo.apps.indicators.models import SheetRevision, Variable
from rumbo.apps.measurement.actions import close_period, leave_counts, take_counts
from rumbo.apps.measurement.models import PlanCount
from rumbo.apps.measurement.queries import counted_periods
from rumbo.apps.plans.models import Node, NodeRevision
from rumbo.domain.indicators import IndicatorSheet
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.indicators import UNIT, YEAR, approved_of, reported_of

q = Quantity.of
SHEET = IndicatorSheet(
    name="Metas del plan cumplidas",
    objective="Saber cómo se ejecuta el plan",
    formula="C / M × 100",
    measure_unit="Porcentaje",
    periodicity="quarterly",
)


def variable_of(house: House, code: str) -> Variable:
    data = VariableData(code, f"Metas {code}", "quarterly", "Metas", "El plan")
    return create_variable(house.pilar.actor, house.entity, data, unit=house.units[UNIT])


def counting(house: House) -> SheetRevision:
    """The sheet of an indicator that counts the plan of the house: met of measured."""
    pilar = house.pilar.actor
    row = create_sheet(pilar, house.entity, SHEET, unit=house.units[UNIT])
    for symbol, counts in (("C", "met"), ("M", "measured")):
        made = variable_of(house, counts)
        take_counts(pilar, made, house.plan, counts)
        place_variable(pilar, row, made, symbol)
    propose_sheet(pilar, row)
    return approve_sheet(pilar, row)


def first_quarter(row: SheetRevision) -> indicators.Measured:
    return indicators.measured_series(row, indicators.variables_in(row), YEAR)[0]


def level(house: House, name: str) -> Node:
    return NodeRevision.objects.select_related("node").get(version=house.version, name=name).node


def test_the_values_of_a_period_are_the_counts_of_the_plan_in_it(house: House) -> None:
    row = counting(house)
    assert first_quarter(row).exact is None
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    assert first_quarter(row).values == {"C": 0, "M": 1}
    answer(house, followup, "2", quantity=q(1))
    found = first_quarter(row)
    assert found.values == {"C": 1, "M": 2}
    assert found.exact == Fraction(50)


def test_what_was_counted_is_told_target_by_target(house: House) -> None:
    counting(house)
    followup = open_quarter(house, 1)
    answer(house, followup, "2", quantity=q(1))
    met = Variable.objects.get(code="met")
    told = counted_periods(met, YEAR)[YEAR, 1]
    assert (told.value, told.followup) == (1, followup)
    assert [each.number for each in told.targets] == ["1", "2", "3"]
    assert counted_periods(met, YEAR - 1) == {}


def test_a_level_of_the_plan_is_counted_with_all_below_it(house: House) -> None:
    open_quarter(house, 1)
    wanted = {"Fortalecer la gestión institucional": 3, "Gestión de convenios": 2}
    for name, number in wanted.items():
        made = variable_of(house, f"I{number}")
        take_counts(house.pilar.actor, made, house.plan, "items", node=level(house, name))
        assert counted_periods(made, YEAR)[YEAR, 1].value == number


def test_nobody_owes_a_value_that_is_counted_and_nobody_types_it(house: House) -> None:
    row = counting(house)
    for used in indicators.variables_in(row):
        with pytest.raises(Refused, match="value_counted_in_a_plan"):
            report_value(house.pilar.actor, used.variable, YEAR, 1, q(7))
    today = open_quarter(house, 4).period.last_day
    assert {owed for _each, owed in indicators.variables_to_report(house.entity.pk, None, today)} == {0}


def test_a_closed_result_keeps_what_was_counted(house: House) -> None:
    row = counting(house)
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    closed = close_result(house.pilar.actor, row, YEAR, 1)
    assert closed.values == {"C": "0", "M": "1"}
    answer(house, followup, "2", quantity=q(1))
    close_period(house.pilar.actor, followup)
    found = first_quarter(row)
    assert found.exact == 0
    assert found.now is not None
    assert found.now.value == 50
    assert found.values_now == {"C": 1, "M": 2}


def test_a_count_is_of_a_plan_of_the_entity_and_of_a_variable_without_values(house: House, other_house: House) -> None:
    made = variable_of(house, "M")
    with pytest.raises(Refused, match="nothing_to_count"):
        take_counts(house.pilar.actor, made, house.plan, "mets")
    elsewhere = level(other_house, "Gestión de convenios")
    for plan, node in ((other_house.plan, None), (house.plan, elsewhere)):
        with pytest.raises(Refused, match=r"nothing_to_count|not_permitted"):
            take_counts(house.pilar.actor, made, plan, "met", node=node)
    with pytest.raises(Forbidden):
        take_counts(house.irene.actor, made, house.plan, "met")
    row = approved_of(house)
    reported_of(house, row)
    with pytest.raises(Refused, match="count_already_typed"):
        take_counts(house.pilar.actor, indicators.variables_in(row)[0].variable, house.plan, "met")
    assert not PlanCount.objects.exists()


def test_a_variable_goes_back_to_its_unit(house: House) -> None:
    row = counting(house)
    met = indicators.variables_in(row)[0].variable
    leave_counts(house.pilar.actor, met)
    met = Variable.objects.get(pk=met.pk)
    assert report_value(house.pilar.actor, met, YEAR, 1, q(7)).quantity == q(7)


def test_counts_ask_the_same_for_one_and_for_many(house: House) -> None:
    row, followup = counting(house), open_quarter(house, 1)
    answer(house, followup, "2", quantity=q(1))
    used = indicators.variables_in(row)
    first_quarter(row)
    with CaptureQueriesContext(connection) as one:
        indicators.measured_series(row, used[:1], YEAR)
    with CaptureQueriesContext(connection) as many:
        indicators.measured_series(row, used, YEAR)
    assert len(one) == len(many)
    usual = approved_of(house)
    with CaptureQueriesContext(connection) as without:
        indicators.measured_series(usual, indicators.variables_in(usual), YEAR)
    assert not any("plancount" in each["sql"] for each in without.captured_queries[1:])
