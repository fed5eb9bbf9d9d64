"""A paragraph of Word while it is being read, and what it is once it ends."""

from dataclasses import dataclass, field

from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading.docx.numbering import Numbering
from rumbo.papers.reading.docx.styles import Style, Styles


@dataclass(slots=True)
class Paragraph:
    """The paragraph at hand; `after` are the blocks that follow it: its text boxes, pictures and notes."""

    texts: list[str] = field(default_factory=list)
    style: str = ""
    heading: int | None = None
    list_number: str | None = None
    list_level: int | None = None
    bold: int = 0
    letters: int = 0
    hidden: bool = False
    after: list[RawBlock | RawTable] = field(default_factory=list)

    def block(self, text: str, styles: Styles, numbering: Numbering, cell: str) -> RawBlock | None:
        """The block that the paragraph is, its text cleaned; None when a reader sees nothing of it."""
        style = styles.of(self.style)
        marker = self._marker(style, numbering, text)
        heading = self.heading if self.heading is not None else style.heading
        if heading is not None and heading >= 0 and text:
            return RawBlock(Piece.HEADING, text, "", cell, heading, marker or "")
        if marker is not None and (text or marker):
            return RawBlock(Piece.ITEM, text, "", cell, self._level(style), marker)
        return RawBlock(Piece.PARAGRAPH, text, "", cell, marked=0 < self.letters == self.bold) if text else None

    def _level(self, style: Style) -> int:
        return self.list_level if self.list_level is not None else style.list_level or 0

    def _marker(self, style: Style, numbering: Numbering, text: str) -> str | None:
        """The number that its list gives a paragraph. One without text is counted only where the list shows numbers,
        as a column of numbers in a table does."""
        number = self.list_number if self.list_number is not None else style.list_number
        if number in (None, "", "0") or (not text and self.list_number is None):
            return None
        return numbering.next_marker(number or "", self._level(style))
