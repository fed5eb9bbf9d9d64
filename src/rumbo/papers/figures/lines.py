"""Lines over periods: what was reached beside what was planned, and what is to come, each with a mark of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

LEFT, RIGHT, TOP, PLOT, FOOT = 56, 28, 40, 180, 30
STEP, WIDEST, LEAST, NARROW = 84, 1300, 560, 320
LETTER = 5
HALO: dict[str, str | int] = {
    "stroke": "#ffffff",
    "stroke_width": 3,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}
"""What keeps a printed value apart from the strokes behind it."""
FULL = 1000


Point = tuple[int | None, str]


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
    points: tuple[Point, ...]


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
    narrow: bool = False,
) -> bytes:
    """The chart. `axis` are the heights that are ruled, in thousandths, with what is printed there; the scale begins at
    zero and holds the highest point. No stroke leads to the points at `starts`. `narrow` is for a telephone."""
    width = NARROW if narrow else min(max(LEAST, LEFT + RIGHT + STEP * len(periods)), WIDEST)
    top = max([FULL, *(reached for line in series for reached, _ in line.points if reached is not None)])
    pieces = [*_legend(series), *_ruled(axis, width, top)]
    written = _written(periods, width)
    for at in written:
        pieces.append(_said(periods[at], _x(at, len(periods), width), TOP + PLOT + 20, width))
    # What was reached stands above what is only expected of it.
    for line in sorted(series, key=lambda each: each.look is Look.ACTUAL):
        pieces += _drawn(line, width, top, starts)
    planned = next((line.points for line in series if line.look is Look.PLANNED), ())
    for line in series:
        if line.look is not Look.PLANNED:
            pieces += _values(line, planned, written, width, top)
    return drawing(width, TOP + PLOT + FOOT, alt, pieces)


def _x(at: int, count: int, width: int) -> int:
    room = _room(count, width)
    return LEFT + room // 2 + at * room


def _room(count: int, width: int) -> int:
    return max((width - LEFT - RIGHT) // max(count, 1), 1)


def _written(periods: tuple[str, ...], width: int) -> range:
    """The places where there is room to write, the last one always among them."""
    count, needed = len(periods), LETTER * max(map(len, periods), default=0) + 6
    every = -(-needed // _room(count, width))
    return range((count - 1) % every, count, every)


def _said(text: str, place: int, y: int, width: int, **look: str | int) -> str:
    """Words in the middle of a place, or ending at the edge where they would leave the drawing."""
    half = len(text) * 7 // 2
    x, anchor = (width - 1, "end") if place + half > width else (place, "middle")
    return words(text, x=x, y=y, font_size=11, text_anchor=anchor, **look)


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
    pieces, left = [], 0
    for line in series:
        pieces.append(element("path", "", d=f"M{left} 12h26", fill="none", **STROKES[line.look]))
        pieces.append(_mark(line.look, left + 13, 12))
        pieces.append(words(line.name, x=left + 34, y=16, font_size=12))
        left += 46 + 7 * len(line.name)
    return pieces


def _drawn(line: Line, width: int, top: int, starts: tuple[int, ...]) -> list[str]:
    """The strokes between neighbours, then the marks."""
    count, path, pen, marks = len(line.points), "", "M", []
    for at, (reached, _printed) in enumerate(line.points):
        if reached is None:
            pen = "M"
            continue
        x, y = _x(at, count, width), _y(reached, top)
        path, pen = f"{path}{'M' if at in starts else pen}{x} {y}", "L"
        marks.append(_mark(line.look, x, y))
    return [element("path", "", d=path, fill="none", **STROKES[line.look]), *marks] if path else []


def _values(line: Line, planned: tuple[Point, ...], written: range, width: int, top: int) -> Iterator[str]:
    """What was reached as it is printed, where there is room: above its mark, or below it where more was planned."""
    for at in written:
        reached, printed = line.points[at]
        if reached is None:
            continue
        y, plan = _y(reached, top), planned[at][0] if planned else None
        below = line.look is Look.ACTUAL and plan is not None and plan > reached and y + 24 < TOP + PLOT
        yield _said(
            printed, _x(at, len(line.points), width), y + 19 if below else y - 9, width, font_weight=600, **HALO
        )


def _mark(look: Look, x: int, y: int) -> str:
    match look:
        case Look.ACTUAL:
            return element("circle", cx=x, cy=y, r=5, fill=DEEP)
        case Look.PLANNED:
            return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill="#ffffff", stroke=INK)
        case Look.PROJECTED:
            return element("circle", cx=x, cy=y, r=5, fill="#ffffff", stroke=DEEP, stroke_width=2)
