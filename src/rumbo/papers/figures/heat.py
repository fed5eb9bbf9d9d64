"""A heat map: rows by columns, each cell a shape with what is printed beside it on a tint; cells without a value are
told apart by their ground and their words, never by colour alone."""

from dataclasses import dataclass

from rumbo.papers.figures.light import TINTS, light
from rumbo.papers.figures.svg import INK, drawing, element, words

LABEL, HEAD, HIGH, GAP = 250, 30, 30, 3
WIDE, NARROW, MANY = 128, 84, 8
LONGEST, LETTER = 38, 6


@dataclass(frozen=True, slots=True)
class HeatPoint:
    """A cell: the tone of its light ("" where it has none), what is printed, and its ground: "value", "silent" (nobody
    said it), "unplanned" (it is not its time) or "outside" (it does not apply)."""

    tone: str
    printed: str
    ground: str = "value"


GROUNDS: dict[str, dict[str, str]] = {
    "value": {"fill": "#ffffff", "stroke": "#74808f"},
    "silent": {"fill": "none", "stroke": "#74808f", "stroke_dasharray": "4 3"},
    "unplanned": {"fill": "#edf0f4"},
    "outside": {"fill": "none"},
}


def heat_map(columns: tuple[str, ...], rows: tuple[tuple[str, tuple[HeatPoint, ...]], ...], alt: str) -> bytes:
    """The map, with the names of its columns above and of its rows at the left."""
    wide = WIDE if len(columns) <= MANY else NARROW
    pieces = [
        words(name, x=LABEL + at * wide + wide // 2, y=18, font_size=12, font_weight=600, text_anchor="middle")
        for at, name in enumerate(columns)
    ]
    for line, (name, cells) in enumerate(rows):
        top = HEAD + line * (HIGH + GAP)
        shown = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        pieces.append(words(shown, x=0, y=top + 20, font_size=12))
        for at, cell in enumerate(cells):
            pieces += _cell(cell, LABEL + at * wide, top, wide - GAP)
    height = HEAD + max(len(rows), 1) * (HIGH + GAP)
    return drawing(LABEL + len(columns) * wide, height, alt, pieces)


def _cell(cell: HeatPoint, left: int, top: int, wide: int) -> list[str]:
    ground = {"fill": TINTS[cell.tone]} if cell.tone in TINTS else GROUNDS[cell.ground]
    pieces = [element("rect", x=left, y=top, width=wide, height=HIGH, rx=3, **ground)]
    if cell.ground == "outside":
        pieces.append(element("path", d=f"M{left + 2} {top + HIGH - 2}l{HIGH - 4} -{HIGH - 4}", stroke=INK))
    if cell.tone:
        pieces.append(light(cell.tone, left + 6, top + 7))
    room = (wide - 30) // LETTER
    shown = cell.printed if len(cell.printed) <= room else cell.printed[: room - 1] + "…"
    return [*pieces, words(shown, x=left + 27, y=top + 20, font_size=11)]
