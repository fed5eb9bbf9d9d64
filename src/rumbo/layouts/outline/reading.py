"""The way in: the pieces of a document become the content of its layout, with everything the reading has to say.

A heading opens a part and closes what does not contain it. A text goes to the innermost open part that has a place for
it: a pattern of a line, a value that is awaited, a list, running text. What finds no place is kept and told.
"""

from collections.abc import Iterator, Sequence

from rumbo.domain.document import KeptText
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.aside import aside_sheets
from rumbo.layouts.outline.collecting import Collecting, short
from rumbo.layouts.outline.declaration import AboutField, Outline, Part
from rumbo.layouts.outline.headings import Opened, is_strong
from rumbo.layouts.outline.open_parts import Context, Heading
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.pieces import Grid, Text, filled, pieces_of, text_at
from rumbo.layouts.outline.said_above import SaidAbove
from rumbo.layouts.outline.tables import Tables
from rumbo.layouts.outline.values import Path, read_value, steps, type_at
from rumbo.papers.raw import Piece, RawDocument

MOST_JOINED = 4
LEAST_CONTROL = 2
"""Lines of a table that must be such as the header of a page has, for it to be the control of the document."""


class Reader(Collecting):
    """One document being read by one outline."""

    def __init__(self, document: RawDocument, outline: Outline) -> None:
        super().__init__(document, outline)
        self.tables_kept: list[KeptText] = []
        self.awaited: tuple[AboutField | Part, Path] | None = None
        self.unknown = False
        self.began = False
        self.tables = Tables(self)
        self.said_above = SaidAbove(self)

    def read(self) -> None:
        """Reads the whole document."""
        pieces = list(pieces_of(self.document))
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if isinstance(piece, Grid):
                if self.began or not self._control(piece):
                    self.tables.take(piece)
                at += 1
            else:
                at += self.take(piece, _following(pieces, at))
        self.tables.close()
        self.said_above.close()
        self._settle_front()

    def take(self, text: Text, following: Sequence[Text] = ()) -> int:
        """Reads a text, perhaps joined with those that follow it on the next lines; gives how many were read."""
        if text.block.kind in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
            self._page(text)
            return 1
        if text.block.kind is Piece.PARAGRAPH:
            for size in range(len(following), 0, -1):
                joined = " ".join(each.text for each in (text, *following[:size]))
                if self._joined(text.saying(joined)):
                    return size + 1
        if self._typed(text) or self._open(text) or self._line(text) or self._about(text) or self._awaited(text):
            return 1
        if self.said_above.take(text):
            return 1
        self._running(text)
        return 1

    def _joined(self, text: Text) -> bool:
        """Whether lines that were wrapped say, together, a heading, a line or the value that is awaited."""
        found = self.headings.exact(text, self.owners())
        if found is not None and self._has_place(found.part):
            self.open(found, text)
            return True
        return self._line(text) or self._typed(text)

    def _open(self, text: Text) -> bool:
        if self._is_item(text):
            return False
        near = [] if self._ignored(text) else self._near(is_strong(text))
        found = self.headings.opened(text, near, self.owners())
        if found is None or not self._has_place(found.part):
            return self._unknown_heading(text)
        self.open(found, text)
        return True

    def open(self, found: Opened, text: Text) -> None:
        """Opens a part at its heading and reads the value behind it."""
        self.tables.close()
        self.awaited, self.unknown, self.began = None, False, True
        part = found.part
        base = self._base(part) or ()
        while len(self.contexts) > 1 and not self._holds(self.contexts[-1], part, base):
            self.contexts.pop()
        if part.kind == "each":
            base = self._record(part, base, found, text)
        heading = self._met(part, base, text)
        if found.resembles:
            self.tell(say.HEADING_RESEMBLES, text.where, written=text.spoken, heading=part.named)
        self.fill()
        if part.kind != "each":
            for name, value in found.values.items():
                if name != "_":
                    self._once(base, name, value, text, part)
        self.contexts.append(Context(part, base, heading, text.block.level, is_strong(text)))
        if part.kind == "value":
            self.awaited = (part, base)
        if found.rest:
            self.take(text.saying(found.rest)) if part.kind != "text" else self._running(text.saying(found.rest))

    def _is_item(self, text: Text) -> bool:
        """Whether a numbered text goes on with the open list, whatever heading it resembles."""
        context = self.contexts[-1]
        if context.part.kind != "items" or is_strong(text) or not text.block.number:
            return False
        count = self.tree.count(context.base, context.part.field)
        numbered = text.block.number.strip(" .)") == str(count + 1)
        return numbered and any(pattern.take(text.spoken) for pattern in context.part.lines)

    def _unknown_heading(self, text: Text) -> bool:
        """A heading that the layout does not know ends the part above it; one without words is kept as announced."""
        block = text.block
        if block.kind is not Piece.HEADING or self._ignored(text):
            return False
        if not block.text:
            self.met.append(Heading(Part("section"), (), text.spoken, [text.where]))
            return True
        if not self.began or 0 < self.contexts[-1].level < block.level:
            return False
        self.tables.close()
        self.unknown = True
        self.keep(text)
        return True

    def _line(self, text: Text) -> bool:
        """Whether a line of the open parts takes the text."""
        for context in reversed(self.contexts):
            for at, part in enumerate(context.part.parts):
                if part.kind == "line" and self._patterns(part, part.lines, context.base, text):
                    context.step = max(context.step, at)
                    self.fill(context)
                    return True
        for part in self.outline.root.parts:
            if part.kind == "notes" and (value := _noted(part, text)):
                self._note(part, value, text)
                return True
        return False

    def _patterns(self, part: Part, patterns: Sequence[Pattern], base: Path, text: Text) -> bool:
        for pattern in patterns:
            if taken := pattern.take(text.spoken):
                for name, value in taken.values.items():
                    if name != "_":
                        self._once(base, name, value, text, part)
                return True
        return False

    def _about(self, text: Text) -> bool:
        found = self.headings.about(text.spoken)
        if found is None or (self.began and not found[1]):
            return False
        self.about(found[0], found[1], text)
        return True

    def about(self, named: AboutField, value: str, text: Text) -> None:
        """Keeps a datum about the document, or waits for it in the next line."""
        self.told.add(named.field)
        if not value:
            self.awaited = (named, ())
            return
        self.awaited = None
        for pattern in named.lines:
            if taken := pattern.take(value):
                for name, part in taken.values.items():
                    self.tree.set((), name, part, text.where)
                return
        if named.lines or not self.tree.set((), named.field, value, text.where):
            self.tell(say.VALUE_UNREADABLE, text.where, heading=named.header, text=value, wanted=say.WANTED["int"])

    def _awaited(self, text: Text) -> bool:
        """Gives a text to the value that waits for it."""
        named, base = self.awaited or (None, ())
        self.awaited = None
        if isinstance(named, AboutField):
            self.about(named, text.spoken, text)
        elif named is not None:
            self._value(named, base, text)
        return named is not None

    def _typed(self, text: Text) -> bool:
        """Gives a text, or joined lines, to the value that waits, where they are read as its type."""
        named, base = self.awaited or (None, ())
        if not isinstance(named, Part):
            return False
        kind = type_at(self.outline.content, (*base, *steps(named.field)))
        if kind is str or read_value(kind, text.text) is None:
            return False
        return self._awaited(text)

    def _value(self, part: Part, base: Path, text: Text) -> None:
        if not self.tree.set(base, part.field, text.spoken, text.where):
            kind = type_at(self.outline.content, (*base, *steps(part.field)))
            wanted = say.WANTED.get(kind.__name__, "")
            self.tell(say.VALUE_UNREADABLE, text.where, heading=part.named, text=short(text.spoken), wanted=wanted)
        self.fill()

    def _running(self, text: Text) -> None:
        """Running text: into the open part that takes it, into the front of the document, or kept."""
        if self.tables.take_line(text):
            return
        if not self.began:
            self.front.append(text)
            return
        if self._ignored(text):
            return
        if self.unknown or not self._collected(text):
            self.keep(text)
        else:
            self.kept_last = False

    def _control(self, grid: Grid) -> bool:
        """Whether a table at the head of the document is its control, which elsewhere is the header of each page."""
        cells = [text_at(self.document, grid.table, row, at) for row in grid.rows for at in filled(row)]
        lines = [cell.saying(line.strip()) for cell in cells for line in cell.spoken.split("\n") if line.strip()]
        said = list(_labelled(lines))
        if any(self.headings.about(line) for line in said):
            return False
        if sum(any(pattern.take(line) for pattern in self.outline.page) for line in said) < LEAST_CONTROL:
            return False
        at = 0
        while at < len(lines):
            alone, pair = lines[at], _pair(lines, at)
            if self._page(alone):
                at += 1
            elif pair and self._page(pair):
                at += 2
            else:
                self.take(alone)
                at += 1
        return True

    def _page(self, text: Text) -> bool:
        for pattern in self.outline.page:
            if taken := pattern.take(text.text):
                for name, value in taken.values.items():
                    if name != "_" and self.tree.get(steps(name)) is None:
                        self.tree.set((), name, value, text.where)
                return True
        return False

    def tell_rest(self) -> None:
        """Tells the parts that were met more than once, and the texts that found no place."""
        for heading in self.met:
            if len(heading.places) > 1:
                self.tell(say.SECTION_AGAIN, heading.places[1], written=heading.written, times=len(heading.places))
        aside = aside_sheets(self)
        for part, where in aside.items():
            self.tell(say.LISTS_KEPT, where, part=part)
        for kept in self.tables_kept:
            if kept.where.part in aside:
                continue
            self.tell(say.TABLE_KEPT, kept.where, text=short(kept.text), layout=self.outline.title)
        for kept in self.kept:
            if kept.where.part in aside:
                continue
            self.tell(say.TEXT_KEPT, kept.where, text=short(kept.text), layout=self.outline.title)


