"""Workbooks of OpenDocument (.ods), read from their one XML: exact values as written, with what is hidden and merged.

The values stand in attributes (office:value, office:date-value) as exact decimals, so no library that turns them into
doubles is needed. Repetitions ("this row 1,048,000 times") are counted before they are laid out.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from rumbo.findings import Finding
from rumbo.notation.text import clean_text, refused_characters
from rumbo.papers.raw import Merge, Percent, RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.extent import check_extent
from rumbo.papers.reading.places import column_letters
from rumbo.papers.reading.sheet_facts import SheetFacts
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.workbook import sheet_findings, table_of
from rumbo.papers.reading.xml_stream import Attributes, attribute, walk

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_MACROS = re.compile(r"(?:Basic|Scripts)/.*\.(?:xml|xba|py|js|bsh)$")
_MOST_ALIKE = 20


def read_ods(source: Source, archive: Archive) -> RawDocument:
    """Reads a workbook whose archive has been opened. Raises `Unreadable`."""
    if _CONTENT not in archive.entries:
        raise source.refusal("file.damaged")
    if "META-INF/manifest.xml" in archive.entries and b"encryption-data" in archive.content("META-INF/manifest.xml"):
        raise source.refusal("file.password")
    content = _Content(source)
    walk(source, _CONTENT, archive.pieces(_CONTENT), content.start, content.end, content.text)
    document = RawDocument(source.name, source.digest, len(source.data), ODS, content.tables, content.findings)
    if any(_MACROS.match(name) for name in archive.entries):
        document.findings.insert(0, source.finding("file.macros"))
    if not document.tables:
        raise source.refusal("file.damaged")
    return document


@dataclass(slots=True)
class _Sheet:
    """The sheet being read; `row` and `column` are the last ones passed."""

    name: str
    hidden: bool
    facts: SheetFacts = field(default_factory=SheetFacts)
    rows: list[RawRow] = field(default_factory=list)
    row: int = 0
    column: int = 0
    width: int = 0
    values: list[RawValue] = field(default_factory=list)


class _Content:
    """Hears the elements of content.xml and lays out its sheets."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._row: Attributes = {}
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._apart = 0
        self.tables: list[RawTable] = []
        self.findings: list[Finding] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "annotation":
            self._apart += 1
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name == "style":
            self._style = attribute(attributes, "name")
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            hidden = attribute(attributes, "style-name") in self._hidden_styles
            self._sheet = _Sheet(attribute(attributes, "name"), hidden)
        elif self._sheet is not None:
            self._start_in_sheet(self._sheet, name, attributes)

    def _start_in_sheet(self, sheet: _Sheet, name: str, attributes: Attributes) -> None:
        if name == "table-column":
            times = _count(attribute(attributes, "number-columns-repeated"))
            if attribute(attributes, "visibility") in ("collapse", "filter"):
                sheet.facts.see_hidden_columns(str(sheet.width + 1), str(sheet.width + times))
            sheet.width += times
        elif name == "table-row":
            self._row, sheet.values, sheet.column = attributes, [], 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = attributes, []

    def _start_text(self, name: str, attributes: Attributes) -> None:
        if self._apart:
            return
        if name == "p":
            self._paragraphs.append("")
        elif self._paragraphs:
            self._paragraphs[-1] += {
                "s": " " * min(_count(attribute(attributes, "c")), 1000),
                "tab": "\t",
                "line-break": "\n",
            }.get(name, "")

    def text(self, text: str) -> None:
        if self._cell is not None and self._paragraphs and not self._apart:
            self._paragraphs[-1] += text

    def end(self, name: str) -> None:
        sheet = self._sheet
        if name == "annotation":
            self._apart -= 1
        elif sheet is None:
            return
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(sheet, self._cell, covered=name != "table-cell")
            self._cell = None
        elif name == "table-row":
            self._end_row(sheet)
        elif name == "table":
            self._end_sheet(sheet)

    def _end_cell(self, sheet: _Sheet, cell: Attributes, *, covered: bool) -> None:
        times = _count(attribute(cell, "number-columns-repeated"))
        value = None if covered else _value(cell, "\n".join(self._paragraphs))
        row, column = sheet.row + 1, sheet.column + 1
        if value is not None:
            check_extent(self._source, sheet.name, row, sheet.column + times)
            sheet.values.extend([None] * (sheet.column - len(sheet.values)))
            sheet.values.extend([value] * times)
            self._note(sheet, cell, value, f"{column_letters(column)}{row}")
        if attribute(cell, "formula"):
            sheet.facts.see_formula(f"{column_letters(column)}{row}", computed=bool(attribute(cell, "value-type")))
        wide, high = (_count(attribute(cell, f"number-{way}-spanned")) for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            sheet.facts.merges.append(Merge(row, column, row + high - 1, column + wide - 1))
        sheet.column += times

    def _note(self, sheet: _Sheet, cell: Attributes, value: RawValue, place: str) -> None:
        if attribute(cell, "value-type") != "string" and isinstance(value, str) and value.startswith(("#", "Err:")):
            sheet.facts.see_error(place, value)
        refused = refused_characters("".join(self._paragraphs))
        if refused and not sheet.hidden and len(self.findings) < _MOST_ALIKE:
            facts = {"characters": ", ".join(refused)}
            self.findings.append(self._source.finding("file.control_characters", sheet.name, place, facts))

    def _end_row(self, sheet: _Sheet) -> None:
        times = _count(attribute(self._row, "number-rows-repeated"))
        if attribute(self._row, "visibility") in ("collapse", "filter"):
            sheet.facts.hidden_rows.update(range(sheet.row + 1, sheet.row + min(times, self._source.limits.rows) + 1))
        if sheet.values:
            values = tuple(sheet.values)
            sheet.facts.see_value(sheet.row + times, len(values))
            check_extent(self._source, sheet.name, sheet.facts.last_row, sheet.facts.last_column)
            sheet.rows.extend(RawRow(sheet.row + again, values) for again in range(1, times + 1))
        sheet.row += times

    def _end_sheet(self, sheet: _Sheet) -> None:
        self.tables.append(table_of(sheet.name, sheet.rows, sheet.facts, hidden=sheet.hidden))
        self.findings += sheet_findings(self._source, sheet.name, sheet.facts, hidden=sheet.hidden)
        self._sheet = None


def _count(text: str) -> int:
    """A repetition or span; one where nothing (or nonsense) is written, and more than is read where it is endless."""
    return max(int(text[:9]), 1) if text.isdecimal() else 1


def _value(cell: Attributes, shown: str) -> RawValue:
    """The value of a cell; what is shown, where its type or its value cannot be read."""
    kind, written = attribute(cell, "value-type"), attribute(cell, "value")
    if kind in ("float", "currency", "percentage") and not shown.startswith(("#", "Err:")):
        number = _number(written)
        if number is not None:
            return Percent(Decimal(number)) if kind == "percentage" else number
    if kind == "date" and (day := _day(attribute(cell, "date-value"))) is not None:
        return day
    if kind == "boolean":
        return attribute(cell, "boolean-value") == "true"
    return clean_text(shown or attribute(cell, "string-value")) or None


def _number(text: str) -> int | Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return None
    return int(number) if number == number.to_integral_value() and number.adjusted() < 15 else number


def _day(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(text.partition(".")[0])
    except ValueError:
        return None
    return moment if "T" in text and moment.time() != datetime.min.time() else moment.date()
