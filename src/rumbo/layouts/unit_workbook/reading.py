"""A workbook that comes back: which one it is, and what each of its rows answers, with the place of every value.

Read is what a reader of the sheet sees. Something hidden refuses the whole; what cannot be understood refuses its row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Where, marked
from rumbo.layouts.engine.cells import date_of, quantity_of, text_of
from rumbo.layouts.unit_workbook import telling
from rumbo.layouts.unit_workbook.form import (
    ASKED,
    DIGEST,
    DONE_ON,
    ENTITY,
    KEY,
    NO,
    PERIOD,
    PLANS,
    STEP_KEY,
    UNIT,
    YES,
    Asked,
    Holds,
    Identity,
    Value,
)
from rumbo.layouts.unit_workbook.telling import short, told
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

MOST_ROWS = 5000
NOT_ASKED = "—"


@dataclass(slots=True)
class ReadRow:
    """A row as read: its key, the line it stands in, what it answers by the name of the part, the milestones done by
    their key, where each part stands, and what keeps it from being taken."""

    key: str
    number: int
    answer: dict[str, Value] = field(default_factory=dict)
    steps: dict[str, date | None] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook as read: who it says it is and its rows; `findings` refuse it whole."""

    identity: Identity | None
    rows: tuple[ReadRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_workbook(document: RawDocument, asked: Sequence[Asked] = ASKED) -> ReadBook:
    """Reads a workbook that asks these columns; one that is none of ours has a finding and no identity."""
    found = [each for table in document.tables if (each := _Sheet.of(document, table, asked)) is not None]
    answers = next((each for each in found if KEY in each.columns), None)
    if answers is None:
        return ReadBook(None, findings=(told(telling.NOT_OURS, file=document.name),))
    if findings := tuple(finding for each in found for finding in each.unseen()):
        return ReadBook(answers.identity(), findings=findings)
    rows = list(answers.answers())
    by_key = {row.key.partition(".")[0]: row for row in reversed(rows)}
    stray = [finding for each in found if each is not answers for finding in each.milestones(by_key)]
    return ReadBook(answers.identity(), tuple(rows), (*answers.lacking(), *stray))


def identity_refusal(found: Identity | None, expected: Identity) -> Finding | None:
    """Why a workbook is not the one expected; None when it is."""
    if found is None or found == expected:
        return None
    said = (
        (telling.OTHER_ENTITY, found.entity, expected.entity),
        (telling.OTHER_UNIT, found.unit, expected.unit),
        (telling.OTHER_PERIOD, found.period, expected.period),
        (telling.OTHER_VERSION, found.plans, expected.plans),
    )
    for sentences, there, here in said:
        if there != here:
            return told(sentences, found=short(there), expected=short(here))
    return told(telling.ALTERED)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet whose header was found: what stands above it, its columns by heading (from 0), and its rows."""

    document: RawDocument
    table: RawTable
    above: Mapping[str, str]
    columns: Mapping[str, int]
    rows: Sequence[RawRow]
    asked: Sequence[Asked]

    @classmethod
    def of(cls, document: RawDocument, table: RawTable, asked: Sequence[Asked]) -> "_Sheet | None":
        """The sheet, where it is one of a workbook."""
        above: dict[str, str] = {}
        rows = iter(table)
        for row in rows:
            texts = [text_of(value).strip() for value in row.values]
            if KEY in texts or STEP_KEY in texts:
                columns = {text: at for at, text in reversed(list(enumerate(texts))) if text}
                kept = [each for each, _ in zip(rows, range(MOST_ROWS), strict=False)]
                return cls(document, table, above, columns, kept, asked)
            if len(texts) > 1 and texts[0]:
                above.setdefault(texts[0], next((text for text in texts[1:] if text), ""))
        return None

    def identity(self) -> Identity:
        """Who the workbook says it is."""
        return Identity(*(self.above.get(name, "") for name in (ENTITY, UNIT, PERIOD, PLANS, DIGEST)))

    def unseen(self) -> Iterator[Finding]:
        """What is there and nobody sees."""
        if self.table.hidden:
            yield self._hidden(marked("la hoja"), 1, 1)
        for at in sorted(self.table.hidden_columns & {at + 1 for at in self.columns.values()})[:1]:
            yield self._hidden(marked("una columna"), 1, at)
        for number in sorted(self.table.hidden_rows & {row.number for row in self.rows})[:1]:
            yield self._hidden(marked("una fila"), number, 1)

    def lacking(self) -> Iterator[Finding]:
        """The columns that every workbook has and this one lost."""
        for each in self.asked:
            if not each.kinds and each.heading not in self.columns:
                yield told(telling.COLUMN_MISSING, part=self.table.part, column=each.heading)

    def answers(self) -> Iterator[ReadRow]:
        """The rows that answer something."""
        seen: set[str] = set()
        for raw in self.rows:
            if not any(text_of(value).strip() for value in raw.values):
                continue
            row = ReadRow(self._text(raw, KEY), raw.number)
            if not row.key:
                row.findings.append(told(telling.NO_KEY, self._where(raw, KEY)))
            elif row.key in seen:
                row.findings.append(told(telling.TWICE, self._where(raw, KEY)))
            seen.add(row.key)
            for each in self.asked:
                if each.heading in self.columns:
                    self._fill(row, raw, each)
            yield row

    def milestones(self, rows: Mapping[str, ReadRow]) -> Iterator[Finding]:
        """Hands each milestone to its row; tells those that belong to none."""
        for raw in self.rows:
            key, written = self._text(raw, STEP_KEY), self._value(raw, DONE_ON)
            report, _, step = key.partition(".")
            where = self._where(raw, DONE_ON)
            if (not key and text_of(written).strip()) or (key and report not in rows):
                yield told(telling.NO_KEY, where)
            elif key:
                row, day = rows[report], date_of(written)
                row.steps[step] = day
                row.places[f"steps.{step}"] = where
                if day is None and text_of(written).strip():
                    row.findings.append(told(telling.NOT_A_DAY, where, written=short(text_of(written))))

    def _fill(self, row: ReadRow, raw: RawRow, asked: Asked) -> None:
        value, where = self._value(raw, asked.heading), self._where(raw, asked.heading)
        text = text_of(value).strip()
        row.places[asked.name] = where
        if text == NOT_ASKED and asked.kinds:
            return
        if asked.holds is Holds.TEXT:
            row.answer[asked.name] = text_of(value)
        elif not text:
            row.answer[asked.name] = None
        elif (understood := _understood(asked, value, text)) is None:
            sentences = telling.NOT_A_NUMBER if asked.holds is Holds.NUMBER else telling.NOT_YES
            row.findings.append(told(sentences, where, written=short(text)))
        else:
            row.answer[asked.name] = understood

    def _value(self, raw: RawRow, heading: str) -> RawValue:
        at = self.columns.get(heading, len(raw.values))
        return raw.values[at] if at < len(raw.values) else None

    def _text(self, raw: RawRow, heading: str) -> str:
        return text_of(self._value(raw, heading)).strip()

    def _where(self, raw: RawRow, heading: str) -> Where:
        cell = address(self.table, raw.number, self.columns.get(heading, 0) + 1)
        return Where(self.document.name, self.document.digest, self.table.part, cell, heading)

    def _hidden(self, what: str, row: int, column: int) -> Finding:
        where = Where(self.document.name, self.document.digest, self.table.part, address(self.table, row, column))
        return told(telling.HIDDEN, where, what=what)


def _understood(asked: Asked, value: RawValue, text: str) -> Quantity | bool | None:
    if asked.holds is Holds.NUMBER:
        return quantity_of(value)
    return {YES.casefold(): True, "si": True, NO.casefold(): False}.get(text.casefold())
