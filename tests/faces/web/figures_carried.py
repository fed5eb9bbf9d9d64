"""The figures that files carry away, held to what every figure of a page promises, whatever the form.

A percentage of a file leads to its explanation: the cell of a workbook, the number of a PDF and the run of a Word file
are touched, in csv and json its address stands beside it. What leads nowhere was computed by nobody: it is part of a
text that a plan, a report or a person wrote, or that the program says. A drawing says again what the table beside it
leads to, on an axis that is its own, and so do the words that stand for it; a number alone never does. A publication
explains itself: see `figures_published`.
"""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Set
from csv import reader
from ctypes import create_string_buffer
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pikepdf
from openpyxl import load_workbook
from pypdfium2 import PdfDocument, raw

from tests.faces.web.figures import PERCENT, WORDS, Figures, Told, percents, tight

AXIS = {"0%", "50%", "100%"}
"""What a drawing is measured against: its own, and no figure."""
ADDRESS = re.compile(r"https?://\S+")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEADS = re.compile(r'HYPERLINK "([^"]+)"')
PDF, DRAWING = "application/pdf", "image/svg+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTHING_TO_READ = {"image/png", "application/zip", "application/xml", "application/octet-stream"}
"""Pictures of what is read in another form; packages, which are read as publications; maps; and what was brought in,
which goes out byte by byte as it came."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a file, where it leads ("" nowhere), and its exact integer where the file tells it; `drawn` in a
    drawing; `whole` is all that stands nowhere else, in which no sentence is told from a number alone."""

    text: str
    way: str = ""
    figure: int | None = None
    drawn: bool = False
    whole: bool = False


Explained = Callable[[str], Told]
"""From the address of an explanation, what it tells once it is computed again."""
Unknown = Callable[[str], str]
"""A text without what entities and the program wrote."""


def faults_in(pieces: list[Piece], explained: Explained, unknown: Unknown, known: Set[str] = frozenset()) -> list[str]:
    """The percentages that were read in a file and that nothing explains, or otherwise than they stand there. `known`
    are those that lead to an explanation elsewhere: a drawing alone has no table beside it."""
    wrong, told = [], set(known)
    for each in (each for each in pieces if each.way):
        found = explained(here(each.way))
        told |= percents(each.text)
        if not found.tells(each.text, each.figure):
            wrong.append(f"{each.text} is not what {each.way} explains: {found}")
    for each in (each for each in pieces if not each.way):
        text = unknown(each.text)
        again = (
            told | AXIS if each.drawn else told if not each.whole and WORDS.search(PERCENT.sub(" ", text)) else set()
        )
        loose = percents(text) - again
        wrong += [f"{one} of {text[:80]!r} is explained nowhere" for one in sorted(loose)]
    return wrong


def pieces_of(kind: str, data: bytes) -> Iterator[Piece]:
    """What a file says, by its media type."""
    if kind in NOTHING_TO_READ:
        return iter(())
    return READERS[kind](data)


def here(address: str) -> str:
    """A whole address as the site itself says it."""
    there = urlsplit(address)
    return f"{there.path}?{there.query}" if there.query else there.path


def _of_workbook(data: bytes) -> Iterator[Piece]:
    for sheet in load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            text = str(cell.value)
            if isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
                text = f"{cell.value * 100:.10g}%"
            link = cell.hyperlink
            yield Piece(
                text, f"{link.target}#{link.location}" if link and link.location else link.target if link else ""
            )


def _of_word(data: bytes) -> Iterator[Piece]:
    """Paragraph by paragraph: what leads somewhere alone, and the rest together."""
    body = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    for paragraph in body.iter(f"{WORD}p"):
        fields = [each for each in paragraph.iter(f"{WORD}fldSimple") if LEADS.search(each.get(f"{WORD}instr", ""))]
        led = {run for each in fields for run in each.iter(f"{WORD}t")}
        for each in fields:
            (address,) = LEADS.findall(each.get(f"{WORD}instr", ""))
            yield Piece("".join(run.text or "" for run in each.iter(f"{WORD}t")), address)
        yield Piece("".join(run.text or "" for run in paragraph.iter(f"{WORD}t") if run not in led))


