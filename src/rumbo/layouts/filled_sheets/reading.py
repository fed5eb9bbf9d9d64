"""Sheets that come back: each found by its headings, and what every row says, with the place of every value.

Read is what a reader of the sheet sees; something hidden refuses the whole. A cell that cannot be understood refuses
its row and no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rumbo.findings import Finding, Where, marked
from rumbo.layouts.engine.cells import date_of, quantity_of, text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.filled_sheets import telling
from rumbo.layouts.filled_sheets.form import Asked, Form, Holds, Value
from rumbo.layouts.filled_sheets.telling import short, told
from rumbo.notation.text import clean_text, refused_characters
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

MOST_ROWS = 20_000
HEADER_WITHIN = 40
"""The header stands among the first rows of a sheet."""


@dataclass(slots=True)
class SheetRow:
    """A row as read: the line it stands in, what it says by the name of the column (a column of several as one text),
    where each stands, and what keeps it from being taken."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What a column of texts says; empty where it says nothing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def several(self, name: str) -> tuple[str, ...]:
        """What a column of several says, one by one, each once."""
        pieces = (piece.strip() for piece in self.text(name).split(";"))
        return tuple(dict.fromkeys(piece for piece in pieces if piece))

    def where(self, name: str = "") -> Where | None:
        """The place of a column, or of the row."""
        return self.places.get(name) or next(iter(self.places.values()), None)


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """The rows of each sheet that was found, by its name; `findings` refuse the whole."""

    rows: Mapping[str, Sequence[SheetRow]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_sheets(document: RawDocument, forms: Sequence[Form]) -> ReadSheets:
    """Reads the sheets of a workbook, or the one of a csv; one with none of them has a finding and no rows."""
    rows: dict[str, Sequence[SheetRow]] = {}
    findings: list[Finding] = []
    for table in document.tables:
        sheet = _Sheet.of(document, table, [form for form in forms if form.sheet not in rows])
        if sheet is not None:
            findings.extend(sheet.refusals())
            rows[sheet.form.sheet] = list(sheet.answers())
    if not rows:
        headings = "; ".join(", ".join(form.key_headings) for form in forms)
        findings.append(told(telling.NOT_OURS, file=short(document.name), headings=headings))
    return ReadSheets({} if findings else rows, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table whose header is that of a form: its columns by the names of the form (from 0), and its rows."""

    document: RawDocument
    table: RawTable
    form: Form
    columns: Mapping[str, int]
    rows: Sequence[RawRow]

    @classmethod
    def of(cls, document: RawDocument, table: RawTable, forms: Sequence[Form]) -> "_Sheet | None":
        """The sheet, where the table is one of the forms."""
        rows = iter(table)
        for row, _ in zip(rows, range(HEADER_WITHIN), strict=False):
            texts = [folded(text_of(value)[:100]) for value in row.values]
            for form in forms:
                if {folded(heading) for heading in form.key_headings} <= {*texts}:
                    headings = {text: at for at, text in reversed(list(enumerate(texts))) if text}
                    columns = {
                        asked.name: headings[folded(asked.heading)]
                        for asked in form.asked
                        if folded(asked.heading) in headings
                    }
                    kept = [each for each, _ in zip(rows, range(MOST_ROWS + 1), strict=False)]
                    return cls(document, table, form, columns, kept)
        return None

    def refusals(self) -> Iterator[Finding]:
        """What refuses the whole: a column that was lost, too many rows, what nobody sees."""
        part = self.table.part
        for asked in self.form.asked:
            if asked.name not in self.columns:
                yield told(telling.COLUMN_MISSING, part=part, column=asked.heading)
        if len(self.rows) > MOST_ROWS:
            yield told(telling.TOO_MANY, part=part, limit=MOST_ROWS)
        if self.table.hidden:
            yield told(telling.HIDDEN, part=part, what=marked("la hoja"))
        if self.table.hidden_columns & {at + 1 for at in self.columns.values()}:
            yield told(telling.HIDDEN, part=part, what=marked("una columna"))
        if self.table.hidden_rows & {row.number for row in self.rows}:
            yield told(telling.HIDDEN, part=part, what=marked("una fila"))

    def answers(self) -> Iterator[SheetRow]:
        """The rows in which anything that is asked was written."""
        asked = [each for each in self.form.asked if each.name in self.columns]
        telling_columns = [each for each in asked if not each.given and each.name not in self.form.idle]
        for raw in self.rows[:MOST_ROWS]:
            if any(text_of(self._value(raw, each)).strip() for each in telling_columns):
                row = SheetRow(raw.number)
                for each in asked:
                    self._fill(row, raw, each)
                yield row

    def _fill(self, row: SheetRow, raw: RawRow, asked: Asked) -> None:
        value, where = self._value(raw, asked), self._where(raw, asked)
        row.places[asked.name] = where
        text = text_of(value).strip()
        if not text:
            row.values[asked.name] = "" if asked.holds is Holds.TEXT else None
            if asked.required:
                row.findings.append(told(telling.REQUIRED, where, column=asked.heading))
            return
        if asked.holds is Holds.TEXT:
            row.values[asked.name], findings = _text_in(text, asked, where)
            row.findings.extend(findings)
            return
        day = asked.holds is Holds.DAY
        understood = date_of(value) if day else quantity_of(value)
        row.values[asked.name] = understood
        if understood is None:
            sentences = telling.NOT_A_DAY if day else telling.NOT_A_NUMBER
            row.findings.append(told(sentences, where, written=short(text), column=asked.heading))

    def _value(self, raw: RawRow, asked: Asked) -> RawValue:
        at = self.columns[asked.name]
        return raw.values[at] if at < len(raw.values) else None

    def _where(self, raw: RawRow, asked: Asked) -> Where:
        cell = address(self.table, raw.number, self.columns[asked.name] + 1)
        return Where(self.document.name, self.document.digest, self.table.part, cell, asked.heading)


def _text_in(text: str, asked: Asked, where: Where) -> tuple[str, list[Finding]]:
    """The text of a cell as it would be kept, and what is wrong with it."""
    if len(text) > asked.longest:
        return text[: asked.longest], [
            told(telling.TOO_LONG, where, column=asked.heading, length=len(text), limit=asked.longest)
        ]
    clean = clean_text(text)
    strange = list(refused_characters(text))
    if not asked.lines and "\n" in clean:
        strange.append(marked("salto de línea"))
    if strange:
        return clean, [told(telling.CHARACTERS, where, column=asked.heading, characters=", ".join(strange))]
    return _listed(clean, asked, where) if asked.listed else (clean, [])


def _listed(text: str, asked: Asked, where: Where) -> tuple[str, list[Finding]]:
    """The choices that a cell names, as the list writes them."""
    known = {folded(choice): choice for choice in asked.choices}
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()] if asked.many else [text]
    strangers = [piece for piece in pieces if folded(piece) not in known]
    facts = {"column": asked.heading, "choices": ", ".join(asked.choices)}
    findings = [told(telling.NOT_LISTED, where, written=short(piece), **facts) for piece in strangers]
    return "; ".join(known.get(folded(piece), piece) for piece in pieces), findings
