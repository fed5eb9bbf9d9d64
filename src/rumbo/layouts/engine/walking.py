"""A table walked row by row: headers and their repetitions, data about the document, totals, notes and lines.

The usual row is a line and costs a few comparisons; only a row without an action, or whose action repeats the header,
is looked at closely.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from rumbo.domain.plan.draft import Block, ColumnRead, LineOrigin
from rumbo.findings import Finding, Sentences, Where
from rumbo.findings.types import Fact
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.about import About
from rumbo.layouts.engine.beyond import ENOUGH_TOLD, counts_columns, goes_on
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell, group_of
from rumbo.layouts.engine.levels import LevelRows, SpokenLevels
from rumbo.layouts.engine.merged import MOST_ALIKE, Area, Borrowed, Merged, Values
from rumbo.layouts.engine.recognise import DEEPEST, Header, best_header
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

_TOTALS = ("total", "subtotal", "gran total", "sumatoria", "promedio", "suma")
_SIGNED = ("elaboro", "reviso", "aprobo", "nota", "notas", "fuente", "fuentes", "elaborado", "revisado", "aprobado")
_TELLING = ("number", "units", "indicator", "start")
_OWED = (*_TELLING, "quantity", "end")
"""A row without its action that holds some of these is an action whose text is lacking, not a note or a sum."""


@dataclass(slots=True)
class Walk:
    """What walking the tables of a document gave: blocks, the origins of lines, and what was noticed."""

    document: RawDocument
    layout: Layout
    blocks: list[Block] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    origins: list[LineOrigin] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: frozenset[str] = frozenset()
    """The sheets that are levels of the plan."""
    units_above: dict[int, tuple[str, Where]] = field(default_factory=dict)
    """The unit that is named above the lines of a block, with its place."""
    about: About = field(init=False)

    def __post_init__(self) -> None:
        self.about = About(self.layout)

    def table(self, table: RawTable, header: Header) -> None:
        """Walks one table whose first complete header is known."""
        if table.kind == "sheet":
            self.about.texts.pop("unit", None)
        _TableWalk(self, table, header).go()

    def tell(self, sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: Fact) -> None:
        """Notes a finding of the reading."""
        self.findings.append(Finding(sentences.code, sentences.severity, where, facts, suggestion))


class _TableWalk:
    def __init__(self, walk: Walk, table: RawTable, header: Header) -> None:
        self.walk, self.table = walk, table
        self.merged = Merged(table)
        self.recent: list[RawRow] = []
        self.before_row = 0
        self.ended = False
        self.open(header)

    def open(self, header: Header) -> None:
        """Starts a block under a header."""
        walk = self.walk
        self.levels = LevelRows.under(header) or SpokenLevels.found(header, self.table, walk.sheets)
        self.labels = _labels(header)
        block = block_of(self.table, header)
        if self.levels:
            header, block = self.levels.with_fields(), self.levels.with_columns(block)
        self.header = header
        self.statement = header.best.columns["statement"].column - 1
        columns = header.best.columns
        self.telling = [columns[name].column - 1 for name in _TELLING if name in columns]
        self.owed = [columns[name].column - 1 for name in _OWED if name in columns]
        self.width = max(cell.column for cell in header.cells)
        self.repeats = self.labels.get(self.statement, frozenset())
        self.ended = False
        walk.headers.append(header)
        walk.blocks.append(block)

    def go(self) -> None:
        first = self.header.rows[0]
        for row in self.table.rows:
            if row.number < first:
                self.before(row)
            elif row.number not in self.header.rows:
                self.row(row)
        for areas in self.merged.told():
            self.tell_merged(areas)

    def before(self, row: RawRow) -> None:
        """A row above the header: data about the document, or its title."""
        self.walk.about.read(row.values, self.place(row), alone=True, walk=self.walk.tell)

    def row(self, row: RawRow) -> None:
        values = row.values
        if len(values) < self.width:
            values += (None,) * (self.width - len(values))
        borrowed: dict[int, int] = {}
        if row.number in self.merged:
            values, borrowed = self.merged.filled(row.number, values)
        if self.levels and self.levels.passes(row.number, values):
            self.before_row = row.number
            return
        if self.is_beyond(row, values):
            self.beyond(row, values)
            return
        statement = values[self.statement]
        if (
            isinstance(statement, str)
            and (self.statement or len(values) - values.count(None) > 1)
            and not (folded_start(statement) in _TOTALS and self.is_bare(values))
            and not (statement in self.repeats and self.is_repeated(values))
        ):
            self.line(row, values, borrowed)
        else:
            self.other(row, values, borrowed)

    def is_beyond(self, row: RawRow, values: Values) -> bool:
        """Whether a row is no part of the table. A title alone in its row does not close the gap above it; lines of a
        text are not numbered so that a gap would show."""
        before = max(self.before_row, self.header.rows[-1])
        if len(values) - values.count(None) > 1:
            self.before_row = row.number
        if row.number <= self.header.rows[-1] + DEEPEST and counts_columns(values):
            return True
        if self.table.kind == "sheet" and row.number > before + 1 and self.walk.origins:
            self.ended = self.ended or not self.goes_on(row, values)
        return self.ended

    def goes_on(self, row: RawRow, values: Values) -> bool:
        if self.is_repeated(values) or _is_total(values):
            return True
        number = self.header.best.columns.get("number")
        return goes_on(row, values, self.owed, number.column - 1 if number else -1, self.walk.layout)

    def beyond(self, row: RawRow, values: Values) -> None:
        """Passes by a row that is no part of the table; another header of the layout ends that."""
        self.recent = [*self.recent[1 - DEEPEST :], row]
        texts = [text_of(value) for value in values if value is not None]
        if not self.ended or self.new_header() or not texts:
            return
        if not self.walk.about.read(values, self.place(row), alone=False, walk=self.walk.tell):
            sentences = say.ROW_LEFT_OUT if _is_signed(texts) else say.ROW_OF_ANOTHER
            self.walk.tell(sentences, self.place(row)(_first(values)), text=_short(" · ".join(texts)))

    def line(self, row: RawRow, values: Values, borrowed: Borrowed) -> None:
        """Keeps a row as an action, with the levels that it stands under."""
        block = len(self.walk.blocks) - 1
        if unit := self.walk.about.texts.get("unit"):
            self.walk.units_above.setdefault(block, (unit, self.walk.about.places["unit"]))
        self.merged.took(row.number, borrowed)
        if self.levels:
            values, named = self.levels.filled(values)
            borrowed = {**borrowed, **named}
        origin = LineOrigin(block, row.number, values, self.borrowed_fields(borrowed) if borrowed else ())
        self.walk.origins.append(origin)

    def is_bare(self, values: Values) -> bool:
        """Whether a row lacks what every action has one of: a number, who answers, an indicator, a day. A figure where
        a name should stand is a sum."""
        told = [values[at] for at in self.telling]
        return all(value is None or (isinstance(value, int | Decimal) and at) for at, value in enumerate(told))

    def other(self, row: RawRow, values: Values, borrowed: Borrowed) -> None:
        """A row that names no action: blank, a repeated or new header, data about the document, a total, a note; or an
        action whose text is lacking."""
        texts = [text_of(value) for value in values if value is not None]
        if not texts or self.is_repeated(values):
            return
        if self.walk.about.read(values, self.place(row), alone=False, walk=self.walk.tell):
            return
        self.recent = [*self.recent[1 - DEEPEST :], row]
        if self.new_header():
            return
        total = _is_total(values)
        if not total and self.is_owed(values, borrowed):
            self.line(row, values, borrowed)
            if values[self.statement] is None:
                header = self.header.best.columns["statement"].written
                self.walk.tell(
                    say.STATEMENT_MISSING, self.place(row)(self.statement, header), text=_short(" · ".join(texts))
                )
            return
        sentences = say.ROW_LEFT_OUT if total or len(texts) == 1 else say.ROW_WITHOUT_STATEMENT
        self.walk.tell(sentences, self.place(row)(_first(values)), text=_short(" · ".join(texts)))

    def is_owed(self, values: Values, borrowed: Borrowed) -> bool:
        """Whether a row says itself, not by a merged cell, enough of what only an action says."""
        own = [at for at in self.owed if values[at] is not None and at + 1 not in borrowed]
        return len(own) >= ENOUGH_TOLD

    def tell_merged(self, areas: list[Area]) -> None:
        column = areas[0].column
        cells = (cell for header in self.walk.headers for cell in header.cells if cell.column == column)
        header = next((cell.written for cell in cells), "")
        where = Place(self.walk.document, self.table, areas[0].first)(column - 1, header)
        rows = ", ".join(f"{area.first}–{area.last}" for area in areas[:MOST_ALIKE])
        more = "…" if len(areas) > MOST_ALIKE else ""
        label = header.rpartition(" › ")[2] or where.cell
        self.walk.tell(say.MERGED_DOWN, where, header=label, rows=rows + more)

    def new_header(self) -> bool:
        """Whether the last rows are another header of the same layout, in another order of columns."""
        found = best_header(self.recent, self.table.merges, [self.walk.layout])
        if found is None or not found.best.complete:
            return False
        rows = set(found.rows)
        self.walk.findings = [told for told in self.walk.findings if not self.told_at(told, rows)]
        while self.walk.origins and self.walk.origins[-1].row in rows and self.is_here(self.walk.origins[-1]):
            self.walk.origins.pop()
        self.open(found)
        self.recent = []
        return True

    def is_here(self, origin: LineOrigin) -> bool:
        """Whether a line was read in this table."""
        return origin.block == len(self.walk.blocks) - 1

    def told_at(self, told: Finding, rows: set[int]) -> bool:
        """Whether a finding was told of a row that turned out to be a header."""
        places = {address(self.table, row, column + 1) for row in rows for column in range(self.width)}
        of_rows = (say.ROW_LEFT_OUT, say.ROW_OF_ANOTHER, say.ROW_WITHOUT_STATEMENT, say.STATEMENT_MISSING)
        codes = {each.code for each in of_rows}
        return told.code in codes and told.where is not None and told.where.cell in places

    def is_repeated(self, values: Values) -> bool:
        """Whether a row repeats the header: nearly all it says stands there in the header too."""
        filled = [(at, value) for at, value in enumerate(values) if value is not None]
        same = sum(1 for at, value in filled if value in self.labels.get(at, ()))
        return same >= 1 and same * 5 >= len(filled) * 4

    def borrowed_fields(self, borrowed: Borrowed) -> tuple[tuple[str, int], ...]:
        columns = self.header.best.columns
        return tuple((name, borrowed[cell.column]) for name, cell in columns.items() if cell.column in borrowed)

    def place(self, row: RawRow) -> "Place":
        return Place(self.walk.document, self.table, row.number)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table, which gives the address of each of its cells (index from 0)."""

    document: RawDocument
    table: RawTable
    row: int

    def __call__(self, index: int, header: str = "") -> Where:
        """The address of the value at an index."""
        cell = address(self.table, self.row, index + 1)
        return Where(self.document.name, self.document.digest, self.table.part, cell, header)


