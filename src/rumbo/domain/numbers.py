"""Exact numbers: quantities in ten-thousandths, money in centavos, figures in 10⁻¹², ratios as fractions.

Inputs are integers of a declared unit; every rule computes with `fractions.Fraction`; a figure is born once, as an
integer of 10⁻¹² rounded half to even, and is that number everywhere (docs/decisions).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

QUANTITY_UNITS = 10_000
FIGURE_UNITS = 10**12
SHOWN_DECIMALS = 2


class TooPrecise(ValueError):
    """A quantity was given with more than four decimals; it is never rounded silently."""


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """An exact amount in ten-thousandths of its unit of measure: 0.30 is `Quantity(3000)`."""

    units: int

    @classmethod
    def of(cls, value: int | Decimal | Fraction) -> Self:
        """The quantity that equals a number; raises `TooPrecise` when four decimals do not hold it."""
        scaled = Fraction(value) * QUANTITY_UNITS
        if scaled.denominator != 1:
            raise TooPrecise(str(value))
        return cls(scaled.numerator)

    @property
    def fraction(self) -> Fraction:
        """The exact number, for rules to compute with."""
        return Fraction(self.units, QUANTITY_UNITS)

    @property
    def decimal(self) -> Decimal:
        """The exact number, for printing."""
        return Decimal(self.units).scaleb(-4)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount of pesos in centavos: $ 20.149 millones is `Money(2_014_900_000_000)`."""

    centavos: int


def figure_of(ratio: Fraction) -> int:
    """The figure born from an exact ratio: an integer of 10⁻¹², half to even (Python's `round` of a Fraction)."""
    return round(ratio * FIGURE_UNITS)


def shown_points(figure: int) -> Decimal:
    """A figure in percentage points as it is shown to everybody: rounded once, to two decimals, half to even.

    Screens, printed documents, tables and the portal all show this number, so that no two of them differ; what is
    compared with a limit is always the figure itself (docs/decisions/0009).
    """
    return Decimal(round(ratio_of(figure) * 100 * 10**SHOWN_DECIMALS)).scaleb(-SHOWN_DECIMALS)


def ratio_of(figure: int) -> Fraction:
    """The exact ratio that a figure is from its birth on."""
    return Fraction(figure, FIGURE_UNITS)
