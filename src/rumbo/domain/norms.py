"""Norms that a text cites ("el artículo 73 de la Ley 1474 de 2011"), and what a catalogue knows of how long each rules.

The rules know no norm: a catalogue hands them in. One that it does not hold says nothing of who cites it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm, or one of its articles. `ended`: the last day it ruled; `changed`: since when an article says something
    else; `by`: the norm that took its place or changed it. `confidence` as catalogues have it: what is "unverified" is
    only asked."""

    name: str
    kind: str
    number: str
    year: int
    article: str = ""
    ended: date | None = None
    changed: date | None = None
    by: str = ""
    confidence: str = "corroborated"


@dataclass(frozen=True, slots=True)
class Citation:
    """A norm as a text cites it: its kind ("ley"), number, year, perhaps the article; `written` is the norm alone."""

    kind: str
    number: str
    year: int
    article: str
    written: str


_KINDS = {"ley": "ley", "decreto": "decreto", "resoluci": "resolucion", "conpes": "conpes", "acuerdo": "acuerdo"}
_KIND = r"ley(?:es)?|decretos?|resoluci(?:ón|on|ones)|conpes|acuerdos?"
_CITED = re.compile(
    rf"\b(?P<kind>{_KIND})\s+(?:(?:org[aá]nica|estatutaria|n[.ºo°]*|n[uú]mero)\s+)?(?P<number>\d[\d.]{{0,5}})\s+de(?:l)?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|(?<=[,y]\s)(?P<next>\d[\d.]{{0,5}})\s+de(?:l)?\s+(?P<next_year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HINTS = tuple(f" {word} {century}" for word in ("de", "del", "DE", "DEL") for century in ("19", "20"))
"""What every citation has: looked for first, because most texts of a plan cite nothing."""
_ARTICLE = r"\bart(?:[íi]culo|\.)\s*(\d[\d.]*\d|\d)"
_BEFORE = re.compile(rf"{_ARTICLE}\s+de(?:l|\s+la)\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"^[^.;]{{0,60}}?{_ARTICLE}", re.IGNORECASE)


def citations(text: str) -> Iterator[Citation]:
    """The norms that a text cites, in order. In "leyes 152 de 1994, 617 de 2000" the second is a law too."""
    if not any(hint in text for hint in _HINTS):
        return
    found, kind, last = list(_CITED.finditer(text)), "", 0
    for at, each in enumerate(found):
        said = each["kind"]
        if said:
            kind = next(key for start, key in _KINDS.items() if said.casefold().startswith(start))
        elif not kind or not _goes_on(text[last : each.start()]):
            kind = ""
            continue
        last = each.end()
        until = found[at + 1].start() if at + 1 < len(found) else len(text)
        number, year = (each["number"], each["year"]) if said else (each["next"], each["next_year"])
        written = " ".join(each[0].split()) if said else f"{kind} {each[0]}"
        article = _article(text[: each.start()], text[each.end() : until])
        yield Citation(kind, number.replace(".", ""), int(year), article, written)


def _goes_on(between: str) -> bool:
    """Whether a list of norms goes on: nothing stands between but its comma."""
    return between.strip(" ,") in ("", "y")


def _article(before: str, after: str) -> str:
    found = _BEFORE.search(before) or _AFTER.search(after)
    return found[1] if found else ""
