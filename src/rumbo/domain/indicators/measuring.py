"""From the values of variables to the result of an indicator in its unit, and whether the target is reached.

A result in percent is told in points. A formula that multiplies by 100 gives points itself; one that does not, or that
says "100 %", gives a ratio, which is told in points too. The rule is ours: the guides leave open which of the two a
"porcentaje" is.
"""

from collections.abc import Mapping
from fractions import Fraction

from rumbo.domain.indicators.evaluating import Result, evaluate
from rumbo.domain.indicators.formula import Node, ratio_in
from rumbo.domain.indicators.sheet import AT_LEAST, AT_MOST, EXACTLY, Range
from rumbo.domain.numbers import Quantity

_PERCENT_WORDS = ("%", "porcentaje", "porcentual", "por ciento", "porcentaje (%)", "puntos porcentuales")


def is_percent(measure_unit: str) -> bool:
    """Whether a unit of measure, as people write it, is a percentage."""
    return measure_unit.strip().strip(".").casefold() in _PERCENT_WORDS


def measured(node: Node, values: Mapping[str, Fraction], measure_unit: str) -> Result:
    """The result of a formula in the unit of its indicator; see above for percentages."""
    found = evaluate(node, values)
    if found.value is None or not is_percent(measure_unit) or makes_points(node):
        return found
    return Result(found.value * 100, found.numerator, found.denominator, found.findings)


def makes_points(node: Node) -> bool:
    """Whether a formula itself multiplies by 100, without saying that it is per cent."""
    return ratio_in(node).factor == 100 and not ratio_in(node).percent


def reaches(value: Fraction, operator: str, target: Quantity) -> bool | None:
    """Whether a value reaches a target; None where the sheet does not say how it compares."""
    if operator == AT_LEAST:
        return value >= target.fraction
    if operator == AT_MOST:
        return value <= target.fraction
    return value == target.fraction if operator == EXACTLY else None


def range_of(value: Fraction, ranges: tuple[Range, ...]) -> Range | None:
    """The range that holds a value; None where none does."""
    for each in ranges:
        above = each.lower is None or value >= each.lower.fraction
        if above and (each.upper is None or value < each.upper.fraction):
            return each
    return None
