"""One walk over the XML of a sheet of an xlsx, gathering its `SheetFacts`.

The rows that office programs write have one regular shape, which a few expressions read ten times faster than a
parser. From the first piece of another shape (prefixes, comments, cells without address) the parser reads the rest.
Both ways give the same facts, and a test holds them to it.
"""

import re
from collections.abc import Iterator
from functools import cache

from rumbo.papers.raw import Unreadable
from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.places import column_letters, column_number
from rumbo.papers.reading.sheet_facts import SheetFacts, split_address
from rumbo.papers.reading.xml_stream import Attributes, walk

_ROWS_BEGIN = re.compile(rb"<sheetData\s*>")
_ROWS_END = b"</sheetData"
_UNLAWFUL = re.compile(rb'<c r="(?![A-Z]{1,3}[1-9]\d{0,6}")|<row r="(?![1-9]\d{0,6}")')
_LONGEST_ROW = 8 * 1024 * 1024
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"(?=[^>]*\bhidden="(?:1|true)")')
_VALUE_PLACE = re.compile(rb'<c r="([A-Z]+\d+)"[^>/]*>')
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>/]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v>[^<])?')
_ERROR = re.compile(
    rb'<c r="([A-Z]+\d+)"(?=[^>]*\bt="e")[^>/]*>\s*(?:<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*)?<v>([^<]+)</v>'
)


def facts_of(archive: Archive, name: str, percent_styles: frozenset[int], *, parse_all: bool = False) -> SheetFacts:
    """The facts of the sheet that a part of the archive holds; `parse_all` leaves the fast way out."""
    facts = SheetFacts()
    parsed = _Parsed(facts, percent_styles, archive.source.refusal("file.damaged"))
    pieces = _looked_at(archive, name)
    if not parse_all:
        pieces = _without_regular_rows(pieces, _Regular(facts, percent_styles, parsed))
    walk(archive.source, name, pieces, parsed.start, parsed.end, parsed.text)
    return facts


def _looked_at(archive: Archive, name: str) -> Iterator[bytes]:
    seam = b""
    for piece in archive.pieces(name):
        archive.look_at(name, seam + piece)
        seam = piece[-64:]
        yield piece


def _without_regular_rows(pieces: Iterator[bytes], regular: "_Regular") -> Iterator[bytes]:
    """The bytes that the parser has to see: all but whole rows of the regular shape, which `regular` reads."""
    rest, inside = b"", False
    for piece in pieces:
        rest += piece
        if not inside and (begin := _ROWS_BEGIN.search(rest)):
            yield rest[: begin.end()]
            rest, inside = rest[begin.end() :], True
        if not inside:
            if len(rest) > _LONGEST_ROW:
                break
            continue
        end = rest.find(_ROWS_END)
        cut = end if end >= 0 else rest.rfind(b"</row>") + 6
        if cut > 6 and regular.takes(rest[:cut]):
            rest = rest[cut:]
        elif cut > 6 or len(rest) > _LONGEST_ROW:
            break
        if end >= 0:
            break
    yield rest
    yield from pieces


class _Regular:
    """Reads rows of the regular shape by expressions."""

    def __init__(self, facts: SheetFacts, percent_styles: frozenset[int], parsed: "_Parsed") -> None:
        self._facts = facts
        self._parsed = parsed
        self._rows: dict[tuple[int, ...], tuple[int, ...]] = {}
        styles = "|".join(map(str, sorted(percent_styles)))
        pattern = rf'<c r="([A-Z]+)(\d+)"(?=[^>]* s="(?:{styles})")[^>/]*>'
        self._percent = re.compile(pattern.encode()) if percent_styles else None

    def takes(self, rows: bytes) -> bool:
        """Whether these whole rows have the regular shape; if so, they have been read."""
        if not _is_regular(rows):
            return False
        self._extent(rows)
        if b"hidden=" in rows:
            self._facts.hidden_rows.update(int(found) for found in _HIDDEN_ROW.findall(rows))
        if b"<f" in rows:
            self._formulas(rows)
        if b' t="e"' in rows:
            for place, text in _ERROR.findall(rows):
                self._facts.see_error(place.decode(), text.decode())
        if self._percent is not None:
            self._percents(rows)
        return True

    def _extent(self, rows: bytes) -> None:
        if first := _VALUE_PLACE.search(rows):
            place: re.Match[bytes] | None = first
            while place:
                self._facts.see_value(*split_address(place[1].decode()))
                place = _wider_than(self._facts.last_column).search(rows, place.end())
            self._facts.see_value(self._last_row(rows), 1)
        number = rows[rows.rfind(b'<row r="') + 8 :].partition(b'"')[0]
        self._parsed.row = int_or(number.decode("ascii", "replace"), 0)

    def _last_row(self, rows: bytes) -> int:
        at = len(rows)
        while (at := rows.rfind(b'<c r="', 0, at)) >= 0:
            if found := _VALUE_PLACE.match(rows, at):
                return split_address(found[1].decode())[0]
        return 0

    def _formulas(self, rows: bytes) -> None:
        for place, attributes, value in _FORMULA.findall(rows):
            self._facts.see_formula(place.decode(), computed=bool(value) or b't="str"' in attributes)

    def _percents(self, rows: bytes) -> None:
        found: dict[int, list[int]] = {}
        if self._percent is not None:
            for letters, row in self._percent.findall(rows):
                found.setdefault(int(row), []).append(column_number(letters.decode()))
        for row, columns in found.items():
            key = tuple(columns)
            self._facts.percents[row] = self._rows.setdefault(key, key)


