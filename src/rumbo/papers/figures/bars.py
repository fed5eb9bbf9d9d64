"""Progress as bars: how far one thing went, or several beside each other, with where they should stand by now."""

from dataclasses import dataclass

from rumbo.papers.figures.svg import DEEP, INK, PALE, drawing, element, words, words_in_lines, wrapped

FULL = 1000
THICK, LEADING, LEGEND = 14, 14, 30


@dataclass(frozen=True, slots=True)
class Frame:
    """How a drawing is laid out: the width of the labels before the bars (0 where each stands above its own), of the
    bars and of what is printed behind them, and how many letters a line of a label holds."""

    label: int
    track: int
    value: int
    letters: int

    @property
    def width(self) -> int:
        """Of the whole drawing."""
        return self.label + self.track + self.value

    def label_height(self, lines: int) -> int:
        """What a label of so many lines needs above its bar."""
        return 0 if self.label else lines * LEADING + 4


WIDE, NARROW = Frame(440, 400, 150, 64), Frame(0, 218, 102, 52)
"""For a sheet or a screen, and for the width of a telephone."""


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
    return drawing(WIDE.track + WIDE.value, 2 * THICK, _alt(bar), track(bar, 0, 8))


def bars(rows: tuple[Bar, ...], alt: str, names: tuple[str, str] | None = None, narrow: bool = False) -> bytes:
    """Several bars under each other; `names` are what a bar and the stroke across it tell, where no
    caption does. A label longer than two lines is cut, the words for the picture keep it."""
    frame = NARROW if narrow else WIDE
    legend = names if any(row.expected is not None for row in rows) else None
    pieces = _legend(legend, frame) if legend else []
    top = LEGEND if pieces else 0
    for bar in rows:
        label = wrapped(bar.label, frame.letters)
        place = top + 8 + frame.label_height(len(label))
        pieces += [label_lines(label, frame, place, THICK), *track(bar, frame.label, place, frame.track)]
        top = place + max(THICK, len(label) * LEADING if frame.label else 0) + 6
    return drawing(frame.width, top + 4, alt, pieces)


def label_lines(label: tuple[str, ...], frame: Frame, top: int, high: int) -> str:
    """A label before what it names, in the middle of its height, or above it."""
    first = top + 11 + (high - len(label) * LEADING) // 2 if frame.label else top - len(label) * LEADING + 7
    return words_in_lines(label, LEADING, x=0, y=first, font_size=12)


def track(bar: Bar, left: int, top: int, wide: int = WIDE.track) -> list[str]:
    """The bar itself with its printed value behind it."""
    empty = {"fill": PALE} if bar.reached is not None else {"fill": "none", "stroke": INK, "stroke_dasharray": "3 3"}
    pieces = [element("rect", x=left, y=top, width=wide, height=THICK, rx=3, **empty)]
    if bar.reached is not None:
        pieces.append(element("rect", x=left, y=top, width=_reach(bar.reached, wide), height=THICK, rx=3, fill=DEEP))
    if bar.expected is not None:
        pieces.append(_stroke(left + _reach(bar.expected, wide), top))
    return [*pieces, words(bar.printed, x=left + wide + 8, y=top + 11, font_size=12, font_weight=600)]


def _legend(names: tuple[str, str], frame: Frame) -> list[str]:
    reached, expected = names
    left, behind = frame.label, frame.label + 54 + 7 * len(reached)
    return [
        element("rect", x=left, y=6, width=30, height=THICK, rx=3, fill=DEEP),
        words(reached, x=left + 36, y=17, font_size=12),
        _stroke(behind, 6),
        words(expected, x=behind + 8, y=17, font_size=12),
    ]


def _stroke(place: int, top: int) -> str:
    return element("path", d=f"M{place} {top - 4}V{top + THICK + 4}", stroke=INK, stroke_width=2)


def _reach(thousandths: int, wide: int) -> int:
    return min(max(thousandths, 0), FULL) * wide // FULL


def _alt(bar: Bar) -> str:
    return f"{bar.label}: {bar.printed}"
