"""What every reader gives: tables of raw values with their true addresses, streamed row by row, and what stands around
them, in the order of the page.

`RawDocument.tables` holds every table that may be a matrix; `RawDocument.flow` tells a document that is more than a
table from top to bottom: headings, paragraphs, items of lists, the same tables, pictures, notes, and what repeats on
every page.

A row is light on purpose, because a workbook of 10,000 rows by 20 columns passes through here: no object per cell. A
value is `str`, `int`, `decimal.Decimal`, `datetime.date`, `datetime.datetime`, `bool` or None; never a float (a reader
gives a number of a sheet as the shortest decimal that names the same double; a cell formatted as a percentage is given
as `Percent`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rumbo.findings import Finding


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that its cell shows as a percentage: 0.25 shown as 25 % is `Percent(Decimal("0.25"))`."""

    ratio: Decimal

    def __str__(self) -> str:
        """As its cell shows it, to the last digit: "66,67 %"."""
        return f"{(self.ratio * 100).normalize():f} %".replace(".", ",")


RawValue = str | int | Decimal | Percent | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: `number` counts from 1 as the file's own program shows it (the line, for a text); the value at index i
    stands in column i + 1."""

    number: int
    values: tuple[RawValue, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 1-based and inclusive; its value stands in its first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class RawTable:
    """One sheet, text or table. `rows` can be walked again (each walk starts anew).

    `kind` decides how an address is written: "sheet" and "table" (of a text document or a web page) as B7, "text" as
    12:3 (line and character), "pages" (of a pdf) as "p. 3, B7", where a row is numbered page times `PAGE` plus its row
    in the part of the table that stands on that page. For a text, `starts` gives the character column at which each
    value of a line begins. `inside` is the address of the cell that holds a table within a table. `repeated` are the
    numbers of rows left out because they only repeat the header on a following page.
    """

    part: str
    kind: str
    rows: Iterable[RawRow]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    starts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    inside: str = ""
    repeated: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[RawRow]:
        return iter(self.rows)


PAGE = 10_000
"""What separates the pages in the row numbers of a pdf: row 7 of a table on page 3 is 30007."""


class Piece(StrEnum):
    """What a block of running text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    PICTURE = "picture"
    NOTE = "note"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One piece of running text as a reader of the document sees it, without marks of format.

    `level` counts from 1 for a heading (0 is the title) and from 0 for an item; `number` is the printed number of
    either ("5.1.", "a)", "✓"), which `text` does not repeat. `part` and `cell` are those of its `Where`: "12:1" in
    a text, "¶ 12" in a text document or web page, "p. 3, l. 7" in a pdf. A picture has its alternative text or caption,
    if any, and `shows` is its digest among `RawDocument.pictures`, empty where its bytes were not kept; a note stands
    after the block that calls it. `marked` tells a whole paragraph in bold, which often is a heading. What repeats on
    every page is told once, before everything else (header) or after it (footer).
    """

    kind: Piece
    text: str
    part: str = ""
    cell: str = ""
    level: int = 0
    number: str = ""
    marked: bool = False
    shows: str = ""


@dataclass(slots=True)
class RawDocument:
    """A file as read: what it is, its digest (sha-256, hexadecimal), its tables, and what was noticed on reading.

    `flow` is the document in the order of reading, blocks of text and tables, for a document that is more than a
    table; a workbook has none, and its sheets are its flow. The tables of the flow of a plain text are cut out of it,
    while `tables` then holds the whole text as one; elsewhere they are the very objects of `tables`, but for those that
    stand in a page header or footer, which are only in the flow as text. `attachments` are the files inside a file, by
    name, and `pictures` the PNG and JPEG pictures that it shows, by sha-256.
    """

    name: str
    digest: str
    size: int
    media_type: str
    tables: list[RawTable]
    findings: list[Finding] = field(default_factory=list)
    flow: list[RawBlock | RawTable] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


class Unreadable(Exception):
    """The file cannot be read at all; `finding` says why and how to go on."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding
