"""Two ratios of one thing side by side, as physical progress beside money: the first bar full, the second hatched."""

from dataclasses import dataclass

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

FULL = 1000
LABEL, TRACK, VALUE, STEP, THICK, HEAD = 400, 400, 170, 46, 13, 28
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: its label, and each of both as (thousandths or None where there is none, what is printed)."""

    label: str
    first: tuple[int | None, str]
    second: tuple[int | None, str]


def pairs(names: tuple[str, str], rows: tuple[Pair, ...], alt: str) -> bytes:
    """The chart; `names` are what both bars tell."""
    pieces = [
        *_bar((FULL * 30 // TRACK, names[0]), LABEL, 4, False, 30),
        *_bar((FULL * 30 // TRACK, names[1]), LABEL + 44 + 7 * len(names[0]), 4, True, 30),
    ]
    for at, row in enumerate(rows):
        top = HEAD + at * STEP
        label = row.label if len(row.label) <= LONGEST else row.label[: LONGEST - 1] + "…"
        pieces += [
            element("path", d=f"M0 {top}H{LABEL + TRACK + VALUE}", stroke=PALE),
            words(label, x=0, y=top + 26, font_size=12),
            *_bar(row.first, LABEL, top + 7, False),
            *_bar(row.second, LABEL, top + 25, True),
        ]
    return drawing(LABEL + TRACK + VALUE, HEAD + max(len(rows), 1) * STEP, alt, pieces)


def _bar(value: tuple[int | None, str], left: int, top: int, hatched: bool, room: int = TRACK) -> list[str]:
    reached, printed = value
    if reached is None:
        track = {"fill": "none", "stroke": INK, "stroke_dasharray": "3 3"}
        pieces = [element("rect", x=left, y=top, width=room, height=THICK, **track)]
    else:
        long = min(max(reached, 0), FULL) * TRACK // FULL
        look = {"fill": "#ffffff", "stroke": DEEP} if hatched else {"fill": DEEP, "stroke": DEEP}
        pieces = [element("rect", x=left, y=top, width=room, height=THICK, fill=PALE)]
        pieces.append(element("rect", x=left, y=top, width=long, height=THICK, **look))
        if hatched:
            strokes = "".join(f"M{left + x} {top + THICK}l{THICK} -{THICK}" for x in range(0, long - THICK + 1, 7))
            pieces.append(element("path", d=strokes, stroke=DEEP, fill="none"))
    return [*pieces, words(printed, x=left + room + 8, y=top + 11, font_size=12)]
