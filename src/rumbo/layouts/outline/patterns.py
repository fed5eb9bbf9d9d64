"""Patterns of a declaration, "Objetivo {number:code}", used both ways: to take a text apart, and to print it.

The words of a pattern match without regard to case, accents and signs between them. A place in braces takes what its
kind allows:

text      anything, as little as will do
words     letters and blanks only
code      digits, perhaps with letters, dots and dashes ("04", "DIE-FO-013"), or a Roman number
project   the code of a project: four or five digits, no year of this century, or a longer code of digits
count     a whole number, in figures or a small one in words; `single`: only 1, for words in the singular
year      a year of this century
digits    up to four digits, as a year that is written badly
percent   a number before "%"
amount    a number with whatever belongs to it: "$20.149 millones", "0,30"
one       one of the words that the declaration lists under the name of the field

A pattern that ends in "…" leaves out whatever follows; the place "_" says nothing, and may stand more than once.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rumbo.notation.counts import COUNT_WORDS
from rumbo.notation.text import EXCEL_CELL_LIMIT

_PLACE = re.compile(r"\{(\w+(?:\.\w+)*)(?::(\w+))?\}")
_WORD = re.compile(r"[^\W_]+|[%$]")
_OPENS_WITH_TEXT = re.compile(r"\(\?P<\w+>\\S")
_OPENS_WITH_WORD = re.compile(r"[a-z0-9]|\(\?P<\w+>(?:[a-z0-9]|\[\^\\W|\\d|\(\?:\[a-z\]|\(\?!20)")
_LONGEST_TEXT, _LONGEST_LABEL = EXCEL_CELL_LIMIT, 2_000
"""Letters beyond which a text says nothing by a pattern, and those among which the colon of a label is looked for."""
_KINDS = {
    "text": r"\S(?:.*?\S)?",
    "words": r"[^\W\d_](?:[^\d]*?[^\W\d_])?",
    "code": r"(?:[a-z]{1,4}-)*\d[\w.\-/]*?|[ivxlc]{1,6}",
    "project": r"(?!20\d\d\b)\d{4,5}(?!\d)|\d{10,16}",
    "count": r"\d{1,3}(?:\.\d{3})+|\d{1,6}|" + rf"(?:{'|'.join(sorted(COUNT_WORDS, key=len, reverse=True))})\b",
    "single": r"1|una?\b",
    "year": r"20\d\d",
    "digits": r"\d{1,4}",
    "percent": r"\d{1,3}(?:[.,]\d+)?\s?%",
    "amount": r"[-+$]?\s?(?:cop)?\s?\$?\s?\d[\d.,' ]*(?:\s?(?:mil|miles|millon|millones|billones|de|pesos|%))*",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pattern took from a text: each place with the text and where it begins; what was left after the end."""

    values: Mapping[str, str]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern as written, compiled; `weight` is how many letters of it are words, for the most telling first;
    `telling` is False where it would take any text."""

    written: str
    places: tuple[str, ...]
    whole: re.Pattern[str]
    opening: re.Pattern[str]
    weight: int
    telling: bool

    @property
    def coded(self) -> bool:
        """Whether it has a place for the code of a project, which tells a heading by itself."""
        return ":project}" in self.written

    def take(self, text: str) -> Taken | None:
        """The places of a text that the pattern matches as a whole."""
        found = self.whole.fullmatch(level(text)) if len(text) <= _LONGEST_TEXT else None
        return Taken(self._values(found, text)) if found else None

    def open(self, text: str) -> Taken | None:
        """The places of a text that begins with the pattern and a colon; `rest` is what follows it."""
        found = self.opening.fullmatch(level(text[:_LONGEST_LABEL]))
        return Taken(self._values(found, text), text[found.start("_rest") :].strip()) if found else None

    def _values(self, found: re.Match[str], text: str) -> dict[str, str]:
        spans = {name: found.span(_group(name)) for name in self.places}
        return {name: text[start:end].strip() for name, (start, end) in spans.items()}

    def filled(self, values: Mapping[str, str]) -> str:
        """The pattern with its places filled."""
        return _PLACE.sub(lambda place: values[place[1]], self.written)


@lru_cache(maxsize=65_536)
def level(text: str) -> str:
    """The text in lower case without accents, as long as before: positions stay true."""
    if text.isascii():
        return text.lower()
    return "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    lower = unicodedata.normalize("NFD", letter.lower())[:1]
    return lower if len(lower) == 1 else letter


def pattern(written: str, words: Mapping[str, Sequence[str]]) -> Pattern:
    """A pattern of its text; `words` are what a place of the kind "one" may hold, by the name of the place."""
    places: list[str] = []
    parts: list[str] = []
    at = 0
    for found in _PLACE.finditer(written):
        parts.append(_literal(written[at : found.start()], bool(parts)))
        kind = _one(words[found[1]]) if found[2] == "one" else _KINDS[found[2] or "text"]
        again = found[1] == "_" and "_" in places
        parts.append(f"(?:{kind})" if again else f"(?P<{_group(found[1])}>{kind})")
        places += [] if again else [found[1]]
        at = found.end()
    parts.append(_literal(written[at:], bool(parts), last=True))
    body = "".join(parts)
    weight = sum(len(word) for word in _WORD.findall(_PLACE.sub(" ", written)))
    tail = ".*" if written.endswith("…") else r"\s*" if _ends_in_text(written) else r"\s*+(?:[.:;,)\]]+\s*+)?"
    before = _before(body)
    whole = re.compile(rf"{before}{body}{tail}", re.DOTALL)
    more = "[^:]*" if written.endswith("…") else r"\s*"
    opening = re.compile(rf"{before}{body}{more}[:–—]\s*(?P<_rest>\S.*)", re.DOTALL)
    telling = weight > 0 or any(found[2] not in (None, "text", "words") for found in _PLACE.finditer(written))
    return Pattern(written, tuple(places), whole, opening, weight, telling)


def _before(body: str) -> str:
    """The marks that may stand before a pattern; one that begins with a word or with any text leaves nothing to try
    again, so that a text of nothing but marks takes no longer than its length."""
    if _OPENS_WITH_TEXT.match(body):
        return r"\s*+"
    return r"\W*+" if _OPENS_WITH_WORD.match(body) else r"\W*?"


def _ends_in_text(written: str) -> bool:
    """Whether the last place is a text, which keeps the point that closes it."""
    places = list(_PLACE.finditer(written))
    return bool(places) and places[-1].end() == len(written) and places[-1][2] in (None, "text")


def _group(name: str) -> str:
    return "p_" + name.replace(".", "__")


def _one(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\W+".join(re.escape(part) for part in _WORD.findall(level(word))) for word in ordered)


def _literal(text: str, after: bool, last: bool = False) -> str:
    """Words with anything that is no word between them; a mark beside a place stands as it is."""
    words = _WORD.findall(level(text))
    if not words:
        bare = text.strip()
        return r"\s*" + _mark(bare) + r"\s*" if bare and not last else (r"\s+" if text and not last else "")
    before = _edge(text[: _first(text)]) if after else ""
    behind = "" if last else _edge(text[_end(text) :])
    return before + r"\W*".join(re.escape(word) for word in words) + behind


def _edge(marks: str) -> str:
    bare = marks.strip()
    blank = r"\s*" if not marks or bare else r"\s+"
    return blank + "".join(rf"{re.escape(mark)}?" for mark in bare) + (r"\s*" if bare else "")


def _mark(marks: str) -> str:
    return "[-–—]" if marks in ("-", "–") else re.escape(marks)


def _first(text: str) -> int:
    found = _WORD.search(text)
    return found.start() if found else 0


def _end(text: str) -> int:
    return max((found.end() for found in _WORD.finditer(text)), default=0)
