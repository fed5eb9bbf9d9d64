"""Two ratios of one thing side by side, as physical progress beside money: the first bar full, the second hatched."""

from dataclasses import dataclass

from rumbo.papers.figures.bars import NARROW, WIDE, Frame, label_lines
from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words, wrapped

FULL = 1000
THICK, BETWEEN, SPACE, HEAD, SWATCH = 13, 5, 8, 28, 30
BOTH = 2 * THICK + BETWEEN


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: its label, and each of both as (thousandths or None where there is none, what is printed)."""

    label: str
    first: tuple[int | None, str]
    second: tuple[int | None, str]


def pairs(names: tuple[str, str], rows: tuple[Pair, ...], alt: str, narrow: bool = False) -> bytes:
    """The chart; `names` are what both bars tell."""
    frame = NARROW if narrow else WIDE
    pieces, top = _legend(names, frame)
    for row in rows:
        label = wrapped(row.label, frame.letters)
        place = top + SPACE + frame.label_height(len(label))
        pieces += [
            element("path", d=f"M0 {top}H{frame.width}", stroke=PALE),
            label_lines(label, frame, place, BOTH),
            *_bar(row.first, frame.label, place, False, frame.track),
            *_bar(row.second, frame.label, place + THICK + BETWEEN, True, frame.track),
        ]
        top = place + BOTH + SPACE
    return drawing(frame.width, top, alt, pieces)


def _legend(names: tuple[str, str], frame: Frame) -> tuple[list[str], int]:
    """What both bars tell, one below the other where there is no room, and where the rows begin."""
    pieces: list[str] = []
    left, top = frame.label, 4
    for hatched, name in enumerate(names):
        pieces += _bar((FULL, name), left, top, bool(hatched), SWATCH)
        left, top = (left + 44 + 7 * len(name), top) if frame.label else (left, top + THICK + BETWEEN)
    return pieces, HEAD if frame.label else top + SPACE


def _bar(value: tuple[int | None, str], left: int, top: int, hatched: bool, room: int) -> list[str]:
    reached, printed = value
    if reached is None:
        track = {"fill": "none", "stroke": INK, "stroke_dasharray": "3 3"}
        pieces = [element("rect", x=left, y=top, width=room, height=THICK, **track)]
    else:
        long = min(max(reached, 0), FULL) * room // FULL
        look = {"fill": "#ffffff", "stroke": DEEP} if hatched else {"fill": DEEP, "stroke": DEEP}
        pieces = [element("rect", x=left, y=top, width=room, height=THICK, fill=PALE)]
        pieces.append(element("rect", x=left, y=top, width=long, height=THICK, **look))
        if hatched:
            strokes = "".join(f"M{left + x} {top + THICK}l{THICK} -{THICK}" for x in range(0, long - THICK + 1, 7))
            pieces.append(element("path", d=strokes, stroke=DEEP, fill="none"))
    return [*pieces, words(printed, x=left + room + 8, y=top + 11, font_size=12)]
