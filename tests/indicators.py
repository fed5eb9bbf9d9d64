"""A sheet of an indicator for the tests: requests answered in time, with its two variables, in a house."""

from rumbo.apps.indicators.actions import (
    VariableData,
    approve_sheet,
    create_sheet,
    create_variable,
    place_variable,
    propose_sheet,
    report_value,
)
from rumbo.apps.indicators.models import SheetRevision, Variable
from rumbo.domain.indicators import IndicatorSheet, Range
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.risks import process_of

UNIT = "Oficina de Proyectos"
YEAR = 2024
SHEET = IndicatorSheet(
    code="IND-01",
    name="Solicitudes respondidas a tiempo",
    objective="Saber si la entidad responde dentro de los términos de ley",
    value_chain="process",
    performance="effectiveness",
    formula="V1 / V2 × 100",
    measure_unit="Porcentaje",
    decimals=1,
    periodicity="quarterly",
    tendency="increasing",
    operator="at_least",
    target=Quantity.of(95),
    baseline_unknown="N/D",
    ranges=(
        Range("Crítico", None, Quantity.of(60)),
        Range("Aceptable", Quantity.of(60), Quantity.of(95)),
        Range("Satisfactorio", Quantity.of(95), None),
    ),
)
ANSWERED = VariableData("SOL_R", "Solicitudes respondidas a tiempo", "monthly", "Solicitudes", "Sistema de gestión")
RECEIVED = VariableData("SOL", "Solicitudes recibidas", "quarterly", "Solicitudes", "Sistema de gestión")


def variables_of(house: House) -> tuple[Variable, Variable]:
    """The two variables: what was answered is reported each month, what was received each quarter."""
    planning, unit = house.pilar.actor, house.units[UNIT]
    answered = create_variable(planning, house.entity, ANSWERED, unit=unit)
    return answered, create_variable(planning, house.entity, RECEIVED, unit=unit)


def draft_of(house: House) -> SheetRevision:
    """A first revision with its variables, of a process."""
    planning = house.pilar.actor
    row = create_sheet(planning, house.entity, SHEET, unit=house.units[UNIT], process=process_of(house))
    for symbol, variable in zip(("V1", "V2"), variables_of(house), strict=True):
        place_variable(planning, row, variable, symbol)
    return row


def approved_of(house: House) -> SheetRevision:
    """The same, approved."""
    row = draft_of(house)
    propose_sheet(house.pilar.actor, row)
    return approve_sheet(house.pilar.actor, row)


def reported_of(house: House, row: SheetRevision) -> None:
    """The first quarter of the year: 90 of 100."""
    answered, received = (each.variable for each in row.variables.order_by("ordinal"))
    for month, number in ((1, 30), (2, 20), (3, 40)):
        report_value(house.pilar.actor, answered, YEAR, month, Quantity.of(number))
    report_value(house.pilar.actor, received, YEAR, 1, Quantity.of(100))