def _of_csv(data: bytes) -> Iterator[Piece]:
    for row in reader(io.StringIO(data.decode("utf-8-sig"))):
        for cell, beside in zip(row, [*row[1:], ""], strict=True):
            if percents(cell) and ADDRESS.fullmatch(beside):
                yield Piece(cell, beside)
            else:
                yield from _of_text(cell)


def _of_json(data: bytes) -> Iterator[Piece]:
    yield from _of_plain(json.loads(data))


def _of_plain(plain: Any) -> Iterator[Piece]:
    match plain:
        case {"figure": int(figure), "explained": str(way)}:
            yield Piece("", way, figure)
        case {"words": str(text), "explained": str(way)}:
            yield Piece(text, way)
        case dict():
            for each in plain.values():
                yield from _of_plain(each)
        case list():
            for each in plain:
                yield from _of_plain(each)
        case str():
            yield from _of_text(plain)


def _of_text(text: str) -> Iterator[Piece]:
    """A text, or the texts of what is written as json in it, as the trail does."""
    if text.startswith(("{", "[")) and percents(text):
        try:
            yield from _of_plain(json.loads(text))
            return
        except ValueError:
            pass
    yield Piece(text)


def _of_page(data: bytes) -> Iterator[Piece]:
    shown = Figures(data.decode())
    yield from (Piece(each.text, each.href, each.value) for each in shown.seen)
    yield from (Piece(each.text, each.href) for each in shown.reckoned)
    yield from (Piece(each) for each in (*shown.loose, *shown.apart))


def _of_drawing(data: bytes) -> Iterator[Piece]:
    yield from (Piece("".join(each.itertext()), drawn=True) for each in ET.fromstring(data).iter() if each.text)


def _of_pdf(data: bytes) -> Iterator[Piece]:
    """Each percentage under a link or in a drawing alone; the rest of the file as one text, without blanks and without
    the breaks of words."""
    rest = []
    with pikepdf.open(io.BytesIO(data)) as links:
        for page, about in zip(PdfDocument(data), links.pages, strict=True):
            texts = page.get_textpage()
            text = said = texts.get_text_range()
            ways = [(each.Rect, str(each.A.URI)) for each in about.get("/Annots", []) if "/A" in each]
            drawings = _drawings(page)
            for found in PERCENT.finditer(text):
                left, below, right, above = texts.get_charbox(found.end() - 1)
                at = ((left + right) / 2, (below + above) / 2)
                way = next((way for box, way in ways if _holds(box, at)), "")
                drawn = not way and any(_holds(box, at) for box in drawings)
                if way or drawn:
                    yield Piece(found[0], way, drawn=drawn)
                    said = said[: found.start()] + " " * len(found[0]) + said[found.end() :]
            rest.append(said)
    yield Piece(tight("\n".join(rest)), whole=True)


def _drawings(page: Any) -> list[tuple[float, ...]]:
    """Where the drawings of a page stand, by its tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    marks = {mark for root in roots if root for mark in _drawn(root)}
    boxes: dict[int, list[tuple[float, ...]]] = {}
    for each in page.get_objects() if marks else ():
        if (mark := raw.FPDFPageObj_GetMarkedContentID(each)) in marks:
            boxes.setdefault(mark, []).append(each.get_bounds())
    corners = [tuple(zip(*each, strict=True)) for each in boxes.values()]
    return [(min(left), min(below), max(right), max(above)) for left, below, right, above in corners]


def _drawn(element: Any) -> Iterator[int]:
    """The marks of what is tagged as a drawing, in an element of a page and below it."""
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    held = create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, held, size)
    if held.raw.decode("utf-16-le").rstrip("\0") == "Figure":
        count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
        yield from (raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(count))
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            yield from _drawn(child)


def _holds(box: Any, at: tuple[float, float]) -> bool:
    left, below, right, above = map(float, box)
    return left <= at[0] <= right and below <= at[1] <= above


READERS: dict[str, Callable[[bytes], Iterator[Piece]]] = {
    SHEET: _of_workbook,
    WORD_FILE: _of_word,
    PDF: _of_pdf,
    "application/json": _of_json,
    DRAWING: _of_drawing,
    "text/csv": _of_csv,
    "text/html": _of_page,
}
