"""A closed result stands; what is corrected afterwards is told beside it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import (
    approve_sheet,
    close_result,
    close_results,
    continue_sheet,
    propose_sheet,
    report_value,
    write_sheet,
)
from rumbo.apps.indicators.bridge import Measured, closing_columns, sheet_of
from rumbo.apps.indicators.models import ClosedResult, SheetRevision
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.domain.indicators import Result
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.indicators import UNIT, YEAR, approved_of, draft_of, reported_of

pytestmark = pytest.mark.django_db


def first_quarter(row: SheetRevision) -> Measured:
    return queries.measured_series(row, queries.variables_in(row), YEAR)[0]


def correct(house: House, row: SheetRevision, to: int) -> None:
    received = queries.variables_in(row)[1].variable
    rows = queries.values_of(received, YEAR).filter(ordinal=1).count()
    report_value(house.pilar.actor, received, YEAR, 1, Quantity.of(to), note="Faltaban", expected=rows)


def test_a_value_corrected_after_closing_stands_beside_what_was_closed(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    close_result(house.pilar.actor, row, YEAR, 1)
    correct(house, row, 120)
    told = first_quarter(row)
    assert (told.exact, told.values) == (Fraction(90), {"V1": Fraction(90), "V2": Fraction(100)})
    assert (told.result.numerator, told.result.denominator) == (Fraction(90), Fraction(100))
    assert told.now is not None
    assert told.now.value == Fraction(75)
    assert queries.last_results([row], YEAR)[row.pk].exact == Fraction(90)


def test_closing_again_keeps_the_closing_before_and_says_why(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    close_result(house.pilar.actor, row, YEAR, 1)
    with pytest.raises(Refused) as same:
        close_result(house.pilar.actor, row, YEAR, 1, expected=1)
    correct(house, row, 120)
    with pytest.raises(Refused) as silent:
        close_result(house.pilar.actor, row, YEAR, 1, expected=1)
    with pytest.raises(Refused) as late:
        close_result(house.pilar.actor, row, YEAR, 1, reason="Faltaban", expected=0)
    assert [each.value.findings[0].code for each in (same, silent)] == [
        "indicators.already_closed",
        "indicators.closing_without_reason",
    ]
    assert late.value.findings[0].code == "state.somebody_was_faster"
    close_result(house.pilar.actor, row, YEAR, 1, reason="Faltaban", expected=1)
    assert [(each.number, each.value) for each in queries.closings_of(row, YEAR, 1)] == [(1, "90"), (2, "75")]
    told = first_quarter(row)
    assert (told.exact, told.now) == (Fraction(75), None)


def test_a_later_formula_does_not_change_what_was_closed(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    close_results(house.pilar.actor, house.entity, YEAR)
    after = continue_sheet(house.pilar.actor, row)
    write_sheet(house.pilar.actor, after, replace(sheet_of(after, []), formula="V2 / V1 × 100"), unit=house.units[UNIT])
    propose_sheet(house.pilar.actor, after)
    approve_sheet(house.pilar.actor, after)
    assert first_quarter(after).exact == Fraction(90)
    assert close_results(house.pilar.actor, house.entity, YEAR) == []


def test_only_what_the_approved_sheet_measures_is_closed_and_only_by_planning(house: House) -> None:
    row = draft_of(house)
    reported_of(house, row)
    with pytest.raises(Refused):
        close_result(house.pilar.actor, row, YEAR, 1)
    propose_sheet(house.pilar.actor, row)
    approve_sheet(house.pilar.actor, row)
    with pytest.raises(Refused):
        close_result(house.pilar.actor, row, YEAR, 2)
    with pytest.raises(Forbidden):
        close_result(house.lucia.actor, row, YEAR, 1)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET value = '1'", "DELETE FROM {table}"])
def test_not_even_the_database_changes_a_closed_result(house: House, statement: str) -> None:
    row = approved_of(house)
    reported_of(house, row)
    close_result(house.pilar.actor, row, YEAR, 1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=ClosedResult._meta.db_table))


@given(st.fractions(max_denominator=10**6), st.fractions(max_denominator=10**6))
def test_what_is_closed_comes_back_exact(value: Fraction, part: Fraction) -> None:
    period = periods_of_year(YEAR, PERIODICITIES["annual"])[0]
    columns = closing_columns(Measured(period, Result(value, part, None), {"V1": part}))
    assert (Fraction(columns["value"]), Fraction(columns["numerator"])) == (value, part)
    assert (columns["denominator"], Fraction(columns["values"]["V1"])) == ("", part)
