"""A schedule as bars over periods (Gantt): what is done, one line each, and in which periods."""

from dataclasses import dataclass
from html import escape

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

LABEL, LINE, HEAD, BAR, GROUP = 270, 24, 30, 12, 8
NARROWEST, WIDEST, PLOT = 26, 72, 620
LETTER = 7
LONGEST, INDENT = 40, 12


@dataclass(frozen=True, slots=True)
class GanttLine:
    """A line: its label, its level (0 heads the lines of level 1 below it), and its bars as (first, last) period from
    0. A line without bars says `bare` instead."""

    label: str
    level: int
    bars: tuple[tuple[int, int], ...]
    bare: str = ""


def gantt(periods: tuple[str, ...], lines: tuple[GanttLine, ...], alt: str) -> bytes:
    """The chart. Bars of level 0 are thin and end in ticks, those of level 1 are full: told apart without colour."""
    width = min(max(PLOT // max(len(periods), 1), NARROWEST), WIDEST)
    height = HEAD + len(lines) * LINE + 4
    pieces = _periods(periods, width, height)
    for at, line in enumerate(lines):
        pieces += _line(line, HEAD + at * LINE, width)
    return drawing(LABEL + width * len(periods) + 8, height, alt, pieces)


def _periods(periods: tuple[str, ...], width: int, height: int) -> list[str]:
    """The names of the periods above their columns; their numbers where a name does not fit."""
    fits = all(len(name) * LETTER <= width for name in periods)
    pieces = []
    for at, name in enumerate(periods):
        left = LABEL + at * width
        shown = name if fits else str(at + 1)
        label = words(shown, x=left + width // 2, y=19, font_size=11, text_anchor="middle")
        pieces += [element("g", element("title", escape(name)) + label) if not fits else label]
        pieces.append(element("path", d=f"M{left} {HEAD - 4}V{height}", stroke=PALE))
    return pieces


def _line(line: GanttLine, top: int, width: int) -> list[str]:
    shown = line.label if len(line.label) <= LONGEST else line.label[: LONGEST - 1] + "…"
    weight = 600 if line.level == 0 else 400
    label = words(shown, x=line.level * INDENT, y=top + 16, font_size=12, font_weight=weight)
    pieces = [element("path", d=f"M0 {top}H{LABEL}", stroke=PALE), label]
    if not line.bars and line.bare:
        pieces.append(words(line.bare, x=LABEL + 6, y=top + 16, font_size=11, font_style="italic"))
    for first, last in line.bars:
        left, long = LABEL + first * width + 2, (last - first + 1) * width - 4
        pieces.append(_group(left, top, long) if line.level == 0 else _bar(left, top, long))
    return pieces


def _bar(left: int, top: int, long: int) -> str:
    return element("rect", x=left, y=top + 6, width=long, height=BAR, rx=3, fill=DEEP)


def _group(left: int, top: int, long: int) -> str:
    ends = f"M{left} {top + 16}v-{GROUP}h{long}v{GROUP}l-4 -4h-{long - 8}z"
    return element("path", d=ends, fill=INK)
