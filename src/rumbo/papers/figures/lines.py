"""Lines over periods: what was reached beside what was planned, and what is to come, each with a mark of its own."""

from dataclasses import dataclass
from enum import StrEnum

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

LEFT, RIGHT, TOP, PLOT, FOOT = 56, 28, 40, 180, 30
STEP, WIDEST, LEAST = 84, 1300, 560
FULL = 1000


class Look(StrEnum):
    """What a line tells, and with it how it is drawn: solid with discs, thin with squares, dashed with rings."""

    ACTUAL = "actual"
    PLANNED = "planned"
    PROJECTED = "projected"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, what it tells, and its points in thousandths (1000 is 100 %), each with what is printed at
    it. None is a gap: the line is broken there."""

    name: str
    look: Look
    points: tuple[tuple[int | None, str], ...]


STROKES: dict[Look, dict[str, str | int]] = {
    Look.ACTUAL: {"stroke": DEEP, "stroke_width": 3},
    Look.PLANNED: {"stroke": INK, "stroke_width": 1, "stroke_opacity": "0.75"},
    Look.PROJECTED: {"stroke": DEEP, "stroke_width": 2, "stroke_dasharray": "6 4"},
}


def lines(
    periods: tuple[str, ...],
    series: tuple[Line, ...],
    axis: tuple[tuple[int, str], ...],
    alt: str,
    starts: tuple[int, ...] = (),
) -> bytes:
    """The chart. `axis` are the heights that are ruled, in thousandths, with what is printed there; the scale begins at
    zero and holds the highest point. No stroke leads to the points at `starts`."""
    width = min(max(LEAST, LEFT + RIGHT + STEP * len(periods)), WIDEST)
    top = max([FULL, *(reached for line in series for reached, _ in line.points if reached is not None)])
    pieces = [*_legend(series), *_ruled(axis, width, top)]
    for at, name in enumerate(periods):
        place = _x(at, len(periods), width)
        pieces.append(words(name, x=place, y=TOP + PLOT + 20, font_size=11, text_anchor="middle"))
    # What was reached stands above what is only expected of it.
    for line in sorted(series, key=lambda each: each.look is Look.ACTUAL):
        pieces += _drawn(line, width, top, starts)
    return drawing(width, TOP + PLOT + FOOT, alt, pieces)


def _x(at: int, count: int, width: int) -> int:
    room = (width - LEFT - RIGHT) // max(count, 1)
    return LEFT + room // 2 + at * room


def _y(reached: int, top: int) -> int:
    return TOP + PLOT - max(reached, 0) * (PLOT - 12) // top


def _ruled(axis: tuple[tuple[int, str], ...], width: int, top: int) -> list[str]:
    pieces = []
    for height, printed in axis:
        y = _y(height, top)
        pieces.append(element("path", d=f"M{LEFT} {y}H{width - RIGHT}", stroke=PALE, stroke_width=1))
        pieces.append(words(printed, x=LEFT - 8, y=y + 4, font_size=11, text_anchor="end"))
    return pieces


def _legend(series: tuple[Line, ...]) -> list[str]:
    pieces, left = [], LEFT
    for line in series:
        pieces.append(element("path", "", d=f"M{left} 12h26", fill="none", **STROKES[line.look]))
        pieces.append(_mark(line.look, left + 13, 12))
        pieces.append(words(line.name, x=left + 34, y=16, font_size=12))
        left += 54 + 7 * len(line.name)
    return pieces


def _drawn(line: Line, width: int, top: int, starts: tuple[int, ...]) -> list[str]:
    """The strokes between neighbours, then the marks; what is printed stands at what was reached only."""
    count, path, pen, marks = len(line.points), "", "M", []
    for at, (reached, printed) in enumerate(line.points):
        if reached is None:
            pen = "M"
            continue
        x, y = _x(at, count, width), _y(reached, top)
        path, pen = f"{path}{'M' if at in starts else pen}{x} {y}", "L"
        marks.append(_mark(line.look, x, y))
        if line.look is not Look.PLANNED:
            marks.append(words(printed, x=x, y=y - 9, font_size=11, font_weight=600, text_anchor="middle"))
    return [element("path", "", d=path, fill="none", **STROKES[line.look]), *marks] if path else []


def _mark(look: Look, x: int, y: int) -> str:
    match look:
        case Look.ACTUAL:
            return element("circle", cx=x, cy=y, r=5, fill=DEEP)
        case Look.PLANNED:
            return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill="#ffffff", stroke=INK)
        case Look.PROJECTED:
            return element("circle", cx=x, cy=y, r=5, fill="#ffffff", stroke=DEEP, stroke_width=2)
