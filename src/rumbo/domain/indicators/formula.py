"""The formula of an indicator as a tree of exact arithmetic: what it may say, how it is printed, what stands in it.

A formula knows numbers, percentages, named variables, the four operations, powers with a small whole exponent, sums and
means. It knows nothing else, and nothing in it is ever run (docs/decisions, 0023).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

SUM, MEAN = "sum", "mean"
FUNCTION_WORDS = {SUM: "suma", MEAN: "promedio"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; with `percent` it is so many hundredths: 100% is one."""

    value: Fraction
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Negation:
    """Minus something."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + - * /."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Power:
    """Something by itself so many times; a negative exponent divides."""

    base: "Node"
    exponent: int


@dataclass(frozen=True, slots=True)
class Gathering:
    """The sum or the mean of several things."""

    kind: str
    items: tuple["Node", ...]


Node = Number | Name | Negation | Operation | Power | Gathering


@dataclass(frozen=True, slots=True)
class Ratio:
    """A formula taken apart: numerator over denominator, times a factor. A formula that divides nothing has no
    denominator. A factor of 100 makes percentage points; `percent` tells of one written "100%"."""

    numerator: Node
    denominator: Node | None
    factor: Fraction = Fraction(1)
    percent: bool = False


def names_in(node: Node) -> Iterator[str]:
    """The codes of the variables, in the order of writing, again where they stand again."""
    if isinstance(node, Name):
        yield node.code
    for below in _below(node):
        yield from names_in(below)


def ratio_in(node: Node) -> Ratio:
    """Numerator and denominator of a formula: of V1*100/V2 they are V1 and V2, whatever the order of writing."""
    if isinstance(node, Operation) and node.sign == "*":
        for constant, other in ((node.right, node.left), (node.left, node.right)):
            if isinstance(constant, Number):
                return _times(ratio_in(other), constant)
    if isinstance(node, Operation) and node.sign == "/":
        above = _bare(node.left)
        return Ratio(above.numerator, node.right, above.factor, above.percent)
    return Ratio(node, None)


def printed(node: Node) -> str:
    """The formula as text, with the brackets that it needs and no others; read again it is the same tree."""
    match node:
        case Number():
            return _digits(node.value) + ("%" if node.percent else "")
        case Name():
            return node.code
        case Negation():
            return "-" + _inside(node.of, 3)
        case Power():
            return f"{_inside(node.base, 5)}^{node.exponent}"
        case Gathering():
            return f"{FUNCTION_WORDS[node.kind]}({'; '.join(map(printed, node.items))})"
    rank = _RANKS[node.sign]
    right = _inside(node.right, rank + 1)
    right = f"({right})" if isinstance(node.right, Negation) else right
    return f"{_inside(node.left, rank)} {node.sign} {right}"


_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}


def _rank(node: Node) -> int:
    match node:
        case Operation():
            return _RANKS[node.sign]
        case Negation():
            return 3
        case Power():
            return 4
        case Number():
            return 4 if node.percent else 5
    return 5


def _inside(node: Node, least: int) -> str:
    text = printed(node)
    return text if _rank(node) >= least else f"({text})"


def _digits(value: Fraction) -> str:
    """A number of a formula, which always has an end, with a decimal comma and no grouping."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str((value * 10**places).numerator).zfill(places + 1)
    return f"{digits[:-places]},{digits[-places:]}" if places else digits


def _below(node: Node) -> tuple[Node, ...]:
    match node:
        case Negation():
            return (node.of,)
        case Operation():
            return node.left, node.right
        case Power():
            return (node.base,)
        case Gathering():
            return node.items
    return ()


def _bare(node: Node) -> Ratio:
    """What stands above a line, without the number that multiplies it."""
    if isinstance(node, Operation) and node.sign == "*":
        for constant, other in ((node.right, node.left), (node.left, node.right)):
            if isinstance(constant, Number):
                return _times(Ratio(other, None), constant)
    return Ratio(node, None)


def _times(ratio: Ratio, constant: Number) -> Ratio:
    factor = constant.value / 100 if constant.percent else constant.value
    return Ratio(ratio.numerator, ratio.denominator, ratio.factor * factor, ratio.percent or constant.percent)
