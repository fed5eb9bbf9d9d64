"""Several entries of a catalogue in one cell: "O4: Educación de calidad O10: Reducción de las desigualdades".

A cell is cut at line ends, semicolons and bullets, then before each number that opens an entry, then between known
names that follow one another. What no catalogue knows stays one entry without a code. Whether a number claims to be
the entry's code is said by the layout: before an MIPG policy it is a list number.
"""

import re

from rumbo.domain.plan.matrix import Alignment
from rumbo.layouts.engine.catalogue_index import CatalogueIndex
from rumbo.notation.lists import names_in_a_row

AND = ("y", "e", "")
_CUTS = re.compile(r"\s*[\n;•●▪·]\s*")
_MARK = re.compile(
    r"(?:(?<=\s)|^|(?<=,))(?:ODS|O|POL)?\s?-?0*(\d{1,2}(?:\.\d{1,2})?)\s*(?:[.:)–]|\s-)\s*(?=[^\W\d_]|[\"«¿])"
)
_BARE_CODE = re.compile(r"(?:ODS|O|POL)?\s*-?0*(\d{1,2}(?:\.\d{1,2})?)\.?", re.IGNORECASE)
_LEADING_DASH = re.compile(r"^[-–*]\s+")


def entries_of(text: str, index: CatalogueIndex | None, key: str, claims: bool) -> tuple[Alignment, ...]:
    """The entries of a cell, in their order, each once. `claims`: a number before a name claims to be its code."""
    found: list[Alignment] = []
    for number, name in _joined(_numbered_pieces(text), index):
        found.extend(_resolved(number if claims else "", name, index, key, claims))
    return tuple(dict.fromkeys(found))


def _numbered_pieces(text: str) -> list[tuple[str, str]]:
    """(number, name) of each piece; the number is empty where none opens the piece."""
    pieces: list[tuple[str, str]] = []
    for part in _CUTS.split(text):
        part = _LEADING_DASH.sub("", part.strip())
        marks = list(_MARK.finditer(part))
        if lead := part[: marks[0].start()].strip() if marks else part:
            pieces.append(("", lead.strip(" ,") if marks else lead))
        for at, mark in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(part)
            name = part[mark.end() : end].strip()
            pieces.append((mark[1], name.rstrip(" ,") if end < len(part) else name))
    return pieces


def _joined(pieces: list[tuple[str, str]], index: CatalogueIndex | None) -> list[tuple[str, str]]:
    """Pieces of one name that a line end had cut, together again when the catalogue knows the whole."""
    joined: list[tuple[str, str]] = []
    for number, name in pieces:
        if joined and not number and index and not index.entry(name):
            before, start = joined[-1]
            if index.entry(f"{start} {name}"):
                joined[-1] = (before, f"{start} {name}")
                continue
        joined.append((number, name))
    return joined


def _resolved(number: str, name: str, index: CatalogueIndex | None, key: str, claims: bool) -> list[Alignment]:
    if index is None:
        return [Alignment(key, "", name, number)]
    if entry := index.entry(name):
        return [Alignment(key, entry.code, name, number)]
    if not number and claims and (codes := _bare_codes(name, index)):
        return [Alignment(key, code, "", code) for code in codes]
    if several := names_in_a_row(name, index.entry, AND):
        return [Alignment(key, entry.code, part, number if at == 0 else "") for at, (part, entry) in enumerate(several)]
    return [Alignment(key, "", name, number)]


def _bare_codes(text: str, index: CatalogueIndex) -> list[str]:
    """The codes of a cell that names nothing: "8, 9 y 10", "ODS 8"."""
    parts = [part for part in re.split(r"\s*,\s*|\s+y\s+|\s*-\s*|\s*/\s*", text.strip()) if part]
    codes = [found[1] for part in parts if (found := _BARE_CODE.fullmatch(part)) and found[1] in index.by_code]
    return codes if codes and len(codes) == len(parts) else []
