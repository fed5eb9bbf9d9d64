"""Several records written in one cell as a list: "1. Revisar el acta 2. Firmarla", "a) … b) …", lines with bullets.

A cell is a list only when it begins with a mark and a second one follows it: bullets at the beginning of each of its
lines; numbers and letters that count on from the first, on lines of their own or within one line before a capital.
Lines without a mark go on with the one above. What is a list in one cell and plain in another of the same row holds for
each of the list.
"""

import re
from collections.abc import Sequence
from itertools import count

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.outline.broken_tables import Cell

_BULLET = re.compile(r"^[ ]*[-*•●▪■◦·–—►➢➤→✓✔☑√][ ]+(?=\S)", re.MULTILINE)
_FIRST = re.compile(r"[ ]*\(?(1|a|A|i|I)([.)](?:-)?)[ ]*(?=[^\W\d])")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def listed(text: str) -> tuple[str, ...]:
    """The texts of a list without their marks; empty where a text is none."""
    cuts = _bullets(text) or _counted(text)
    if len(cuts) < 2:
        return ()
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    found = tuple(text[after:end].strip(" \n;") for (_, after), end in zip(cuts, ends, strict=True))
    return found if all(found) else ()


def spread(cells: Sequence[Cell], lists: Sequence[tuple[int, Sequence[int]]]) -> list[list[Cell]]:
    """The rows that a row with lists stands for. `lists`: for each list its column, and those of texts beside it in
    the same record, which are taken apart with it where they say as many."""
    rows: list[list[Cell]] = [list(cells)]
    for column, beside in lists:
        said = {number: (value, where) for number, value, where in cells if number in (column, *beside)}
        wanted = len(listed(text_of(said[column][0])))
        parts = {number: _as_many(text_of(value), wanted) for number, (value, _) in said.items()}
        rows += [[] for _ in range(wanted - len(rows))]
        for at in range(wanted):
            own = [
                (number, parts[number][at] if parts[number] else value, where)
                for number, (value, where) in said.items()
            ]
            others = [each for each in rows[at] if each[0] not in said]
            rows[at] = sorted(others + own, key=lambda each: each[0])
    return rows


def _as_many(text: str, wanted: int) -> tuple[str, ...]:
    """The parts of a text that says as many as wanted, with marks or a line each; empty where it does not."""
    return next((found for found in (listed(text), tuple(text.split("\n"))) if len(found) == wanted), ())


def _bullets(text: str) -> list[tuple[int, int]]:
    cuts = [(found.start(), found.end()) for found in _BULLET.finditer(text)]
    return cuts if cuts and cuts[0][0] == 0 else []


def _counted(text: str) -> list[tuple[int, int]]:
    first = _FIRST.match(text)
    if first is None:
        return []
    cuts = [(0, first.end())]
    for number in count(2):
        mark = re.escape(_mark(first[1], number)) + re.escape(first[2])
        after = re.compile(rf"(?:\n[ ]*\(?{mark}[ ]*(?=\S))|(?:(?<=[\s.;,:])\(?{mark}[ ]*(?=[^\W\d_a-z]))")
        found = after.search(text, cuts[-1][1])
        if found is None:
            return cuts
        cuts.append((found.start(), found.end()))
    return cuts


def _mark(first: str, number: int) -> str:
    if first == "1":
        return str(number)
    if first in "aA":
        return chr(ord(first) + number - 1) if number <= 26 else "\0"
    roman = _ROMANS[number - 1] if number <= len(_ROMANS) else "\0"
    return roman.upper() if first == "I" else roman
