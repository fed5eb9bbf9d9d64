"""A follow-up that keeps the columns of several periods side by side is read for one: the last that says anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.about import period_of
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.headers import FOLLOWED, NO_SPAN, HeaderCell, mapped, scores_of, span_of
from rumbo.layouts.engine.period_labels import worded
from rumbo.layouts.engine.recognise import WINDOW, Header
from rumbo.papers.raw import RawRow, RawTable

Span = tuple[str, int]
Sheet = tuple[RawTable, Header]
LONGEST_TITLE = 200


def last_told(header: Header, rows: Sequence[RawRow]) -> Header:
    """The header read for the last of its periods in which some row tells how it went; as it is where it has the
    columns of one period alone, or a person said which columns are read."""
    spans = spans_of(header)
    if len(spans) < 2 or header.best.layout.own:
        return header
    below = [row for row in rows if row.number > header.rows[-1]]
    told = [span for span, columns in spans.items() if any(_tells(row, columns) for row in below)]
    if not told:
        return header
    last = max(told, key=lambda span: span[1])
    cells = [cell for cell in header.cells if span_of(cell) in (NO_SPAN, last)]
    read = mapped(cells, header.best.layout)
    return replace(header, best=read) if read.complete else header


def last_sheet(found: Sequence[Sheet]) -> tuple[Sequence[Sheet], Sequence[RawTable]]:
    """Of the tables of a follow-up that are each of another period, the last in which some row tells how it went, and
    the tables that are passed by; all of them where they are not. A sheet may tell its period by its name alone."""
    spoken = [(table, _spoken(table, header)) for table, header in found]
    spans = [header.best.span for _, header in spoken]
    kinds = {kind for kind, _ordinal in spans}
    if len(set(spans)) < max(2, len(spans)) or len(kinds) > 1 or NO_SPAN in spans:
        return spoken, ()
    told = [(table, header) for table, header in spoken if _told(table, header)] or spoken
    last = max(told, key=lambda each: each[1].best.span[1])
    return [last], [table for table, _ in spoken if table is not last[0]]


def _spoken(table: RawTable, header: Header) -> Header:
    """The header of a follow-up with the period of its sheet, where its columns name none: as the name of the sheet or
    a title above says it."""
    if header.best.span != NO_SPAN or not any(name in header.best.columns for name in FOLLOWED):
        return header
    above = takewhile(lambda row: row.number < header.rows[0], table.rows)
    titles = [value for row in above for value in row.values if isinstance(value, str) and len(value) <= LONGEST_TITLE]
    spans = (period_of(text) for text in (table.part, *titles))
    span = next((span for span in spans if span != NO_SPAN), NO_SPAN)
    return header if span == NO_SPAN else replace(header, best=replace(header.best, span=span))


def _told(table: RawTable, header: Header) -> bool:
    columns = [cell.column for name, cell in header.best.columns.items() if name in FOLLOWED]
    below = (row for row in table.rows if row.number > header.rows[-1])
    return any(_tells(row, columns) for row in islice(below, WINDOW))


def other_periods(header: Header) -> Iterator[str]:
    """The periods whose columns stand in a header and are not read, as headers say them."""
    year = header.best.fiscal_year or 0
    for kind, ordinal in sorted(spans_of(header), key=lambda span: span[1]):
        if (kind, ordinal) != header.best.span:
            yield period_words((kind, ordinal), year)


def columns_of_others(header: Header) -> frozenset[int]:
    """The columns (from 1) of the periods that stand beside the one that is read."""
    beside = {cell.column for cell in header.cells if span_of(cell) not in (NO_SPAN, header.best.span)}
    return frozenset(beside) if header.best.span != NO_SPAN and len(spans_of(header)) > 1 else frozenset()


def period_words(span: Span, year: int) -> str:
    """A period as a header says it, without its year where none is known: "III TRIMESTRE"."""
    words = worded(PeriodRef(year or 2000, *span))
    return words if year else words.rpartition(" ")[0]


def spans_of(header: Header) -> Mapping[Span, Sequence[int]]:
    """The columns (from 1) that tell how things went in each period that a header names."""
    found: dict[Span, list[int]] = {}
    for cell in header.cells:
        span = span_of(cell)
        if span != NO_SPAN and _follows(cell, header):
            found.setdefault(span, []).append(cell.column)
    kinds = {kind for kind, _ordinal in found}
    return found if len(kinds) == 1 else {}


def _follows(cell: HeaderCell, header: Header) -> bool:
    return any(name in FOLLOWED for name, _sure in scores_of(cell, header.best.layout.built_in))


def _tells(row: RawRow, columns: Sequence[int]) -> bool:
    """Whether a row says something in one of the columns; a zero that a formula left says nothing."""
    values = (row.values[column - 1] for column in columns if column <= len(row.values))
    return any(value is not None and text_of(value).strip(" 0%.,-") != "" for value in values)
