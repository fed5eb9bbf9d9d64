"""The codes of a budget line by the MGA: sector, programme, product and its indicator, each beginning with the one
before it (45, 4599, 4599031, 459903100). Source: catálogo de productos de la MGA, seen in three public systems.

Codes are text. A leading zero is often lost in a spreadsheet, and entities put levels of their own beside the official
ones (459901, 1-2-5-1): those are asked about, never called wrong.
"""

from dataclasses import dataclass
from enum import StrEnum


class CodeLevel(StrEnum):
    """The levels of the catalogue of products."""

    SECTOR = "sector"
    PROGRAMME = "programme"
    PRODUCT = "product"
    PRODUCT_INDICATOR = "product_indicator"


LEVELS: dict[CodeLevel, int] = {
    CodeLevel.SECTOR: 2,
    CodeLevel.PROGRAMME: 4,
    CodeLevel.PRODUCT: 7,
    CodeLevel.PRODUCT_INDICATOR: 9,
}
"""How many digits each level has."""


class Shape(StrEnum):
    """What a written code looks like at its level."""

    EMPTY = "empty"
    OFFICIAL = "official"
    LOST_ZERO = "lost_zero"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A code as read: its shape, and the official code that it is or probably was (empty for a local one)."""

    written: str
    shape: Shape
    official: str = ""


def read_code(written: str, level: CodeLevel) -> CodeReading:
    """What a code is at a level. One digit less than the level has is a lost leading zero; all else is local."""
    text = written.strip()
    digits = LEVELS[level]
    if not text:
        return CodeReading(text, Shape.EMPTY)
    if text.isascii() and text.isdigit():
        if len(text) == digits:
            return CodeReading(text, Shape.OFFICIAL, text)
        if len(text) == digits - 1 and not text.startswith("0"):
            return CodeReading(text, Shape.LOST_ZERO, "0" + text)
    return CodeReading(text, Shape.LOCAL)


def extends(child: CodeReading, parent: CodeReading) -> bool | None:
    """Whether an official code begins with the official code above it; None where one of them is not official."""
    if not child.official or not parent.official:
        return None
    return child.official.startswith(parent.official)
