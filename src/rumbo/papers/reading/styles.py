"""Which cell styles of an xlsx show a number as a percentage."""

import re

from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.xml_stream import Attributes, walk

_BUILT_IN_PERCENTS = {"9", "10"}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def percent_styles(archive: Archive, name: str) -> frozenset[int]:
    """The positions, in the list that cells point to, of the styles that show a percentage."""
    if name not in archive.entries:
        return frozenset()
    styles = _Styles()
    walk(archive.source, name, archive.pieces(name), styles.start, styles.end)
    return frozenset(styles.percents)


def shows_percent(code: str) -> bool:
    """Whether a number format shows a percentage: it has a % that is neither quoted nor escaped."""
    return "%" in _NOT_SHOWN.sub("", code.partition(";")[0])


class _Styles:
    def __init__(self) -> None:
        self._formats = set(_BUILT_IN_PERCENTS)
        self._inside = False
        self._count = 0
        self.percents: set[int] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and shows_percent(attributes.get("formatCode", "")):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            if attributes.get("numFmtId") in self._formats:
                self.percents.add(self._count)
            self._count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False