@cache
def _wider_than(column: int) -> re.Pattern[bytes]:
    """What finds a cell with a value in a column further right, which only a few cells of a sheet are."""
    letters = column_letters(column)
    further = [f"[A-Z]{{{len(letters) + 1},}}"]
    for at, letter in enumerate(letters):
        if letter != "Z":
            further.append(f"{letters[:at]}[{chr(ord(letter) + 1)}-Z]{'[A-Z]' * (len(letters) - at - 1)}")
    return re.compile(rf'<c r="((?:{"|".join(further)})[0-9]+)"[^>/]*>'.encode())


def _is_regular(rows: bytes) -> bool:
    """Whether rows have the shape that office programs write; addresses that no sheet has are left to the parser."""
    return (
        b"<!" not in rows
        and b"='" not in rows
        and rows.count(b"<c") == rows.count(b'<c r="')
        and rows.count(b"<row") == rows.count(b'<row r="')
        and rows.count(b"<row") > 0
        and not _UNLAWFUL.search(rows)
    )


class _Parsed:
    """Reads what the parser tells: the head and foot of a sheet, and rows of any lawful shape."""

    def __init__(self, facts: SheetFacts, percent_styles: frozenset[int], refusal: Unreadable) -> None:
        self._facts = facts
        self._refusal = refusal
        self._styles = {str(style) for style in percent_styles}
        self.row = 0
        self._column = 0
        self._cell: Attributes = {}
        self._inside = ""
        self._text: list[str] = []
        self._formula = False
        self._value = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.row, self._column = int_or(attributes.get("r"), self.row + 1), 0
            if not int_or(attributes.get("r", "1"), 0):
                raise self._refusal
            if attributes.get("hidden") in ("1", "true"):
                self._facts.hidden_rows.add(self.row)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._inside, self._value = name, True
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._facts.see_hidden_columns(attributes.get("min", ""), attributes.get("max", ""))
        elif name == "mergeCell":
            self._facts.see_merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._inside == "v":
            self._text.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "is"):
            self._inside = ""
        elif name == "c":
            self._end_cell()

    def _begin_cell(self, attributes: Attributes) -> None:
        row, column = split_address(attributes.get("r", ""))
        if not row and "r" in attributes:
            # The library lays out a sheet as far as such an address says, and takes the whole process down with it.
            raise self._refusal
        self.row, self._column = row or self.row, column or self._column + 1
        self._cell, self._text, self._formula, self._value = attributes, [], False, False

    def _end_cell(self) -> None:
        place = f"{column_letters(self._column)}{self.row}"
        text = "".join(self._text)
        if self._formula:
            self._facts.see_formula(place, computed=bool(text) or self._cell.get("t") == "str")
        if not self._value and not self._formula:
            return
        self._facts.see_value(self.row, self._column)
        if self._cell.get("t") == "e" and text:
            self._facts.see_error(place, text)
        if self._cell.get("s") in self._styles:
            self._facts.percents[self.row] = (*self._facts.percents.get(self.row, ()), self._column)


def int_or(text: str | None, otherwise: int) -> int:
    """The whole number that a short text of digits writes."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
