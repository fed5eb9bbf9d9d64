"""One line of running text as a block: heading, item, caption of a picture, note or paragraph.

A line is a heading when it carries the marks of one (`#`), or a number of more than one level ("5.1. Antecedentes").
A number of one level ("5.") opens a heading only in a text that also counts in more levels, and only where the line
stands alone; anywhere else it opens an item of a list. A line in bold is a paragraph that is `marked`: whether it is a
heading depends on the document, which a reader of files does not know.
"""

import re
from dataclasses import dataclass

from rumbo.notation.text import clean_text
from rumbo.papers.raw import Piece, RawBlock
from rumbo.papers.reading.marks import is_stressed, seen

LONGEST_HEADING = 240
_HASHES = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_LEVELS = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4}\.?)(?:\s+(?=[^\W\da-z_¿¡\"«]|[¿¡\"«])|$)(.*)", re.DOTALL)
_ONE_LEVEL = re.compile(r"(\d{1,3}[.)]-?)(?!\d)\s*(.*)", re.DOTALL)
_ROMAN = re.compile(r"([IVXLC]{1,6}[.)])\s+(.*)", re.DOTALL)
_LETTER = re.compile(r"([a-zñ][.)])\s+(.*)", re.DOTALL)
_BULLET = re.compile(r"([-*+•●▪■◦·–—►➢➤→✓✔☑√])\s+(.*)", re.DOTALL)
_PLAIN_BULLETS = "-*+•●▪■◦·–—"
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_CAPTION = re.compile(r"(?:imagen|gráfic[ao]|figura|ilustración|fotografía|mapa)\s+(?:n[.º°o]*\s*)?\d+\s*[:.\-–]", re.I)
_NOTE = re.compile(r"(?:fuentes?|notas?|elaboración propia|elaborado por|elaboró)\s*[:.]", re.I)
_FOOTNOTE = re.compile(r"\\\*\s?\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file as written, where it begins, and whether blank lines stand before and after it."""

    text: str
    cell: str
    alone: bool = True


def block_of(line: Line, leveled: bool) -> RawBlock:
    """The block of a line. `leveled`: the text has headings numbered in levels."""
    written = line.text.strip()
    if found := _HASHES.fullmatch(written):
        number, text = numbered(seen(found[2]))
        return RawBlock(Piece.HEADING, text, cell=line.cell, level=len(found[1]), number=number)
    if found := _IMAGE.fullmatch(written):
        return RawBlock(Piece.PICTURE, clean_text(found[1]), cell=line.cell)
    text = clean_text(seen(written))
    if _FOOTNOTE.match(written):
        return RawBlock(Piece.NOTE, text, cell=line.cell)
    return plain_block(line, text, leveled, is_stressed(written))


def plain_block(line: Line, text: str, leveled: bool, marked: bool = False) -> RawBlock:
    """The block of a line whose marks have been resolved, or that never had any (`marked`: all of it is bold)."""
    if _CAPTION.match(text):
        return RawBlock(Piece.PICTURE, text, cell=line.cell)
    if _NOTE.match(text):
        return RawBlock(Piece.NOTE, text, cell=line.cell)
    paragraph = RawBlock(Piece.PARAGRAPH, text, cell=line.cell, marked=marked)
    return _item(line, text) or _counted(line, text, leveled) or paragraph


def classified(text: str) -> tuple[Piece, str, str]:
    """What a text is that has no marks of its own, with its number and the rest: the caption of a picture, a note, an
    item of a list, or a paragraph, perhaps numbered."""
    if _CAPTION.match(text):
        return Piece.PICTURE, "", text
    if _NOTE.match(text):
        return Piece.NOTE, "", text
    if found := _BULLET.fullmatch(text):
        return Piece.ITEM, "" if found[1] in _PLAIN_BULLETS else found[1], found[2]
    if found := _LETTER.fullmatch(text):
        return Piece.ITEM, found[1], found[2]
    number, rest = numbered(text)
    return (Piece.PARAGRAPH, number, rest) if f"{number} {rest}".strip() == text else (Piece.PARAGRAPH, "", text)


def numbered_item(text: str) -> tuple[str, str]:
    """The number, letter or tick that an item shows in place of a bullet ("1.", "a)", "✓"), and the rest of it. A plain
    bullet inside of an item ("+ agua") is text: the item has its own."""
    if found := _LETTER.fullmatch(text) or _ONE_LEVEL.fullmatch(text) or _BULLET.fullmatch(text):
        return ("", text) if found[1] in _PLAIN_BULLETS else (found[1], found[2])
    return "", text


def numbered(text: str) -> tuple[str, str]:
    """The number that opens a heading ("5.1.", "7.", "II.") and the rest of it; empty where none does."""
    for form in (_LEVELS, _ONE_LEVEL, _ROMAN):
        if found := form.fullmatch(text):
            return found[1], clean_text(found[2])
    return "", text


def is_leveled(text: str) -> bool:
    """Whether a line opens with a number of several levels."""
    return len(text) <= LONGEST_HEADING and _LEVELS.fullmatch(clean_text(seen(text))) is not None


def opens_with_number(text: str) -> bool:
    """Whether a text opens with a number of one level, as items and headings do."""
    return _ONE_LEVEL.fullmatch(text) is not None


def _item(line: Line, text: str) -> RawBlock | None:
    level = (len(line.text) - len(line.text.lstrip(" "))) // 2
    if found := _BULLET.fullmatch(text):
        mark, rest = ("" if found[1] in _PLAIN_BULLETS else found[1]), found[2]
        number, rest = (mark, rest) if mark else numbered_item(rest)
        return RawBlock(Piece.ITEM, rest, cell=line.cell, level=level, number=number)
    if found := _LETTER.fullmatch(text):
        return RawBlock(Piece.ITEM, found[2], cell=line.cell, level=level, number=found[1])
    return None


def _counted(line: Line, text: str, leveled: bool) -> RawBlock | None:
    """The block of a line that opens with a number."""
    short = len(text) <= LONGEST_HEADING
    if short and (found := _LEVELS.fullmatch(text)):
        level = found[1].rstrip(".").count(".") + 1
        return RawBlock(Piece.HEADING, found[2].strip(), cell=line.cell, level=level, number=found[1])
    if found := _ONE_LEVEL.fullmatch(text):
        if leveled and short and line.alone:
            return RawBlock(Piece.HEADING, found[2], cell=line.cell, level=1, number=found[1])
        return RawBlock(Piece.ITEM, found[2], cell=line.cell, number=found[1])
    return None
