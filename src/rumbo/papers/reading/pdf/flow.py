"""The parts of the pages told as one flow: lines become paragraphs and headings, tables go on over pages."""

import re
from dataclasses import replace
from itertools import pairwise

from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading.layers import Flow
from rumbo.papers.reading.pdf.aligned import Aligned
from rumbo.papers.reading.pdf.lines import (
    WIDER,
    Line,
    gap,
    is_under,
    joined,
    running_text,
    usual_gap,
    usual_size,
    would_have_fitted,
)
from rumbo.papers.reading.pdf.parts import PageParts, Part, Picture, texts_of
from rumbo.papers.reading.pdf.ruled import Grid
from rumbo.papers.reading.pdf.tables import Joining, TablePart, goes_on
from rumbo.papers.reading.settling import settled
from rumbo.papers.reading.text_blocks import numbered, opens_with_number
from rumbo.papers.reading.told_texts import ToldTexts

_LARGER = 1.15
_LEVELS = 6
_LONGEST_HEADING = 240
_ENDS = ".:;!?"
_NEAR, _SET_IN, _INDENT = 2.0, 6.0, 40.0
"""How many points apart lines of one column begin, and how far an item of a list is set in: at least, at most."""
_ITEM = re.compile(r"[a-zñ]\)\s")


class Telling:
    """The flow of a document being put together."""

    def __init__(self, told: ToldTexts) -> None:
        self.told = told
        self.blocks: Flow = []
        self.held: list[Line] = []
        self.place = ""
        self.chain: list[TablePart] = []
        self.tables = 0
        self.usual = self.gap = self.inner_gap = 0.0
        self.sizes: list[float] = []
        self.reach: dict[int, float] = {}

    def flow(self, pages: list[PageParts]) -> Flow:
        """What the pages say, between what repeats at their head and at their foot."""
        lines = [part for page in pages for part in page.body if isinstance(part, Line)]
        self.usual = usual_size(lines)
        self.gap = usual_gap(pair for pair in pairwise(lines) if is_under(*pair))
        grids = [part for page in pages for part in page.body if isinstance(part, Grid)]
        self.inner_gap = usual_gap(pair for grid in grids for pair in pairwise(grid.pieces) if is_under(*pair))
        for part in (part for page in pages for part in page.body if not isinstance(part, Picture)):
            edge = round(part.x0)
            self.reach[edge] = max(self.reach.get(edge, 0.0), part.x1)
        self.sizes = sorted({round(line.size) for line in lines if line.size > _LARGER * self.usual}, reverse=True)
        for page in pages:
            self._page(page)
        self._end_table()
        head = _repeated([part for page in pages for part in page.head], Piece.PAGE_HEADER)
        foot = _repeated([part for page in pages for part in page.foot], Piece.PAGE_FOOTER)
        return [*head, *settled(self.blocks), *foot]

    def _page(self, page: PageParts) -> None:
        first, number = True, 0
        for part in page.body:
            if isinstance(part, Line):
                number += 1
                self._line(part, f"p. {page.number}, l. {number}", first)
            elif isinstance(part, Grid | Aligned):
                self._end_text()
                if not (first and self.chain and goes_on(self.chain[-1], part)):
                    self._end_table()
                self.chain.append(part)
            else:
                self._end_text()
                self._end_table()
                place = f"p. {page.number}, l. {number + 1}"
                self.blocks.append(RawBlock(Piece.PICTURE, "", "", place, shows=part.shows))
            first = False
        self._end_text()

    def _line(self, line: Line, place: str, first: bool) -> None:
        self._end_table()
        if self.held and (self._begins_anew(line) or not _same_paragraph(self.held[-1], line, self.gap)):
            self._end_text()
        if not self.held:
            self.place = place
        self.held.append(line)

    def _begins_anew(self, line: Line) -> bool:
        """Whether a line begins an item, or a sentence that would have fitted on the line before, which ends short."""
        before = self.held[-1]
        if _ITEM.match(line.text):
            return True
        return not line.text[0].islower() and would_have_fitted(before, line, self._right_of(before) - before.x0)

    def _right_of(self, line: Line) -> float:
        """How far the column of a line reaches: as far as anything that begins where it does, or little before."""
        return max(right for left, right in self.reach.items() if line.x0 - _INDENT < left < line.x0 + _NEAR)

    def _end_text(self) -> None:
        """The lines at hand become a block, or the rest of the paragraph that the end of a page had cut."""
        held, self.held = self.held, []
        if not held:
            return
        text = running_text(held, min(line.x0 for line in held), max(line.x1 for line in held))
        text = self.told.clean(text, "", self.place)
        if not text:
            return
        level = self._level(held[0]) if len(text) <= _LONGEST_HEADING else 0
        bold = all(line.bold for line in held)
        before = self.blocks[-1] if self.blocks else None
        if level:
            self.blocks.append(RawBlock(Piece.HEADING, text.replace("\n", " "), "", self.place, level))
        elif before and isinstance(before, RawBlock) and _goes_on(before, text, self.place):
            self.blocks[-1] = replace(before, text=joined(before.text, text))
        else:
            inner = not bold and self._is_set_in(held[0])
            self.blocks += [self._block(piece, bold, inner) for piece in text.split("\n")]

    def _block(self, text: str, bold: bool, inner: bool) -> RawBlock:
        """A paragraph; one that opens with a number of one level and is set in is an item, where a heading would not
        be."""
        if inner and opens_with_number(text) and not text.isupper():
            number, rest = numbered(text)
            return RawBlock(Piece.ITEM, rest, "", self.place, number=number)
        return RawBlock(Piece.PARAGRAPH, text, "", self.place, marked=bold)

    def _is_set_in(self, line: Line) -> bool:
        """Whether a line begins further right than the text around it."""
        return min(left for left in self.reach if line.x0 - _INDENT < left < line.x0 + _NEAR) < line.x0 - _SET_IN

    def _level(self, line: Line) -> int:
        """The level of a heading, by how much larger than the text its letters are; 0 for text."""
        if line.size <= _LARGER * self.usual:
            return 0
        return min(next(at for at, size in enumerate(self.sizes, 1) if size <= round(line.size)), _LEVELS)

    def _end_table(self) -> None:
        if self.chain:
            self.tables += 1
            table = Joining(self.told, f"Tab. {self.tables}", self.inner_gap).table(self.chain)
            if table.rows:
                self.blocks.append(table)
            self.chain = []


def _same_paragraph(before: Line, line: Line, usual: float) -> bool:
    """Whether a line goes on with the paragraph of the one before: under it, with no wider gap than is usual."""
    return is_under(before, line) and -0.5 < gap(before, line) < min(0.55, usual + WIDER)


def _goes_on(before: RawBlock, text: str, place: str) -> bool:
    """Whether a text at the top of a page goes on with a paragraph that ended in the middle of a sentence: an item
    begins with a small letter too, but goes on with nothing."""
    other_page = before.cell.partition(",")[0] != place.partition(",")[0]
    cut = before.kind is Piece.PARAGRAPH and before.text[-1] not in _ENDS and text[0].islower()
    return other_page and cut and not _ITEM.match(text)


def _repeated(parts: list[Part], piece: Piece) -> list[RawBlock | RawTable]:
    """What repeats on the pages, each text once."""
    texts: dict[str, None] = {}
    seen: set[str] = set()
    for part in parts:
        for text in texts_of(part):
            key = "".join(letter for letter in text if not letter.isdigit())
            if key not in seen:
                seen.add(key)
                texts[text] = None
    return [RawBlock(piece, text) for text in texts]
