"""A workbook that comes back: which one it is, and what each of its rows answers, with the place of every value.

Read is what a reader of the sheet sees. Something hidden refuses the whole; what cannot be understood refuses its row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Where
from rumbo.layouts.engine.cells import date_of, quantity_of, text_of
from rumbo.layouts.filled_sheets.found import FoundSheet, file_refusals
from rumbo.layouts.filled_sheets.telling import NOT_A_DAY, NOT_A_NUMBER, short, told
from rumbo.layouts.unit_workbook import telling
from rumbo.layouts.unit_workbook.form import (
    ASKED,
    CONTRIBUTED,
    CONTRIBUTED_KEY,
    CONTRIBUTED_SHEET,
    DIGEST,
    DONE_ON,
    ENTITY,
    KEY,
    NO,
    PERIOD,
    PLANS,
    SHEET,
    STEP_KEY,
    UNIT,
    YES,
    Asked,
    Holds,
    Identity,
    Value,
)
from rumbo.papers.raw import RawDocument, RawRow, RawValue

NOT_ASKED = "—"


@dataclass(slots=True)
class ReadRow:
    """A row as read: its key, the line it stands in, what it answers by the name of the part, the milestones done by
    their key, where each part stands, and what keeps it from being taken. `contributed` stands in the sheet of what
    the unit tells of what others report."""

    key: str
    number: int
    contributed: bool = False
    answer: dict[str, Value] = field(default_factory=dict)
    steps: dict[str, date | None] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The sheet and the number by which the row is found again."""
        return f"{CONTRIBUTED_SHEET if self.contributed else SHEET} {self.number}"


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook as read: who it says it is and its rows; `findings` refuse it whole."""

    identity: Identity | None
    rows: tuple[ReadRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_workbook(document: RawDocument, asked: Sequence[Asked] = ASKED) -> ReadBook:
    """Reads a workbook that asks these columns; one that is none of ours has a finding and no identity."""
    found = {key: sheet for key in (KEY, CONTRIBUTED_KEY, STEP_KEY) if (sheet := _found(document, key)) is not None}
    answers = [
        _Answers(found[key], key, columns)
        for key, columns in ((KEY, asked), (CONTRIBUTED_KEY, CONTRIBUTED))
        if key in found
    ]
    if not answers:
        return ReadBook(None, findings=(told(telling.NOT_OURS, file=document.name),))
    identity, findings = _identity(found.values()), file_refusals(document)
    for each in answers:
        findings += each.sheet.refusals(asked.heading for asked in each.asked if not asked.kinds)
    if steps := found.get(STEP_KEY):
        findings += steps.refusals([DONE_ON])
    if findings:
        return ReadBook(identity, findings=tuple(findings))
    seen: set[str] = set()
    rows = [row for each in answers for row in each.rows(seen)]
    by_key = {row.key.partition(".")[0]: row for row in reversed(rows)}
    return ReadBook(identity, tuple(rows), tuple(_milestones(steps, by_key)) if steps else ())


def _found(document: RawDocument, key: str) -> FoundSheet | None:
    """The first sheet with the keys of one kind."""
    return next((sheet for table in document.tables if (sheet := FoundSheet.of(document, table, [key]))), None)


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
class _Answers:
    """The sheet of reports or the one of contributions: the heading of its keys, and what it asks."""

    sheet: FoundSheet
    key: str
    asked: Sequence[Asked]

    def rows(self, seen: set[str]) -> Iterator[ReadRow]:
        """The rows that hold anything. `seen` are the keys of those before."""
        for raw in self.sheet.rows:
            if not any(text_of(value).strip() for value in raw.values):
                continue
            row = ReadRow(self.sheet.text(raw, self.key), raw.number, self.key == CONTRIBUTED_KEY)
            if not row.key or row.key in seen:
                sentences = telling.TWICE if row.key else telling.NO_KEY
                row.findings.append(told(sentences, self.sheet.where(raw, self.key)))
            seen.add(row.key)
            for each in self.asked:
                if self.sheet.has(each.heading):
                    _fill(row, self.sheet, raw, each)
            yield row


def _identity(sheets: Iterable[FoundSheet]) -> Identity:
    """Who a workbook says it is, on the first sheet that says it."""
    above = next((each.above for each in sheets if DIGEST in each.above), {})
    return Identity(*(above.get(name, "") for name in (ENTITY, UNIT, PERIOD, PLANS, DIGEST)))


def _fill(row: ReadRow, sheet: FoundSheet, raw: RawRow, asked: Asked) -> None:
    value, text, where = sheet.cell(raw, asked.heading)
    row.places[asked.name] = where
    if unread := sheet.unread_at(where):
        row.findings.append(unread)
    elif text == NOT_ASKED and asked.kinds:
        return
    elif asked.holds is Holds.TEXT:
        row.answer[asked.name] = text_of(value)
    elif not text:
        row.answer[asked.name] = None
    elif (understood := _understood(asked, value, text)) is None:
        sentences = NOT_A_NUMBER if asked.holds is Holds.NUMBER else telling.NOT_YES
        row.findings.append(told(sentences, where, written=short(text), column=asked.heading))
    else:
        row.answer[asked.name] = understood


def _milestones(sheet: FoundSheet, rows: Mapping[str, ReadRow]) -> Iterator[Finding]:
    """Hands each milestone to its row; tells those that belong to none."""
    for raw in sheet.rows:
        key, text, where = sheet.text(raw, STEP_KEY), sheet.text(raw, DONE_ON), sheet.where(raw, DONE_ON)
        report, _, step = key.partition(".")
        if key and report in rows:
            row, day = rows[report], date_of(sheet.value(raw, DONE_ON))
            row.steps[step], row.places[f"steps.{step}"] = day, where
            if unread := sheet.unread_at(where):
                row.findings.append(unread)
            elif day is None and text:
                row.findings.append(told(NOT_A_DAY, where, written=short(text), column=DONE_ON))
        elif key or text:
            yield told(telling.NO_KEY, where)


def _understood(asked: Asked, value: RawValue, text: str) -> Quantity | bool | None:
    if asked.holds is Holds.NUMBER:
        return quantity_of(value)
    return {YES.casefold(): True, "si": True, NO.casefold(): False}.get(text.casefold())
