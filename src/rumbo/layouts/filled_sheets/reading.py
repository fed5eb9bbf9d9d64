"""Sheets that come back: each found by its headings, and what every row says, with the place of every value.

A cell that cannot be understood refuses its row and no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rumbo.findings import Finding, Where, marked
from rumbo.layouts.engine.cells import date_of, quantity_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.filled_sheets import telling
from rumbo.layouts.filled_sheets.form import Asked, Form, Holds, Value
from rumbo.layouts.filled_sheets.found import MOST_ROWS, FoundSheet, file_refusals
from rumbo.layouts.filled_sheets.telling import short, told
from rumbo.notation.text import clean_text, refused_characters
from rumbo.papers.raw import RawDocument, RawRow


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
    findings = file_refusals(document)
    for table in document.tables:
        for form in forms:
            if form.sheet not in rows and (sheet := FoundSheet.of(document, table, form.key_headings)) is not None:
                findings.extend(sheet.refusals(each.heading for each in form.asked))
                rows[form.sheet] = list(_answers(sheet, form))
                break
    if not rows:
        headings = "; ".join(", ".join(form.key_headings) for form in forms)
        findings.append(told(telling.NOT_OURS, file=short(document.name), headings=headings))
    return ReadSheets({} if findings else rows, tuple(findings))


def _answers(sheet: FoundSheet, form: Form) -> Iterator[SheetRow]:
    """The rows in which anything that is asked was written."""
    telling_columns = [each for each in form.asked if not each.given and each.name not in form.idle]
    for raw in sheet.rows[:MOST_ROWS]:
        if any(sheet.text(raw, each.heading) or _unread(sheet, raw, each) for each in telling_columns):
            row = SheetRow(raw.number)
            for each in form.asked:
                _fill(row, sheet, raw, each)
            yield row


def _unread(sheet: FoundSheet, raw: RawRow, asked: Asked) -> Finding | None:
    return sheet.unread_at(sheet.where(raw, asked.heading)) if sheet.unread else None


def _fill(row: SheetRow, sheet: FoundSheet, raw: RawRow, asked: Asked) -> None:
    value, text, where = sheet.cell(raw, asked.heading)
    row.places[asked.name] = where
    if unread := sheet.unread_at(where):
        row.findings.append(unread)
    elif not text:
        row.values[asked.name] = "" if asked.holds is Holds.TEXT else None
        if asked.required:
            row.findings.append(told(telling.REQUIRED, where, column=asked.heading))
    elif asked.holds is Holds.TEXT:
        row.values[asked.name], findings = _text_in(text, asked, where)
        row.findings.extend(findings)
    else:
        day = asked.holds is Holds.DAY
        understood = date_of(value) if day else quantity_of(value)
        row.values[asked.name] = understood
        if understood is None:
            sentences = telling.NOT_A_DAY if day else telling.NOT_A_NUMBER
            row.findings.append(told(sentences, where, written=short(text), column=asked.heading))


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
