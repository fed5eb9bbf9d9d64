"""Sheets, their review, their variables, and what is reported, in the database."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.indicators import queries
from rumbo.apps.indicators.actions import (
    analyse_result,
    approve_sheet,
    change_variable,
    continue_sheet,
    create_sheet,
    create_variable,
    place_variable,
    propose_sheet,
    report_value,
    return_sheet,
    take_variable,
    write_sheet,
)
from rumbo.apps.indicators.bridge import columns_of, sheet_of
from rumbo.apps.indicators.models import SheetRevision, VariableValue
from rumbo.apps.indicators.queries import SheetFilter
from rumbo.domain.indicators import IndicatorSheet, YearTarget
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.indicators import ANSWERED, RECEIVED, SHEET, UNIT, YEAR, approved_of, draft_of, reported_of, variables_of

pytestmark = pytest.mark.django_db


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in caught.value.findings]


def test_a_sheet_is_kept_as_it_was_written(house: House) -> None:
    sheet = replace(SHEET, yearly=(YearTarget(2024, Quantity.of(95)), YearTarget(2025)))
    row = create_sheet(house.pilar.actor, house.entity, sheet, unit=house.units[UNIT])
    row.refresh_from_db()
    kept = sheet_of(row, [])
    assert replace(kept, version="", unit="") == sheet
    assert columns_of(kept) == columns_of(sheet)


def test_every_field_of_a_sheet_has_its_column() -> None:
    columns = {field.name for field in SheetRevision._meta.concrete_fields}
    assert set(columns_of(IndicatorSheet())) <= columns


def test_the_life_of_a_sheet(house: House) -> None:
    row = draft_of(house)
    propose_sheet(house.pilar.actor, row)
    return_sheet(house.pilar.actor, row, reason="Falta la fuente")
    write_sheet(house.pilar.actor, row, replace(SHEET, source="Sistema"), unit=house.units[UNIT])
    propose_sheet(house.pilar.actor, row)
    approve_sheet(house.pilar.actor, row)
    assert (row.state, row.approved_by, row.source) == ("approved", house.pilar.actor.name, "Sistema")
    following = continue_sheet(house.pilar.actor, row)
    assert (following.number, following.state, following.formula) == (2, "draft", row.formula)
    assert [each.symbol for each in queries.variables_in(following)] == ["V1", "V2"]
    with pytest.raises(Refused) as caught:
        continue_sheet(house.pilar.actor, row)
    assert codes(caught) == ["indicators.revision_open"]
    assert list(queries.sheets_narrowed(house.entity.pk, SheetFilter())) == [following]
    assert list(queries.approved_in_force(house.entity.pk)) == [row]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"formula": ""}, "indicators.sheet_incomplete"),
        ({"formula": "V1/V9"}, "indicator.variable_unknown"),
        ({"formula": "lo que se pueda"}, "indicator.formula_not_understood"),
    ],
)
def test_what_cannot_be_measured_is_not_proposed(house: House, change: dict[str, str], code: str) -> None:
    row = draft_of(house)
    write_sheet(house.pilar.actor, row, replace(SHEET, **change), unit=house.units[UNIT])
    with pytest.raises(Refused) as caught:
        propose_sheet(house.pilar.actor, row)
    assert code in codes(caught)


def test_an_approved_sheet_never_changes_by_any_way(house: House) -> None:
    row = approved_of(house)
    used = queries.variables_in(row)[0]
    with pytest.raises(Refused):
        write_sheet(house.pilar.actor, row, SHEET, unit=house.units[UNIT])
    with pytest.raises(Refused):
        take_variable(house.pilar.actor, row, used)
    for statement in (
        "UPDATE indicators_sheetrevision SET formula = '1'",
        "DELETE FROM indicators_sheetvariable",
        "UPDATE indicators_sheetvariable SET symbol = 'V7'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_results_come_from_variables_reported_once(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    first, second, *_ = queries.measured_series(row, queries.variables_in(row), YEAR)
    assert (first.result.numerator, first.result.denominator, first.exact) == (90, 100, 90)
    assert first.values == {"V1": Fraction(90), "V2": Fraction(100)}
    assert second.exact is None
    assert [finding.code for finding in second.result.findings] == ["indicator.value_missing"]
    other = create_sheet(
        house.pilar.actor, house.entity, replace(SHEET, code="IND-02", formula="R"), unit=house.units[UNIT]
    )
    place_variable(house.pilar.actor, other, queries.variables_in(row)[1].variable, "R")
    assert queries.measured_series(other, queries.variables_in(other), YEAR)[0].result.value == 10_000


def test_a_correction_is_another_row_with_its_reason(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    received = queries.variables_in(row)[1].variable
    with pytest.raises(Refused) as caught:
        report_value(house.pilar.actor, received, YEAR, 1, Quantity.of(120), expected=1)
    assert codes(caught) == ["indicators.correction_without_reason"]
    with pytest.raises(Refused) as caught:
        report_value(house.pilar.actor, received, YEAR, 1, Quantity.of(120), note="Faltaban las verbales")
    assert codes(caught) == ["state.somebody_was_faster"]
    report_value(house.pilar.actor, received, YEAR, 1, Quantity.of(120), note="Faltaban las verbales", expected=1)
    assert queries.measured_series(row, queries.variables_in(row), YEAR)[0].exact == 75
    assert [value.quantity.decimal for value in queries.values_of(received, YEAR)] == [120, 100]
    with pytest.raises(DatabaseError), transaction.atomic():
        VariableValue.objects.filter(variable=received).update(quantity=Quantity.of(1))


def test_a_zero_denominator_is_told_and_is_no_gap(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    received = queries.variables_in(row)[1].variable
    report_value(house.pilar.actor, received, YEAR, 1, Quantity(0), note="No hubo", expected=1)
    first = queries.measured_series(row, queries.variables_in(row), YEAR)[0]
    assert (first.exact, first.result.denominator) == (None, 0)
    assert [finding.code for finding in first.result.findings] == ["indicator.division_by_zero"]


def test_periods_that_have_not_begun_are_not_reported(house: House) -> None:
    answered, _ = variables_of(house)
    for year, ordinal in ((timezone.localdate().year + 1, 1), (YEAR, 13), (YEAR, 0)):
        with pytest.raises(Refused) as caught:
            report_value(house.pilar.actor, answered, year, ordinal, Quantity(0))
        assert codes(caught) == ["indicators.no_such_period"]


def test_variables_keep_their_code_and_their_periodicity(house: House) -> None:
    answered, _ = variables_of(house)
    report_value(house.pilar.actor, answered, YEAR, 1, Quantity.of(3))
    with pytest.raises(Refused) as caught:
        create_variable(house.pilar.actor, house.entity, replace(ANSWERED, code="sol"), unit=house.units[UNIT])
    assert codes(caught) == ["indicators.variable_code_taken"]
    with pytest.raises(Refused) as caught:
        change_variable(house.pilar.actor, answered, replace(ANSWERED, periodicity="annual"), unit=house.units[UNIT])
    assert codes(caught) == ["indicators.variable_already_reported"]


@pytest.mark.parametrize("symbol", ["V 1", "1V", "V1+", ""])
def test_a_symbol_can_stand_in_a_formula(house: House, symbol: str) -> None:
    row = create_sheet(house.pilar.actor, house.entity, SHEET, unit=house.units[UNIT])
    with pytest.raises(Refused) as caught:
        place_variable(house.pilar.actor, row, variables_of(house)[0], symbol)
    assert codes(caught) == ["indicators.symbol_unfit"]


def test_who_may_do_what(house: House) -> None:
    row = draft_of(house)
    lucia = house.lucia.actor
    mine = next(unit for unit in house.units.values() if unit.pk in lucia.units_as(*{g.role for g in lucia.grants}))
    foreign = next(unit for unit in house.units.values() if unit.pk != mine.pk)
    own = create_sheet(lucia, house.entity, replace(SHEET, formula="1"), unit=mine)
    propose_sheet(lucia, own)
    for forbidden in (
        lambda: approve_sheet(lucia, own),
        lambda: create_sheet(lucia, house.entity, SHEET, unit=foreign),
        lambda: create_variable(lucia, house.entity, RECEIVED, unit=foreign),
        lambda: create_sheet(house.irene.actor, house.entity, SHEET, unit=mine),
        lambda: propose_sheet(house.irene.actor, row),
    ):
        with pytest.raises(Forbidden):
            forbidden()


def test_another_entity_does_not_exist(house: House, other_house: House) -> None:
    row, stranger = approved_of(house), other_house.pilar.actor
    variable = queries.variables_in(row)[0].variable
    for forbidden in (
        lambda: continue_sheet(stranger, row),
        lambda: report_value(stranger, variable, YEAR, 1, Quantity(0)),
        lambda: analyse_result(stranger, row, YEAR, 1, "x"),
        lambda: create_sheet(stranger, other_house.entity, SHEET, unit=house.units[UNIT]),
        lambda: place_variable(other_house.pilar.actor, draft_of(other_house), variable, "V9"),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert queries.sheet_by_uid(other_house.entity.pk, row.uid) is None
    assert queries.variable_by_uid(other_house.entity.pk, variable.uid) is None


def test_everything_leaves_its_trail(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    said = set(VerbLine.objects.filter(entity_id=house.entity.pk).values_list("verb", flat=True))
    assert {"indicators.sheet.create", "indicators.sheet.approve", "indicators.value.report"} <= said
    assert RowChange.objects.filter(table_name="indicators_variablevalue").count() == 4


@pytest.mark.parametrize("many", [2, 9])
def test_lists_take_a_fixed_number_of_queries(house: House, many: int, django_assert_num_queries: object) -> None:
    row = approved_of(house)
    reported_of(house, row)
    for number in range(many):
        other = create_sheet(
            house.pilar.actor, house.entity, replace(SHEET, code=f"X-{number}"), unit=house.units[UNIT]
        )
        for each in queries.variables_in(row):
            place_variable(house.pilar.actor, other, each.variable, each.symbol)
    with django_assert_num_queries(4):  # type: ignore[operator]
        rows = list(queries.sheets_narrowed(house.entity.pk, SheetFilter()))
        results = queries.last_results(rows, YEAR)
    assert len(rows) == len(results) == many + 1
