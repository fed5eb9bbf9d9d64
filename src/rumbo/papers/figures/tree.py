"""A tree from objective to action: each line hangs from the one above it and ends in its light, bar and value."""

from dataclasses import dataclass

from rumbo.papers.figures.bars import Bar, track
from rumbo.papers.figures.light import light
from rumbo.papers.figures.svg import INK, drawing, element, words

LABEL, VALUE_END, LINE, INDENT = 520, 560, 28, 20
LETTER = 6


@dataclass(frozen=True, slots=True)
class Branch:
    """A line: how deep it hangs (0 is the trunk), its bar, and the tone of its light."""

    depth: int
    bar: Bar
    tone: str = "none"


def tree(branches: tuple[Branch, ...], alt: str) -> bytes:
    """The tree, in the order given: what hangs from a line follows it."""
    pieces: list[str] = []
    for at, each in enumerate(branches):
        top, left = at * LINE + 6, each.depth * INDENT
        room = (LABEL - left - 30) // LETTER
        shown = each.bar.label if len(each.bar.label) <= room else each.bar.label[: room - 1] + "…"
        weight = 600 if each.depth == 0 else 400
        if each.depth:
            above = (at - _parent(branches, at)) * LINE - 12
            pieces.append(element("path", d=f"M{left - 11} {top + 8 - above}v{above}h9", fill="none", stroke=INK))
        pieces += [
            light(each.tone, left, top),
            words(shown, x=left + 22, y=top + 12, font_size=12, font_weight=weight),
            *track(each.bar, LABEL, top + 1),
        ]
    return drawing(LABEL + VALUE_END, max(len(branches), 1) * LINE + 10, alt, pieces)


def _parent(branches: tuple[Branch, ...], at: int) -> int:
    """The line from which another hangs."""
    return next((i for i in range(at - 1, -1, -1) if branches[i].depth < branches[at].depth), 0)
