"""A follow-up that keeps the columns of several periods side by side is read for one: the last that says anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.headers import FOLLOWED, NO_SPAN, HeaderCell, field_scores, mapped, span_of
from rumbo.layouts.engine.period_labels import worded
from rumbo.layouts.engine.recognise import Header
from rumbo.papers.raw import RawRow

Span = tuple[str, int]


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


def other_periods(header: Header) -> Iterator[str]:
    """The periods whose columns stand in a header and are not read, as headers say them."""
    year = header.best.fiscal_year or 0
    for kind, ordinal in sorted(spans_of(header), key=lambda span: span[1]):
        if (kind, ordinal) != header.best.span:
            yield period_words((kind, ordinal), year)


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
    return any(name in FOLLOWED for name, _sure in field_scores(cell.label, header.best.layout.built_in))


def _tells(row: RawRow, columns: Sequence[int]) -> bool:
    """Whether a row says something in one of the columns; a zero that a formula left says nothing."""
    values = (row.values[column - 1] for column in columns if column <= len(row.values))
    return any(value is not None and text_of(value).strip(" 0%.,-") != "" for value in values)
