"""One part of a Word document (its body, a header, its notes) heard element by element and told as blocks.

What a tracked deletion took away is no text and what was inserted is; hidden text is left out. Both are counted, so
that they can be told. Nothing here recurses: a table within a cell or a text box within a paragraph is put on a stack.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading.docx.numbering import Numbering
from rumbo.papers.reading.docx.paragraph import Paragraph
from rumbo.papers.reading.docx.styles import Styles, is_on, whole
from rumbo.papers.reading.docx.table import Cell, Table
from rumbo.papers.reading.layers import Layers, is_text, text_of
from rumbo.papers.reading.xml_stream import Attributes, attribute

_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblPrExChange")
_NOT_SEEN = frozenset(
    (*_CHANGES, "numberingChange", "moveFrom", "delText", "delInstrText", "instrText", "Fallback", "tblGrid", "sdtPr")
)
_ENDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIGNS = {"F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐", "F0FB": "✗", "F0D8": "➢"}


@dataclass(slots=True)
class Notes:
    """The notes of a document by kind and identifier, how many were called so far, and how many comments were met."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    called: int = 0
    comments: int = 0


class Story:
    """Hears the elements of one part; `shown` gives the digest of a picture by the name that the part gives it."""

    def __init__(
        self, layers: Layers, styles: Styles, numbering: Numbering, notes: Notes, shown: Callable[[str], str]
    ) -> None:
        self._shown = shown
        self._layers, self._styles, self._numbering, self._notes = layers, styles, numbering, notes
        self._path: list[str] = []
        self._skipped = 0
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._hidden = self._bold = self._in_text = False
        self._note = ""
        self._drawing: str | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """One element begins."""
        self._layers.count_element()
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._skipped or name in _NOT_SEEN or (name == "del" and parent not in ("rPr", "trPr")):
            self._begin_unseen(name)
        elif parent in _PROPERTIES:
            self._property(parent, name, attributes)
        elif begin := _BEGINNINGS.get(name):
            begin(self, attributes)
        elif parent == "r" and name in _ENDS:
            self._say(_ENDS[name])

    def _begin_unseen(self, name: str) -> None:
        if not self._skipped and name in ("del", "moveFrom"):
            self._layers.see_change(deleted=True)
        self._skipped += 1

    def end(self, name: str) -> None:
        """One element ends."""
        self._path.pop()
        if self._skipped:
            self._skipped -= 1
        elif (not self._path or self._path[-1] not in _PROPERTIES) and (ending := _ENDINGS.get(name)):
            ending(self)

    def text(self, text: str) -> None:
        """Letters, which are text only within a piece of text."""
        if self._in_text and not self._skipped:
            self._say(text)

    def _say(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if self._hidden and text.strip():
            self._layers.see_hidden()
        elif not self._hidden:
            paragraph.texts.append(text)
            size = len(text.strip())
            paragraph.letters += size
            paragraph.bold += size if self._bold else 0

    def _property(self, parent: str, name: str, attributes: Attributes) -> None:
        if parent in ("tcPr", "trPr") and self._tables:
            self._of_table(self._tables[-1], name, attributes)
        elif self._paragraphs:
            self._of_paragraph(self._paragraphs[-1], parent, name, attributes)

    def _of_table(self, table: Table, name: str, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        if name == "gridSpan":
            table.cell.across = max(whole(value) or 1, 1)
        elif name == "vMerge":
            table.cell.down = value or "continue"
        elif name == "gridBefore":
            table.skip(min(whole(value) or 0, self._layers.told.source.limits.columns))
        elif name == "hidden":
            table.hidden = is_on(attributes)
        elif name == "del":
            table.deleted = True

    def _of_paragraph(self, paragraph: Paragraph, parent: str, name: str, attributes: Attributes) -> None:
        value, of_run = attribute(attributes, "val"), parent == "rPr" and "r" in self._path[-3:]
        if name == "pStyle":
            paragraph.style = value
            self._hidden = self._styles.of(value).hidden or False
        elif name == "outlineLvl" and (level := whole(value)) is not None:
            paragraph.heading = level + 1 if level < 9 else -1
        elif name == "numId":
            paragraph.list_number = value
        elif name == "ilvl":
            paragraph.list_level = whole(value)
        elif of_run and name == "rStyle":
            style = self._styles.of(value)
            self._bold, self._hidden = style.bold or self._bold, style.hidden or self._hidden
        elif of_run and name == "vanish":
            self._hidden = is_on(attributes)
        elif of_run and name == "b":
            self._bold = is_on(attributes)

    def _begin_paragraph(self, attributes: Attributes) -> None:
        self._paragraphs.append(Paragraph())

    def _end_paragraph(self) -> None:
        paragraph, layers = self._paragraphs.pop(), self._layers
        part, cell = layers.place
        text = layers.told.clean("".join(paragraph.texts), part, cell)
        layers.add(paragraph.block(text, self._styles, self._numbering, "" if part else cell))
        layers.flows[-1].extend(paragraph.after)

    def _begin_run(self, attributes: Attributes) -> None:
        style = self._styles.of(self._paragraphs[-1].style) if self._paragraphs else self._styles.of("")
        self._bold, self._hidden = style.bold or False, style.hidden or False

    def _begin_text(self, attributes: Attributes) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _begin_sign(self, attributes: Attributes) -> None:
        self._say(_SIGNS.get(attribute(attributes, "char").upper(), "•"))

    def _begin_insertion(self, attributes: Attributes) -> None:
        self._layers.see_change(deleted=False)

    def _begin_comment(self, attributes: Attributes) -> None:
        self._notes.comments += 1

    def _begin_box(self, attributes: Attributes) -> None:
        """A text box: its blocks follow the paragraph that holds it."""
        self._drawing = None
        self._layers.open()

    def _end_box(self) -> None:
        flow = self._layers.close()
        self._beside().extend(flow)

    def _begin_drawing(self, attributes: Attributes) -> None:
        self._drawing = attribute(attributes, "descr") or attribute(attributes, "title") or attribute(attributes, "alt")

    def _begin_picture(self, attributes: Attributes) -> None:
        """A picture is told when its content is met: a frame may hold a text box instead."""
        part, cell = self._layers.place
        alternative = self._layers.told.clean(self._drawing or "", part, cell)
        self._beside().append(RawBlock(Piece.PICTURE, alternative, part, cell))
        self._drawing = None
        if named := attribute(attributes, "id"):
            self._show(named)

    def _begin_content(self, attributes: Attributes) -> None:
        self._show(attribute(attributes, "embed"))

    def _show(self, named: str) -> None:
        """The content of the picture that was met last."""
        beside = self._beside()
        last = beside[-1] if beside else None
        if isinstance(last, RawBlock) and last.kind is Piece.PICTURE and not last.shows:
            beside[-1] = replace(last, shows=self._shown(named))

    def _beside(self) -> list[RawBlock | RawTable]:
        """Where what is no text goes: behind the paragraph at hand."""
        return self._paragraphs[-1].after if self._paragraphs else self._layers.flows[-1]

    def _begin_table(self, attributes: Attributes) -> None:
        self._tables.append(Table(self._layers.open_table()))

    def _begin_row(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].begin_row()

    def _end_row(self) -> None:
        if self._tables and self._tables[-1].deleted:
            self._layers.see_change(deleted=True)
            self._tables[-1].drop_row()
        elif self._tables and self._tables[-1].hidden:
            self._layers.see_hidden()
            self._tables[-1].drop_row()

    def _begin_cell(self, attributes: Attributes) -> None:
        if self._tables:
            if self._tables[-1].grid.row == 0:
                self._tables[-1].begin_row()
            self._tables[-1].cell = Cell()
            self._layers.open()

    def _end_cell(self) -> None:
        if self._tables and not self._tables[-1].end_cell(self._layers.close_cell()):
            self._layers.see_hidden()

    def _end_table(self) -> None:
        self._layers.close_table(self._tables.pop().table())

    def _begin_note(self, attributes: Attributes) -> None:
        kind = self._path[-1]
        self._note = "" if attribute(attributes, "type") else f"{kind} {attribute(attributes, 'id')}"
        self._layers.open()

    def _end_note(self) -> None:
        flow = self._layers.close()
        if self._note:
            kind, _, number = self._note.partition(" ")
            self._notes.texts[kind, number] = "\n".join(text_of(block) for block in flow if is_text(block))

    def _begin_call(self, attributes: Attributes) -> None:
        """A note is called: it follows the paragraph, with the number in the order of the calls."""
        kind = self._path[-1].removesuffix("Reference")
        text = self._notes.texts.get((kind, attribute(attributes, "id")), "")
        if text and self._paragraphs:
            self._notes.called += 1
            part, cell = self._layers.place
            self._paragraphs[-1].after.append(RawBlock(Piece.NOTE, text, part, cell, number=str(self._notes.called)))


_PROPERTIES = frozenset(("pPr", "rPr", "numPr", "tcPr", "trPr"))
_BEGINNINGS = {
    "p": Story._begin_paragraph,
    "r": Story._begin_run,
    "t": Story._begin_text,
    "sym": Story._begin_sign,
    "ins": Story._begin_insertion,
    "moveTo": Story._begin_insertion,
    "commentReference": Story._begin_comment,
    "txbxContent": Story._begin_box,
    "docPr": Story._begin_drawing,
    "shape": Story._begin_drawing,
    "pic": Story._begin_picture,
    "blip": Story._begin_content,
    "imagedata": Story._begin_picture,
    "chart": Story._begin_picture,
    "tbl": Story._begin_table,
    "tr": Story._begin_row,
    "tc": Story._begin_cell,
    "footnote": Story._begin_note,
    "endnote": Story._begin_note,
    "footnoteReference": Story._begin_call,
    "endnoteReference": Story._begin_call,
}
_ENDINGS = {
    "p": Story._end_paragraph,
    "t": Story._end_text,
    "txbxContent": Story._end_box,
    "tr": Story._end_row,
    "tc": Story._end_cell,
    "tbl": Story._end_table,
    "footnote": Story._end_note,
    "endnote": Story._end_note,
}