def _pair(lines: Sequence[Text], at: int) -> Text | None:
    """A label and the value in the cell after it, as one line."""
    return lines[at].saying(f"{lines[at].text.rstrip(' :')}: {lines[at + 1].text}") if at + 1 < len(lines) else None


def _labelled(lines: Sequence[Text]) -> Iterator[str]:
    """What the lines of a table say alone, and each with the one after it."""
    for at, line in enumerate(lines):
        pair = _pair(lines, at)
        yield line.text
        yield pair.text if pair else ""


def _following(pieces: Sequence[Text | Grid], at: int) -> list[Text]:
    """The texts on the lines right after a text, which may be its continuation."""
    return list(_adjoining(pieces, at))


def _adjoining(pieces: Sequence[Text | Grid], at: int) -> Iterator[Text]:
    before = pieces[at]
    for piece in pieces[at + 1 : at + MOST_JOINED]:
        if not isinstance(piece, Text) or not isinstance(before, Text) or not before.line:
            return
        if piece.line != before.line + 1 or piece.block.kind is not Piece.PARAGRAPH:
            return
        yield piece
        before = piece


def _noted(part: Part, text: Text) -> str:
    """The text behind the word that a note begins with."""
    for pattern in part.lines:
        if found := pattern.open(text.text):
            return found.rest
    return ""
