"""The text of a page between two boundaries of blocks, and the block that it becomes."""

import re
from dataclasses import dataclass, field

from rumbo.papers.raw import Piece, RawBlock

_BLANKS = re.compile(r"[ \t\n\r\f]+")
BREAK = "\v"


@dataclass(slots=True)
class RunningText:
    """What has been said since the last boundary. `heading` and `marker` say what the block will be; a bold letter is
    one inside of b, strong or a cell of a header."""

    pieces: list[str] = field(default_factory=list)
    heading: int = 0
    marker: str | None = None
    level: int = 0
    bold: int = 0
    letters: int = 0
    strong: int = 0

    def say(self, text: str, *, kept: bool) -> None:
        """More text; `kept` where blanks and line ends are shown as written."""
        self.pieces.append(text.replace("\n", BREAK) if kept else text)
        size = len(text.strip())
        self.letters += size
        self.strong += size if self.bold else 0

    def taken(self) -> str:
        """The text so far as a browser shows it, which is thereby over."""
        text = _BLANKS.sub(" ", "".join(self.pieces))
        self.pieces = []
        return re.sub(f" *{BREAK} *", "\n", text).strip()

    def block(self, text: str, cell: str) -> RawBlock | None:
        """The block that a cleaned text is; None for a text of nothing."""
        marked, marker = 0 < self.letters == self.strong, self.marker
        self.letters = self.strong = 0
        if not text:
            return None
        self.marker = None
        if self.heading:
            return RawBlock(Piece.HEADING, text, "", cell, self.heading)
        if marker is not None:
            own = bool(marker) and text.startswith(f"{marker} ")
            return RawBlock(
                Piece.ITEM, text.removeprefix(marker).lstrip() if own else text, "", cell, self.level, marker
            )
        return RawBlock(Piece.PARAGRAPH, text, "", cell, marked=marked)
