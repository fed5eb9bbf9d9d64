"""A web page heard tag by tag and told as blocks and tables, as a browser without scripts shows it."""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rumbo.findings import Finding
from rumbo.papers.pictures import MOST_BYTES
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawTable
from rumbo.papers.reading.decoding import decoded
from rumbo.papers.reading.docx.numbering import written_number
from rumbo.papers.reading.docx.styles import whole
from rumbo.papers.reading.grid import Grid
from rumbo.papers.reading.html.hidden import Skipping, is_hidden
from rumbo.papers.reading.html.text import BREAK, RunningText
from rumbo.papers.reading.html.tokens import Token, tokens
from rumbo.papers.reading.layers import Flow, Layers
from rumbo.papers.reading.pictures import Gathered
from rumbo.papers.reading.settling import settled
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.told_texts import ToldTexts

HTML = "text/html"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SECTIONS = ("address", "article", "aside", "blockquote", "body", "center", "div", "fieldset", "footer", "form")
_BLOCKS = frozenset(
    (*_SECTIONS, "dd", "dl", "dt", "figcaption", "figure", "header", "hr", "html", "main", "nav", "p", "pre", "section")
)
_OUTSIDE = frozenset(("iframe", "object", "embed", "frame", "applet"))
_MOST_SPANNED = 65_534
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_LONGEST_DATA = MOST_BYTES * 4 // 3 + 8


def read_html(source: Source) -> RawDocument:
    """Reads a page. Raises `Unreadable`."""
    page, findings = _decoded(source)
    reading = Page(Layers(ToldTexts(source)))
    for token in tokens(page):
        reading.take(token)
    flow = settled(reading.done())
    if not flow:
        raise source.refusal("file.empty")
    tables = [block for block in flow if isinstance(block, RawTable)]
    reading.gathered.tell(reading.layers.told)
    findings += reading.layers.findings()
    if reading.outside:
        findings.append(source.finding("file.external_content", facts={"count": reading.outside}))
    shown = reading.gathered.contents
    return RawDocument(source.name, source.digest, len(source.data), HTML, tables, findings, flow, pictures=shown)


def _decoded(source: Source) -> tuple[str, list[Finding]]:
    """The text of the page in the encoding that it declares; otherwise as any text."""
    found = _CHARSET.search(source.data[:2048])
    if found and not source.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found[1].decode().lower()
        try:
            return source.data.decode("cp1252" if name in ("iso-8859-1", "latin1") else name, "strict"), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(source)


@dataclass(slots=True)
class _Table:
    """A table that is open; `cell` holds how far its open cell spans, and `lists` how many lists were open before."""

    grid: Grid
    cell: tuple[int, int] | None = None
    lists: int = 0


@dataclass(slots=True)
class _List:
    form: str
    next: int


