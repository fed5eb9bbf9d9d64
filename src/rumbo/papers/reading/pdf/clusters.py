"""Letters that are drawn in several pieces: a letter and the marks over it, each of which may tell the whole of it.

A font without a sign for "J́" draws a J and an accent, and what writes the pdf may say of both that they are "J́".
Without more the letter would be read twice.
"""

from collections.abc import Iterator
from unicodedata import combining, normalize

from rumbo.papers.reading.pdf.shapes import Letter

_LATELY = 12
"""Among how many of the same letters one is looked for that is repeated."""


def said_once(letters: list[Letter]) -> list[Letter]:
    """The letters, in their order, less those that only repeat the letter on which they are drawn. What follows it may
    stand far over it; what comes back after the letters beside it is looked for on its own line."""
    said: dict[tuple[str, ...], list[list[Letter]]] = {}
    before: list[Letter] = []
    kept: list[Letter] = []
    for piece in _with_their_marks(letters):
        texts = tuple(each.text for each in piece)
        same = said.setdefault(texts, []) if _is_marked(piece) else []
        follows = len(piece) > 1 and texts == tuple(each.text for each in before)
        if (follows and _is_over(piece, before)) or any(_is_on(piece, each) for each in same[-_LATELY:]):
            continue
        same.append(piece)
        kept += piece
        before = piece
    return kept


def _is_marked(piece: list[Letter]) -> bool:
    """Whether a letter has marks, of their own or in one sign with it."""
    return len(piece) > 1 or any(map(combining, normalize("NFD", piece[0].text)))


def _with_their_marks(letters: list[Letter]) -> Iterator[list[Letter]]:
    """Each letter and the marks that follow it."""
    piece: list[Letter] = []
    for letter in letters:
        if piece and not combining(letter.text):
            yield piece
            piece = []
        piece.append(letter)
    if piece:
        yield piece


def _is_over(piece: list[Letter], before: list[Letter]) -> bool:
    """Whether a letter with marks stands over or under one instead of beside it."""
    (start, end), (first, last) = _reach(piece, along=True), _reach(before, along=True)
    return first <= (start + end) / 2 <= last


def _is_on(piece: list[Letter], before: list[Letter]) -> bool:
    """Whether it stands so near that both are of one line."""
    (top, foot), (high, low) = _reach(piece, along=False), _reach(before, along=False)
    return _is_over(piece, before) and min(foot, low) - max(top, high) > min(foot - top, low - high) / 2


def _reach(piece: list[Letter], *, along: bool) -> tuple[float, float]:
    """From where to where it goes along its line, or across."""
    edges = [(each.y0, each.y1) if bool(each.turn % 2) == along else (each.x0, each.x1) for each in piece]
    return min(start for start, _ in edges), max(end for _, end in edges)