def block_of(table: RawTable, header: Header) -> Block:
    """The columns of a header as understood, those that are no field included."""
    names = {cell.column: name for name, cell in header.best.columns.items()}
    layout = header.best.layout
    columns = tuple(_column(cell, names.get(cell.column, ""), header, layout) for cell in header.cells)
    placed = replace(table, rows=())  # a draft outlives its workbook, which it must not hold in memory
    return Block(table.part, header.rows[-1], columns, partial(address, placed))


def _column(cell: HeaderCell, name: str, header: Header, layout: Layout) -> ColumnRead:
    otherwise = layout.field(name).otherwise if name else ""
    if otherwise in header.best.columns:
        otherwise = ""
    group = group_of(cell.group, layout.built_in) if cell.group else ""
    return ColumnRead(cell.column, cell.written, name, group, header.best.sureness.get(name, 100) == 100, otherwise)


def _labels(header: Header) -> dict[int, frozenset[RawValue]]:
    labels: dict[int, set[RawValue]] = {}
    for cell in header.cells:
        labels.setdefault(cell.column - 1, set()).update({cell.label, cell.group})
    return {at: frozenset(texts) for at, texts in labels.items()}


def _is_total(values: Values) -> bool:
    """Whether one of the first two values of a row says that it sums up."""
    texts = [text_of(value) for value in values if value is not None][:2]
    return any(folded(text).split(" ")[0] in _TOTALS for text in texts)


def _is_signed(texts: Sequence[str]) -> bool:
    """Whether a row below a table is its note, its source or who signs it."""
    return len(texts) <= 2 and folded(texts[0]).split(" ")[0] in _SIGNED


def folded_start(text: str) -> str:
    """The first word of a text when it may open a total, else nothing; cheap, for it is asked of every row."""
    return folded(text).split(" ")[0] if text[:1] in "TtSsGgPp" and len(text) < 40 else ""


def _first(values: Sequence[RawValue]) -> int:
    return next(at for at, value in enumerate(values) if value is not None)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:89]}…"


def lines_of(walk: Walk) -> Iterator[tuple[Header, LineOrigin]]:
    """Each line with the header above it."""
    return ((walk.headers[origin.block], origin) for origin in walk.origins)
