"""Progress as bars: how far one thing went, or several beside each other, with where they should stand by now."""

from dataclasses import dataclass

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words

FULL = 1000
LABEL, TRACK, VALUE, STEP, THICK = 440, 400, 150, 28, 14
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, the figure as printed, how far it goes and where it was expected, both in thousandths
    (1000 is 100 %; more is drawn as full). `reached` is none when there is no figure: the track is then dashed."""

    label: str
    printed: str
    reached: int | None
    expected: int | None = None


def progress_bar(bar: Bar) -> bytes:
    """One bar without its label."""
    return drawing(TRACK + VALUE, STEP, _alt(bar), track(bar, 0, 8))


def bars(rows: tuple[Bar, ...], alt: str) -> bytes:
    """Several bars under each other, a long label is cut, the words for the picture keep it."""
    pieces: list[str] = []
    for index, bar in enumerate(rows):
        top = index * STEP + 8
        label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1] + "…"
        pieces += [words(label, x=0, y=top + 11, font_size=12), *track(bar, LABEL, top)]
    return drawing(LABEL + TRACK + VALUE, max(len(rows), 1) * STEP + 4, alt, pieces)


def track(bar: Bar, left: int, top: int) -> list[str]:
    """The bar itself with its printed value behind it."""
    empty = {"fill": PALE} if bar.reached is not None else {"fill": "none", "stroke": INK, "stroke_dasharray": "3 3"}
    pieces = [element("rect", x=left, y=top, width=TRACK, height=THICK, rx=3, **empty)]
    if bar.reached is not None:
        pieces.append(element("rect", x=left, y=top, width=_reach(bar.reached), height=THICK, rx=3, fill=DEEP))
    if bar.expected is not None:
        place = left + _reach(bar.expected)
        pieces.append(element("path", d=f"M{place} {top - 4}V{top + THICK + 4}", stroke=INK, stroke_width=2))
    return [*pieces, words(bar.printed, x=left + TRACK + 8, y=top + 11, font_size=12, font_weight=600)]


def _reach(thousandths: int) -> int:
    return min(max(thousandths, 0), FULL) * TRACK // FULL


def _alt(bar: Bar) -> str:
    return f"{bar.label}: {bar.printed}"
