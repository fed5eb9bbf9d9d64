"""A sheet that came back, found by its headings: its cells by column, where each stands, and what cannot be trusted.

Read is what a reader of the sheet sees: what is hidden refuses the whole, and so do macros. A cell whose result the
file does not hold is no empty cell, which would erase.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.findings import Finding, Where, marked
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.filled_sheets import telling
from rumbo.layouts.filled_sheets.telling import told
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

MOST_ROWS = 20_000
HEADER_WITHIN = 40
"""The header stands among the first rows of a sheet."""
UNREAD = ("file.formula_without_value", "file.cell_error")
"""What a reader of files says of cells that show nothing, or an error, in place of a value."""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet whose header was found: what stands above it by the text before it, its columns by heading (from 0), its
    rows, and the cells that hold no value that could be read."""

    document: RawDocument
    table: RawTable
    above: Mapping[str, str]
    columns: Mapping[str, int]
    rows: Sequence[RawRow]
    unread: Mapping[str, Finding]

    @classmethod
    def of(cls, document: RawDocument, table: RawTable, headings: Iterable[str]) -> "FoundSheet | None":
        """The sheet, where one of its first rows has all of these headings."""
        wanted, above, rows = {_named(each) for each in headings}, dict[str, str](), iter(table)
        for row, _ in zip(rows, range(HEADER_WITHIN), strict=False):
            texts = [text_of(value).strip() for value in row.values]
            names = [_named(text) for text in texts]
            if wanted <= {*names}:
                columns = {name: at for at, name in reversed(list(enumerate(names))) if name}
                kept = [each for each, _ in zip(rows, range(MOST_ROWS + 1), strict=False)]
                return cls(document, table, above, columns, kept, _unread(document, table))
            if texts and texts[0]:
                above.setdefault(texts[0], next((text for text in texts[1:] if text), ""))
        return None

    def has(self, heading: str) -> bool:
        """Whether there is a column with this heading."""
        return _named(heading) in self.columns

    def value(self, raw: RawRow, heading: str) -> RawValue:
        """What the cell of a row under a heading holds."""
        at = self.columns.get(_named(heading), len(raw.values))
        return raw.values[at] if at < len(raw.values) else None

    def text(self, raw: RawRow, heading: str) -> str:
        """The same as text."""
        return text_of(self.value(raw, heading)).strip()

    def where(self, raw: RawRow, heading: str) -> Where:
        """The place of that cell."""
        cell = address(self.table, raw.number, self.columns.get(_named(heading), 0) + 1)
        return Where(self.document.name, self.document.digest, self.table.part, cell, heading)

    def cell(self, raw: RawRow, heading: str) -> tuple[RawValue, str, Where]:
        """What that cell holds, as it is and as text, and its place."""
        return self.value(raw, heading), self.text(raw, heading), self.where(raw, heading)

    def unread_at(self, where: Where) -> Finding | None:
        """Why a cell cannot be taken for what it seems to hold."""
        return self.unread.get(where.cell)

    def refusals(self, asked: Iterable[str]) -> Iterator[Finding]:
        """What refuses the whole: a column that was lost, too many rows, what nobody sees."""
        part, seen = self.table.part, {row.number for row in self.rows}
        for heading in asked:
            if not self.has(heading):
                yield told(telling.COLUMN_MISSING, part=part, column=heading)
        if len(self.rows) > MOST_ROWS:
            yield told(telling.TOO_MANY, part=part, limit=MOST_ROWS)
        if self.table.hidden:
            yield told(telling.HIDDEN, part=part, what=marked("la hoja"))
        if self.table.hidden_columns & {at + 1 for at in self.columns.values()}:
            yield told(telling.HIDDEN, part=part, what=marked("una columna"))
        if self.table.hidden_rows & seen:
            yield told(telling.HIDDEN, part=part, what=marked("una fila"))


def file_refusals(document: RawDocument) -> list[Finding]:
    """What refuses a file whatever its sheets say."""
    macros = any(each.code == "file.macros" for each in document.findings)
    return [told(telling.MACROS, file=telling.short(document.name))] if macros else []


def _unread(document: RawDocument, table: RawTable) -> dict[str, Finding]:
    found = [(each.where, each) for each in document.findings if each.code in UNREAD]
    return {where.cell: each for where, each in found if where is not None and where.part == table.part}


def _named(heading: str) -> str:
    return folded(heading[:100])