@dataclass(slots=True)
class Page:
    """What has been heard so far."""

    layers: Layers
    running: RunningText = field(default_factory=RunningText)
    skipping: Skipping = field(default_factory=Skipping)
    tables: list[_Table] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)
    kept: int = 0
    outside: int = 0

    def take(self, token: Token) -> None:
        """The next piece of the page."""
        self.layers.count_element()
        if self.skipping.takes(token):
            return
        if not token.name:
            self.running.say(token.text, kept=self.kept > 0)
        elif not token.ends and is_hidden(token) and self.skipping.begin(token.name):
            self.flush() if token.name in _BLOCKS else None
            self.layers.see_hidden()
        elif not token.ends and token.name == "del" and self.skipping.begin("del"):
            self.layers.see_change(deleted=True)
        else:
            self._tag(token)

    def _tag(self, token: Token) -> None:
        name = token.name
        if name in _BLOCKS:
            self.flush()
            self.kept = max(self.kept + (-1 if token.ends else 1), 0) if name == "pre" else self.kept
        elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self.flush()
            self.running.heading = 0 if token.ends else int(name[1])
        elif name in ("b", "strong"):
            self.running.bold = max(self.running.bold + (-1 if token.ends else 1), 0)
        elif name in _OUTSIDE and not token.ends:
            self.outside += 1
        elif act := (_ENDS if token.ends else _BEGINNINGS).get(name):
            act(self, token)

    def flush(self) -> None:
        """Ends the text at hand, which becomes a block, and its pictures after it."""
        part, cell = self.layers.place
        text = self.layers.told.clean(self.running.taken(), part, cell)
        self.layers.add(self.running.block(text, "" if part else cell))
        for alternative, digest in self.pictures:
            said = self.layers.told.clean(alternative, part, cell)
            self.layers.flows[-1].append(RawBlock(Piece.PICTURE, said, part, cell, shows=digest))
        self.pictures = []

    def done(self) -> Flow:
        """Ends what the page left open and gives its flow."""
        while self.tables:
            self.end_table()
        self.flush()
        return self.layers.flows[0]

    def line_break(self, token: Token) -> None:
        """A line end within a block."""
        self.running.pieces.append(BREAK)

    def picture(self, token: Token) -> None:
        """A picture; one of a point only counts visits."""
        attributes = token.attributes
        if attributes.get("alt") or attributes.get("width", "") not in ("0", "1"):
            self.pictures.append((attributes.get("alt", ""), self._shown(attributes.get("src", ""))))

    def _shown(self, address: str) -> str:
        """The digest of a picture that stands in the page itself; nothing is fetched from elsewhere."""
        data = _DATA.match(address)
        if data is None:
            return ""
        try:
            return self.gathered.take(b64decode(address[data.end() :][:_LONGEST_DATA]))
        except ValueError:
            self.gathered.left_out += 1
            return ""

    def entry(self, token: Token) -> None:
        """A field of a form shows its value."""
        kind, value = token.attributes.get("type", "text").lower(), token.attributes.get("value", "")
        if kind in ("checkbox", "radio"):
            self.running.say("☑" if "checked" in token.attributes else "☐", kept=False)
        elif kind in ("text", "number", "date", "email", "tel", "url"):
            self.running.say(value, kept=False)

    def area(self, token: Token) -> None:
        """A field of several lines shows what it holds."""
        self.running.say(token.text, kept=True)

    def insertion(self, token: Token) -> None:
        """Text that was added with tracked changes."""
        self.layers.see_change(deleted=False)

    def begin_list(self, token: Token) -> None:
        """A list, of points or of numbers."""
        self.flush()
        form = _FORMS.get(token.attributes.get("type", ""), "decimal") if token.name == "ol" else "bullet"
        if "none" in token.attributes.get("style", "").lower():
            form = "none"
        self.lists.append(_List(form, whole(token.attributes.get("start", "")) or 1))

    def end_list(self, token: Token) -> None:
        """The end of a list."""
        self.flush()
        self.running.marker = None
        if len(self.lists) > (self.tables[-1].lists if self.tables else 0):
            self.lists.pop()

    def item(self, token: Token) -> None:
        """An item of the innermost list."""
        self.flush()
        own = self.lists[-1] if self.lists else _List("bullet", 1)
        own.next = whole(token.attributes.get("value", "")) or own.next
        self.running.marker = "" if own.form in ("bullet", "none") else f"{written_number(own.next, own.form)}."
        self.running.level = max(len(self.lists) - 1 - (self.tables[-1].lists if self.tables else 0), 0)
        own.next += 1

    def end_item(self, token: Token) -> None:
        """The end of an item."""
        self.flush()
        self.running.marker = None

    def begin_table(self, token: Token) -> None:
        """A table; one that stands between the cells of another ends that one."""
        self.flush()
        if self.tables and self.tables[-1].cell is None:
            self.end_table()
        self.tables.append(_Table(self.layers.open_table()))

    def end_table(self, token: Token | None = None) -> None:
        """The end of a table."""
        if self.tables:
            self.end_cell()
            self.flush()
            self.layers.close_table(self.tables.pop().grid.table())

    def caption(self, token: Token) -> None:
        """The title of a table stands before it."""
        before = len(self.layers.flows[-1])
        self.flush()
        if self.tables and self.tables[-1].cell is None:
            self.layers.flows[-2] += self.layers.flows[-1][before:]
            del self.layers.flows[-1][before:]

    def row(self, token: Token) -> None:
        """A row."""
        if self.tables:
            self.end_cell()
            self.flush()
            self.tables[-1].grid.begin_row()

    def end_row(self, token: Token) -> None:
        """The end of a row."""
        self.end_cell()

    def group(self, token: Token) -> None:
        """The beginning or end of a group of rows."""
        if self.tables:
            self.end_cell()
            if self.tables[-1].grid.row:
                self.tables[-1].grid.end_group()

    def cell(self, token: Token) -> None:
        """A cell, which ends the one before."""
        if not self.tables:
            self.flush()
            return
        self.end_cell()
        self.flush()
        table = self.tables[-1]
        if table.grid.row == 0:
            table.grid.begin_row()
        table.grid.find_free()
        down = whole(token.attributes.get("rowspan", "1"))
        across = whole(token.attributes.get("colspan", "1")) or 1
        table.cell = (min(across, 1000), min(down or _MOST_SPANNED if down != 1 else 1, _MOST_SPANNED))
        table.lists = len(self.lists)
        self.running.marker, self.running.bold, self.running.heading = None, 0, 0
        self.layers.open()

    def end_cell(self, token: Token | None = None) -> None:
        """The end of a cell."""
        table = self.tables[-1] if self.tables else None
        if table is None or table.cell is None:
            return
        self.flush()
        across, down = table.cell
        table.cell = None
        del self.lists[table.lists :]
        self.running.marker, self.running.bold, self.running.heading = None, 0, 0
        table.grid.put(self.layers.close_cell(), across, down)


_Act = Callable[[Page, Token], None]
_GROUPS = ("thead", "tbody", "tfoot")
_BEGINNINGS: Mapping[str, _Act] = {
    **dict.fromkeys(_GROUPS, Page.group),
    "br": Page.line_break,
    "img": Page.picture,
    "input": Page.entry,
    "textarea": Page.area,
    "ins": Page.insertion,
    "ul": Page.begin_list,
    "ol": Page.begin_list,
    "li": Page.item,
    "table": Page.begin_table,
    "caption": Page.caption,
    "tr": Page.row,
    "td": Page.cell,
    "th": Page.cell,
}
_ENDS: Mapping[str, _Act] = {
    **dict.fromkeys(_GROUPS, Page.group),
    "ul": Page.end_list,
    "ol": Page.end_list,
    "li": Page.end_item,
    "table": Page.end_table,
    "caption": Page.caption,
    "tr": Page.end_row,
    "td": Page.end_cell,
    "th": Page.end_cell,
}
