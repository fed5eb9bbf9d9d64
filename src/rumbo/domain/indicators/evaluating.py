"""A formula with values becomes an exact number, or says why it does not: never silence, never a number made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rumbo.domain.indicators.formula import (
    MEAN,
    Gathering,
    Name,
    Negation,
    Node,
    Number,
    Operation,
    Power,
    names_in,
    printed,
    ratio_in,
)
from rumbo.findings import Finding, Sentences, Severity, declare, marked

DIVISION_BY_ZERO = declare(
    Sentences(
        "indicator.division_by_zero",
        Severity.ERROR,
        marked("El denominador es cero"),
        marked("Con los valores reportados, «{part}» vale 0 y la fórmula divide entre ella."),
        marked("Un resultado dividido entre cero no existe: ni es 0 % ni es 100 %."),
        marked("Revise el valor. Si en el periodo no hubo nada que contar, dígalo en el análisis; no habrá resultado."),
    )
)
VALUE_MISSING = declare(
    Sentences(
        "indicator.value_missing",
        Severity.WARNING,
        marked("Faltan valores de las variables"),
        marked("No se ha reportado: {names}."),
        marked("Sin todas las variables la fórmula no tiene resultado; un valor que falta no es un cero."),
        marked("Pida el valor a la dependencia que lo reporta."),
    )
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a formula: its value with numerator and denominator (None where it divides nothing), or what
    stands in the way."""

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    findings: tuple[Finding, ...] = ()


class _Zero(ArithmeticError):
    """Something was divided by a node that is zero."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


def evaluate(node: Node, values: Mapping[str, Fraction]) -> Result:
    """The exact result of a formula. What `values` does not have is missing, and told by its code."""
    if missing := [code for code in dict.fromkeys(names_in(node)) if code not in values]:
        facts = {"names": ", ".join(missing)}
        return Result(findings=(Finding(VALUE_MISSING.code, VALUE_MISSING.severity, facts=facts),))
    ratio = ratio_in(node)
    above, under = _part(ratio.numerator, values), _part(ratio.denominator, values)
    try:
        return Result(_value(node, values), above, under)
    except _Zero as zero:
        facts = {"part": printed(zero.node)}
        found = Finding(DIVISION_BY_ZERO.code, DIVISION_BY_ZERO.severity, facts=facts)
        return Result(None, above, under, (found,))


def _part(node: Node | None, values: Mapping[str, Fraction]) -> Fraction | None:
    """A numerator or denominator, which may itself divide by zero."""
    try:
        return None if node is None else _value(node, values)
    except _Zero:
        return None


def _value(node: Node, values: Mapping[str, Fraction]) -> Fraction:
    match node:
        case Number():
            return node.value / 100 if node.percent else node.value
        case Name():
            return values[node.code]
        case Negation():
            return -_value(node.of, values)
        case Power():
            return _power(node, _value(node.base, values))
        case Gathering():
            total = sum((_value(item, values) for item in node.items), Fraction(0))
            return total / len(node.items) if node.kind == MEAN else total
    return _operated(node, _value(node.left, values), _value(node.right, values))


def _power(node: Power, base: Fraction) -> Fraction:
    if base == 0 and node.exponent < 0:
        raise _Zero(node.base)
    return Fraction(base**node.exponent)


def _operated(node: Operation, left: Fraction, right: Fraction) -> Fraction:
    if node.sign == "+":
        return left + right
    if node.sign == "-":
        return left - right
    if node.sign == "*":
        return left * right
    if right == 0:
        raise _Zero(node.right)
    return left / right
