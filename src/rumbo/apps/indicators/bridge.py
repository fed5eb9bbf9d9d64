"""Between the rows of a sheet and the values of the domain: the sheet as it is printed, and what its variables make."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

from rumbo.apps.indicators.models import Analysis, ClosedResult, SheetRevision, SheetVariable, VariableValue
from rumbo.apps.indicators.models import Variable as VariableRow
from rumbo.domain.calendar.periods import PERIODICITIES, Period, periods_of_year
from rumbo.domain.indicators import IndicatorSheet, Range, Result, Variable, YearTarget, formula_of, measured
from rumbo.domain.indicators.gathering import LAST, gathered
from rumbo.domain.numbers import Quantity

# What a sheet says and no column of the same name holds.
ELSEWHERE = {"control", "version", "process", "unit", "variables", "yearly", "ranges", "measurements", "changes"}
PLAIN = tuple(each.name for each in fields(IndicatorSheet) if each.name not in ELSEWHERE)
Reported = Mapping[int, Mapping[tuple[int, int], Fraction]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A sheet in one period: what came of its formula, what each symbol was, and what was said of it. Of a closed
    period it is what was closed; `now` and `values_now` are then what the values of
    today make, where that is something else."""

    period: Period
    result: Result
    values: Mapping[str, Fraction]
    analysis: str = ""
    action: str = ""
    closed: ClosedResult | None = None
    now: Result | None = None
    values_now: Mapping[str, Fraction] | None = None

    @property
    def exact(self) -> Fraction | None:
        """The result, or None where there is none."""
        return self.result.value


def sheet_of(row: SheetRevision, used: Sequence[SheetVariable]) -> IndicatorSheet:
    """The sheet that a revision with its variables says; its unit and process are read by their names."""
    return IndicatorSheet(
        version=str(row.number),
        process=row.process.name if row.process else "",
        unit=row.unit.name,
        variables=tuple(_variable(each) for each in used),
        yearly=tuple(YearTarget(year, _quantity(units)) for year, units in row.yearly),
        ranges=tuple(Range(name, _quantity(lower), _quantity(upper)) for name, lower, upper in row.ranges),
        **{name: getattr(row, name) for name in PLAIN},
    )


def columns_of(sheet: IndicatorSheet) -> dict[str, Any]:
    """The columns of a revision that say what a sheet says; its unit, process and variables are rows of their own."""
    return {name: getattr(sheet, name) for name in PLAIN} | {
        "yearly": [[each.year, _units(each.quantity)] for each in sheet.yearly],
        "ranges": [[each.name, _units(each.lower), _units(each.upper)] for each in sheet.ranges],
    }


def reported(rows: Iterable[VariableValue]) -> Reported:
    """The values that count, by variable and (year, ordinal): a later row of the same period takes the place of one
    before it. The rows come in their order."""
    found: dict[int, dict[tuple[int, int], Fraction]] = {}
    for row in rows:
        found.setdefault(row.variable_id, {})[(row.fiscal_year, row.ordinal)] = row.quantity.fraction
    return found


Lender = Callable[[Sequence[VariableRow], int], Reported]
_lenders: list[Lender] = []


def lends(lender: Lender) -> Lender:
    """Registers who knows the values that nobody types, which stands above indicators; there is one."""
    if any(each is not lender for each in _lenders):
        raise ValueError("two lenders of values")
    _lenders[:] = [lender]
    return lender


def is_lent(variable: VariableRow) -> bool:
    """Whether nobody types the values of a variable, for they are counted in a plan. No query where it came along."""
    return getattr(variable, "plan_count", None) is not None


def lent(variables: Iterable[VariableRow], year: int) -> Reported:
    """The values of a year of the variables that nobody types. A fixed number of queries, none where there are none."""
    asked = [each for each in variables if is_lent(each)]
    return _lenders[0](asked, year) if asked and _lenders else {}


def series(
    row: SheetRevision,
    used: Sequence[SheetVariable],
    values: Reported,
    analyses: Iterable[Analysis],
    year: int,
    closings: Iterable[ClosedResult] = (),
) -> tuple[Measured, ...]:
    """A sheet in every period of a year. A sheet without a formula or a periodicity of the calendar has none. What was
    closed comes in the order of its numbers."""
    node = formula_of(sheet_of(row, used))
    periodicity = PERIODICITIES.get(row.periodicity)
    if node is None or periodicity is None:
        return ()
    said = {(each.fiscal_year, each.ordinal): each for each in analyses}
    closed = {(each.fiscal_year, each.ordinal): each for each in closings}
    told = []
    for period in periods_of_year(year, periodicity) or (_whole_year(year, row.periodicity),):
        here = _values(used, values, period)
        of_period = said.get(period.key)
        text, action = (of_period.text, of_period.action) if of_period else ("", "")
        result = measured(node, here, row.measure_unit)
        told.append(_as_closed(Measured(period, result, here, text, action), closed.get(period.key)))
    return tuple(told)


def _as_closed(told: Measured, row: ClosedResult | None) -> Measured:
    if row is None:
        return told
    result = Result(Fraction(row.value), _exact(row.numerator), _exact(row.denominator))
    values = {symbol: Fraction(text) for symbol, text in row.values.items()}
    now = told.result if told.result.value != result.value else None
    return replace(told, result=result, values=values, closed=row, now=now, values_now=told.values if now else None)


def closing_columns(told: Measured) -> dict[str, Any]:
    """The columns of a closed result that say a result."""
    return {
        "value": str(told.exact),
        "numerator": _text(told.result.numerator),
        "denominator": _text(told.result.denominator),
        "values": {symbol: str(value) for symbol, value in told.values.items()},
    }


def _exact(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _text(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _values(used: Sequence[SheetVariable], values: Reported, period: Period) -> dict[str, Fraction]:
    """What each symbol is in a period; a symbol with a value missing is not there."""
    found = {}
    for each in used:
        periodicity = PERIODICITIES[each.variable.periodicity]
        # A count says how things stand, and two of them do not add.
        gathering = LAST if is_lent(each.variable) else each.variable.gathering
        one = gathered(values.get(each.variable_id, {}), periodicity, gathering, period)
        if one is not None:
            found[each.symbol] = one
    return found


def _whole_year(year: int, periodicity: str) -> Period:
    return Period(year, PERIODICITIES[periodicity], 1, date(year, 1, 1), date(year, 12, 31))


def _variable(each: SheetVariable) -> Variable:
    variable = each.variable
    return Variable(each.symbol, variable.name, variable.measure_unit, variable.source, variable.unit.name)


def _quantity(units: int | None) -> Quantity | None:
    return None if units is None else Quantity(units)


def _units(quantity: Quantity | None) -> int | None:
    return None if quantity is None else quantity.units
