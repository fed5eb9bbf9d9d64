"""The evidence that a plan expects of a target, told apart, and what of it was delivered."""

import re

LONGEST = 300
_BETWEEN = re.compile(r"[\n;•]+")
_BULLET = re.compile(r"^\s*(?:[-–—*·]|\(?\d{1,2}[.)])\s+")


def expected_evidence(text: str) -> tuple[str, ...]:
    """The pieces that a plan names in one text, in their order: one a line, or between semicolons; bullets and numbers
    before them are left out, and what is said twice is expected once."""
    pieces = (_BULLET.sub("", piece).strip(" .,")[:LONGEST].strip() for piece in _BETWEEN.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))
