"""What stands on a page of a pdf, upright and measured from its upper left corner, in points."""

from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]


class Letter(NamedTuple):
    """A letter and its box. `turn` is 0 for upright text, else quarter turns (1 to 3) against the page; `bold` tells
    its font."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    turn: int = 0
    bold: bool = False


class Rule(NamedTuple):
    """A drawn line, level or upright: `at` is its place across, `start` and `end` along; a `soft` one is the edge of a
    shade."""

    at: float
    start: float
    end: float
    soft: bool = False


@dataclass(slots=True)
class Sheet:
    """One page: its size, its letters, its drawn lines, and the boxes (x0, y0, x1, y1) of its larger pictures, with
    their digests in `shown`, empty for one that is not kept."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    levels: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    hidden: int = 0


def turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A point of an upright page of a size, after so many quarter turns clockwise; from the upper left corner again."""
    if turn == 1:
        return height - y, x
    if turn == 2:
        return width - x, height - y
    if turn == 3:
        return y, width - x
    return x, y


def turned_box(box: Box, turn: int, width: float, height: float) -> Box:
    """A box after quarter turns clockwise."""
    x0, y0 = turned(box[0], box[1], turn, width, height)
    x1, y1 = turned(box[2], box[3], turn, width, height)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
