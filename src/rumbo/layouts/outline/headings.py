"""Which part of an outline a text opens: by the patterns of its headings, or by what resembles them.

A pattern matches a whole text, or its beginning before a colon, with the value behind it. What has the marks of a
heading may also resemble one, and may be followed by the instructions of a form ("10. Beneficios. Defina…").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import RESEMBLES, resemblance
from rumbo.layouts.outline.declaration import AboutField, Outline, Part
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.pieces import Text
from rumbo.papers.raw import Piece

LONGEST = 240
LONGEST_PLAIN = 180
OPENING = ("section", "text", "passages", "items", "pairs", "value", "each")


@dataclass(frozen=True, slots=True)
class Opened:
    """A heading found: the part, the places of its pattern, the value behind it, and whether it only resembles."""

    part: Part
    values: Mapping[str, str]
    rest: str = ""
    resembles: bool = False
    bare: bool = False


class Headings:
    """The headings of one outline."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.parts = [part for part in outline.walk() if part.headings and part.kind in OPENING]
        self.by_owner: dict[tuple[str, ...], list[Part]] = {}
        for part in self.parts:
            self.by_owner.setdefault(part.owner, []).append(part)

    def opened(self, text: Text, near: Sequence[Part], owners: Sequence[tuple[str, ...]]) -> Opened | None:
        """The part that a text opens. `near`: parts whose headings may be nothing but places; `owners`: the owners
        that are open, the innermost first."""
        if not text.spoken or len(text.spoken) > _longest(text):
            return self._labelled(text, owners)
        return (
            self.exact(text, owners)
            or self._labelled(text, owners)
            or self._bare(text, near)
            or self._alike(text, owners)
        )

    def exact(self, text: Text, owners: Sequence[tuple[str, ...]]) -> Opened | None:
        """The part whose heading a text says as a whole, the nearest open one first."""
        return next((found for parts in self._by_distance(owners) if (found := self._exact(text, parts))), None)

    def about(self, said: str) -> tuple[AboutField, str] | None:
        """The datum about the document that a text names, with the value behind its colon."""
        for each in self.outline.about:
            for label in each.labels:
                if label.take(said):
                    return each, ""
                if found := label.open(said):
                    return each, found.rest
        return None

    def led_by(self, said: str, part: Part) -> Part | None:
        """The list whose items a paragraph of a part announces: its last sentence has the list's word and a colon."""
        if part.kind != "passages" or not said.endswith(":"):
            return None
        last = f" {folded(said.split('. ')[-1])} "
        lists = (each for each in self.outline.walk() if each.lead and each.owner == part.owner)
        return next((each for each in lists if any(f" {word} " in last for word in each.lead)), None)

    def is_known(self, said: str) -> bool:
        """Whether a text would be taken for something else than running text, anywhere in the document."""
        if self.about(said) or any(pattern.take(said) for pattern in self.outline.ignored):
            return True
        return any(_may_take(part, said) for part in self.outline.walk())

    def _by_distance(self, owners: Sequence[tuple[str, ...]]) -> Iterable[list[Part]]:
        yield from (self.by_owner.get(owner, []) for owner in owners)

    def _exact(self, text: Text, parts: Iterable[Part]) -> Opened | None:
        best: tuple[int, Opened] | None = None
        ways = _ways(text)
        for part in parts:
            for pattern in part.headings:
                for said in ways if pattern.weight > (best[0] if best else 0) else ():
                    if part.kind == "value" and pattern.written.endswith("…") and pattern.open(said):
                        continue  # what follows the colon is the value, not the rest of the heading
                    if taken := pattern.take(said):
                        best = (pattern.weight, Opened(part, taken.values))
                        break
        return best[1] if best else None

    def _labelled(self, text: Text, owners: Sequence[tuple[str, ...]]) -> Opened | None:
        ways = _ways(text)
        for parts in self._by_distance(owners):
            for part in parts:
                for pattern in part.headings:
                    for said in ways if pattern.weight else ():
                        if taken := pattern.open(said):
                            return Opened(part, taken.values, taken.rest)
        return None

    def _bare(self, text: Text, near: Sequence[Part]) -> Opened | None:
        """A heading that is nothing but places, where the part that holds it is open."""
        looks = is_strong(text) or any(map(str.isalnum, text.block.number))
        for part in near:
            for pattern in part.headings:
                may = not pattern.weight and (looks or _reads_like_one(pattern, text))
                if may and (taken := _first(pattern, _ways(text))):
                    return Opened(part, taken, bare=True)
        return None

    def _alike(self, text: Text, owners: Sequence[tuple[str, ...]]) -> Opened | None:
        if text.block.kind is not Piece.HEADING and not text.block.marked:
            return None
        said = folded(text.text.split(". ")[0])
        if not 4 <= len(said) <= LONGEST_PLAIN or any(pattern.take(text.text) for pattern in self.outline.ignored):
            return None
        scored = [
            (score, part)
            for parts in self._by_distance(owners)
            for part in parts
            for pattern in part.headings
            if not pattern.places and (score := _likeness(said, pattern.written)) >= RESEMBLES
        ]
        if not scored:
            return None
        score, part = max(scored, key=lambda pair: pair[0])
        return Opened(part, {}, resembles=score < 100)


def is_strong(text: Text) -> bool:
    """Whether a text looks like a heading by itself."""
    return text.block.kind is Piece.HEADING or text.block.marked


def _may_take(part: Part, said: str) -> bool:
    """Whether a text could be a heading or a line of a part, wherever it stands."""
    patterns = [*part.headings, *(part.lines if part.kind in ("line", "notes") else ())]
    return any(each.take(said) or each.open(said) for each in patterns if each.telling)


def _ways(text: Text) -> tuple[str, ...]:
    return (text.text, text.spoken) if text.block.number else (text.text,)


def _first(pattern: Pattern, ways: Iterable[str]) -> Mapping[str, str] | None:
    return next((taken.values for said in ways if (taken := pattern.take(said))), None)


def _reads_like_one(pattern: Pattern, text: Text) -> bool:
    """Whether a plain text is a heading by its code of a project alone: "4410 Senderos", and no sentence."""
    code, _, name = text.text.partition(" ")
    return pattern.coded and code.isdecimal() and name[:1].isupper() and not name.endswith(".")


def _longest(text: Text) -> int:
    return LONGEST if text.block.kind is Piece.HEADING or text.block.marked else LONGEST_PLAIN


@lru_cache(maxsize=8192)
def _likeness(said: str, written: str) -> int:
    name = folded(written)
    if said == name:
        return 100
    return resemblance(said, name) if len(name) >= 4 else 0
