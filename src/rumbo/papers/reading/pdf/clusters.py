"""Letters that are drawn in several pieces: a letter and the marks over it, each of which may tell the whole of it.

A font without a sign for "J́" draws a J and an accent, and what writes the pdf may say of both that they are "J́".
Without more the letter would be read twice.
"""

from collections.abc import Iterator
from unicodedata import combining

from rumbo.papers.reading.pdf.shapes import Letter


def said_once(letters: list[Letter]) -> list[Letter]:
    """The letters, in their order, less those that only repeat the letter on which they are drawn."""
    before: list[Letter] = []
    kept: list[Letter] = []
    for piece in _with_their_marks(letters):
        if not _repeats(piece, before):
            before = piece
            kept += piece
    return kept


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


def _repeats(piece: list[Letter], before: list[Letter]) -> bool:
    """Whether a letter with marks says what the one before it said, and stands over or under it instead of beside."""
    if len(piece) == 1 or [each.text for each in piece] != [each.text for each in before]:
        return False
    (start, end), (first, last) = _reach(piece), _reach(before)
    return first <= (start + end) / 2 <= last


def _reach(piece: list[Letter]) -> tuple[float, float]:
    """From where to where it goes along its line."""
    edges = [(each.y0, each.y1) if each.turn % 2 else (each.x0, each.x1) for each in piece]
    return min(start for start, _ in edges), max(end for _, end in edges)
