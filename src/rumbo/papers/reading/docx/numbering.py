"""The numbers that Word gives the items of its lists: nowhere in the text, and yet what every reader sees."""

import re
from dataclasses import dataclass, field

from rumbo.papers.reading.docx.styles import whole
from rumbo.papers.reading.xml_stream import Attributes, attribute

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_SIGNS = {"\uf0fc": "✓", "ü": "✓", "\uf0fe": "☑", "\uf0d8": "➢", "Ø": "➢"}
_SAYING = ("✓", "✔", "☐", "☑", "➢", "►", "→")
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Hears the elements of numbering.xml, then counts the items as they come."""

    _kinds: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _kind: str = ""
    _list: str = ""
    _level: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """One element of the list of numberings."""
        value = attribute(attributes, "val")
        if name == "abstractNum":
            self._kind, self._list = attribute(attributes, "abstractNumId"), ""
            self._kinds[self._kind] = {}
        elif name == "num":
            self._kind, self._list = "", attribute(attributes, "numId")
        elif name == "abstractNumId" and self._list:
            self._lists[self._list] = value
        elif name in ("lvl", "lvlOverride"):
            self._level = min(whole(attribute(attributes, "ilvl")) or 0, _LEVELS - 1)
        elif name == "startOverride" and self._list:
            self._restarts[self._list, self._level] = whole(value) or 0
        elif self._kind:
            self._says(name, value)

    def _says(self, name: str, value: str) -> None:
        level = self._kinds[self._kind].setdefault(self._level, _Level())
        if name == "numFmt":
            level.form = value
        elif name == "lvlText":
            level.text = value
        elif name == "start":
            level.start = whole(value) or 0

    def next_marker(self, number: str, level: int) -> str | None:
        """The marker of the next item of a list at a level (from 0), "" for a mere dot; None for no list at all."""
        kind = self._lists.get(number)
        levels = self._kinds.get(kind or "")
        if kind is None or levels is None:
            return None
        level = min(level, _LEVELS - 1)
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        restart = self._restarts.get((number, level))
        if restart is not None and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = restart
        else:
            before = counts[level]
            counts[level] = levels.get(level, _Level()).start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(levels, counts, level)


def _shown(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
    own = levels.get(level, _Level(text=f"%{level + 1}."))
    if own.form == "none":
        return ""
    if own.form == "bullet":
        return _SIGNS.get(own.text, own.text if own.text in _SAYING else "")

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        here = levels.get(at, _Level())
        count = counts[at]
        return written_number(here.start if count is None else count, here.form)

    return _PLACE.sub(number, own.text).strip()


def written_number(count: int, form: str) -> str:
    """A count in a form of Word, such as "lowerRoman"; in figures for a form that is not known."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written + _ROMAN_UNITS[count]
