"""The flow of a text or of Markdown: its lines as blocks, its tables cut out of it, page headers told apart.

A run of lines with cells is a table, up to the next blank line. A short run that names the document's control ("CÓDIGO:
DIE-FO-013", "Versión: 02") is a header of the page, also where the end of a page cut a table in two: the table goes on
after it when its rows are as wide as before, and after a blank line when the first cell of its row is empty, which a
merged cell leaves. Addresses are those of the file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rumbo.notation.folding import folded
from rumbo.notation.text import clean_text
from rumbo.papers.raw import Piece, RawBlock, RawRow, RawTable
from rumbo.papers.reading.marks import seen
from rumbo.papers.reading.places import address
from rumbo.papers.reading.text_blocks import Line, block_of, is_leveled

if TYPE_CHECKING:
    from rumbo.papers.reading.texts import TextRows

_SAID = re.compile(r"(?:c[oó]digo|versi[oó]n|p[aá]gina)\s*:?\s*\S", re.IGNORECASE)
_PAGE = re.compile(r"(?:p[aá]gina|p[aá]g\.?)\s*\d+(?:\s*(?:de|/)\s*\d+)?", re.IGNORECASE)
_DASHES = re.compile(r"\s*:?-{3,}:?\s*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ ]?){3,}|(?:-[ ]?){3,}|(?:_[ ]?){3,}|={3,}|`{3,}\w*|~{3,})\s*")
_MOST_HEADER_ROWS, _MOST_HEADER_CELLS = 5, 5


@dataclass(slots=True)
class CutRows:
    """The rows of a table that was cut out of a text, split anew at each walk."""

    whole: "TextRows"
    first: int
    last: int
    left_out: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[RawRow]:
        for line, (texts, _) in self.whole.records(self.first):
            if line > self.last:
                return
            values = tuple([clean_text(seen(text)) or None for text in texts])
            if line not in self.left_out and any(value is not None for value in values):
                yield RawRow(line, values)


@dataclass(frozen=True, slots=True)
class _Run:
    """Records that follow one another: (line, cells), lines of text or rows of a table, never both."""

    records: tuple[tuple[int, tuple[str, ...]], ...]
    is_table: bool

    @property
    def width(self) -> int:
        return max(len(cells) for _, cells in self.records)


def flow_of(table: RawTable, rows: "TextRows") -> list[RawBlock | RawTable]:
    """The blocks and tables of a text in the order of reading; `table` is the whole text as one table."""
    return _Flow(table, rows).read()


class _Flow:
    """One text being cut into its flow."""

    def __init__(self, table: RawTable, rows: "TextRows") -> None:
        self.table, self.rows = table, rows
        self.flow: list[RawBlock | RawTable] = []
        self.open: CutRows | None = None
        self.interrupted = False
        self.width = 0
        self.leveled = False
        self.repeated: frozenset[tuple[str, ...]] = frozenset()

    def read(self) -> list[RawBlock | RawTable]:
        runs = list(self._runs())
        rows = (cells for run in runs if run.is_table for _, cells in run.records)
        lines = Counter(_said(cells) for cells in rows if _may_control(cells))
        self.repeated = frozenset(said for said, times in lines.items() if times > 1 and _is_control(said))
        self.leveled = any(is_leveled(cells[0]) for run in runs if not run.is_table for _, cells in run.records)
        for run in runs:
            if run.is_table:
                self._take_table(run)
            else:
                self._take_lines(run)
        return self.flow

    def _runs(self) -> Iterator[_Run]:
        """Runs between blank lines, parted where lines of text and rows of a table meet."""
        held: list[tuple[int, tuple[str, ...]]] = []
        was_table = False
        for line, (texts, _) in self.rows.records():
            blank = not any(text.strip() for text in texts)
            is_table = line in self.rows.pipes or _is_row(texts)
            if held and (blank or is_table != was_table):
                yield _Run(tuple(held), was_table)
                held = []
            if not blank:
                held.append((line, _light(texts) if is_table else ("".join(texts),)))
                was_table = is_table
        if held:
            yield _Run(tuple(held), was_table)

    def _take_lines(self, run: _Run) -> None:
        for at, (line, (text,)) in enumerate(run.records):
            if _RULE.fullmatch(text):
                continue
            self.open, self.interrupted = None, False
            indent = len(text) - len(text.lstrip())
            cell = f"{line}:{indent + 1}"
            if _PAGE.fullmatch(text.strip()):
                self.flow.append(RawBlock(Piece.PAGE_FOOTER, text.strip(), cell=cell))
                continue
            alone = len(run.records) == 1 or (at == 0 and text.startswith("#"))
            block = block_of(Line(text, cell, alone), self.leveled)
            self.flow += _parted(block) if "\n" in block.text else [block]

    def _take_table(self, run: _Run) -> None:
        if self._is_page_header(run):
            for line, cells in run.records:
                self._page_header(line, cells)
            return
        kept = [(line, cells) for line, cells in run.records if not all(_DASHES.fullmatch(c) for c in cells)]
        if not kept:
            return
        if self.open is None or not self._goes_on(run):
            self.open = CutRows(self.rows, run.records[0][0], 0)
            self.flow.append(RawTable("", "text", self.open, starts=self.table.starts))
        self.open.last = run.records[-1][0]
        self.width, self.interrupted = run.width, False
        self.open.left_out |= {line for line, _ in run.records} - {line for line, _ in kept}
        for line, cells in kept if self.repeated else ():
            if _may_control(cells) and _said(cells) in self.repeated:
                self._page_header(line, cells)

    def _goes_on(self, run: _Run) -> bool:
        """Whether the rows belong to the table that a page header, or a blank line, had interrupted."""
        return run.width == self.width and (self.interrupted or not run.records[0][1][0].strip())

    def _is_page_header(self, run: _Run) -> bool:
        if len(run.records) > _MOST_HEADER_ROWS:
            return False
        controls = [_is_control(_said(cells)) for _, cells in run.records]
        return any(controls) and controls.count(False) <= 1

    def _page_header(self, line: int, cells: tuple[str, ...]) -> None:
        self.interrupted = True
        if self.open is not None:
            self.open.left_out.add(line)
        for at, text in enumerate(cells, 1):
            if shown := clean_text(seen(text)):
                place = address(self.table, line, at)
                self.flow.append(RawBlock(Piece.PAGE_HEADER, " ".join(shown.split()), cell=place))


def _is_row(texts: tuple[str, ...]) -> bool:
    """Whether a record is a row of a table: a line that is only indented by a tab is none."""
    return len(texts) > 1 and (len(texts) > 2 or all(text.strip() for text in texts))


def _light(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row; of one too wide for a page header only the first, for a long table is not held in memory."""
    if sum(1 for text in texts if text.strip()) <= _MOST_HEADER_CELLS or _DASHES.fullmatch(texts[0]):
        return texts
    return (texts[0], *[""] * (len(texts) - 1))


def _may_control(cells: tuple[str, ...]) -> bool:
    """Whether a row may control the document, asked without a look at each of its letters."""
    return any(_SAID.match(text.strip()) for text in cells)


def _said(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(clean_text(seen(text))) for text in cells if text.strip())


def _is_control(cells: tuple[str, ...]) -> bool:
    """Whether a row controls the document: the last cells of a page header say its code, version or page."""
    return 1 < len(cells) <= _MOST_HEADER_CELLS and any(_SAID.match(text) and len(text) < 60 for text in cells)


def _parted(block: RawBlock) -> list[RawBlock]:
    """A block whose breaks are lines of their own."""
    first, *rest = block.text.split("\n")
    parts = [RawBlock(block.kind, first, block.part, block.cell, block.level, block.number, block.marked)]
    return parts + [RawBlock(Piece.PARAGRAPH, text, block.part, block.cell, marked=block.marked) for text in rest]
