"""A document that holds several of another layout: one a worksheet, or one after another under a repeated title.

It is cut where each begins, each piece is read by the layout it follows, and the drafts become one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice, pairwise
from typing import Any, TypeVar

from rumbo.domain.checks import Reference
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.outline.declaration import Outline, outline, outlines
from rumbo.layouts.outline.drafting import NOTHING_KNOWN, checked, read_outline, recognised
from rumbo.layouts.outline.patterns import Pattern
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawRow, RawTable

FIRST_ROWS, FEW = 6, 2
STACKED_ROWS = 50_000
Value = TypeVar("Value")


def held_in(found: Outline, document: RawDocument) -> Outline:
    """The layout that holds several of the one found, where a document has more than one; else the one found."""
    for each in outlines():
        if found.key in each.holds.values() and len(divided(document, found)) >= FEW:
            return each
    return found


def read_held(document: RawDocument, found: Outline, reference: Reference = NOTHING_KNOWN) -> DocumentDraft[Any]:
    """The draft of a document by a layout that holds several of another; by its own parts where it has none of them."""
    field, key = next(iter(found.holds.items()))
    pieces = divided(document, outline(key))
    if not pieces:
        return read_outline(document, found, reference)
    drafts = [read_outline(each, outline(key)) for each in pieces]
    draft: DocumentDraft[Any] = DocumentDraft(
        source=Source(document.name, document.digest, document.media_type),
        recognition=_recognition(drafts, found),
        content=found.content(**{field: tuple(each.content for each in drafts)}),
        places=_together([each.places for each in drafts], field),
        written=_together([each.written for each in drafts], field),
        announced=tuple(
            replace(each, path=(field, at, *each.path)) for at, d in enumerate(drafts) for each in d.announced
        ),
        kept=tuple(each for draft in drafts for each in draft.kept),
        findings=(*document.findings, *(each for draft in drafts for each in draft.findings)),
    )
    return checked(draft, found, reference)


def divided(document: RawDocument, wanted: Outline) -> list[RawDocument]:
    """The pieces of a document that follow a layout, each as a document; one alone is a document of that layout."""
    pieces = _by_flow(document, wanted) if document.flow else _by_sheet(document, wanted)
    return [each for each in pieces if (known := recognised(each)) is not None and known.key == wanted.key]


def _by_sheet(document: RawDocument, wanted: Outline) -> list[RawDocument]:
    shown = [table for table in document.tables if not table.hidden]
    return [_piece(document, tables=[piece]) for table in shown for piece in _stacked(table, wanted)]


def _stacked(table: RawTable, wanted: Outline) -> list[RawTable]:
    """The forms that stand one below the other in a sheet: cut before each title; where no title repeats, before each
    heading of the first part, and else before each row that names another record in its first value. What stands
    above the first cut is of the first form."""
    rows = list(islice(table.rows, STACKED_ROWS))
    first = wanted.root.parts[0]
    named = tuple(pattern for part in first.walk() if part.kind == "value" for pattern in part.headings[:1])[:1]
    for marks, alone in ((wanted.titled, True), (first.headings, True), (named, False)):
        cuts = [_with_about(rows, at, wanted) for at, row in enumerate(rows) if _opens(row, marks, alone)]
        if len(cuts) >= FEW:
            ends = [*cuts[1:], len(rows)]
            return [replace(table, rows=rows[start:end]) for start, end in zip([0, *cuts[1:]], ends, strict=True)]
    return [table]


def _with_about(rows: list[RawRow], at: int, wanted: Outline) -> int:
    """Where a form begins, with the data about the document that stand right above its opening."""
    labels = [label for about in wanted.about for label in about.labels]
    while at and any(label.take(text_of(rows[at - 1].values[0])) for label in labels):
        at -= 1
    return at


def _opens(row: RawRow, marks: tuple[Pattern, ...], alone: bool) -> bool:
    """Whether a row is a title that stands alone, or the label of a value that begins a form."""
    said = [text_of(value) for value in row.values if value is not None]
    return bool(said) and (len(said) == 1) == alone and any(mark.take(said[0]) for mark in marks)


def _by_flow(document: RawDocument, wanted: Outline) -> list[RawDocument]:
    """Cut before each title; where no title repeats, before each heading of the first part."""
    flow = list(document.flow)
    first = wanted.root.parts[0].headings
    cuts = next((cuts for marks in (wanted.titled, first) if len(cuts := list(_cuts(flow, marks))) >= FEW), [])
    return [_piece(document, flow=flow[start:end]) for start, end in pairwise([*cuts, len(flow)])]


def _cuts(flow: list[Any], marks: tuple[Pattern, ...]) -> Iterator[int]:
    for at, piece in enumerate(flow):
        if any(mark.take(text) for text in _first_texts(piece) for mark in marks):
            yield at


def _first_texts(piece: RawBlock | RawTable) -> Iterator[str]:
    """What a piece says first: a text, or the rows of a table with one value before its first pair."""
    if isinstance(piece, RawTable):
        for row in islice(piece.rows, FIRST_ROWS):
            said = [text_of(value) for value in row.values if value is not None]
            if len(said) == 1:
                yield said[0]
    elif piece.kind not in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
        yield piece.text


def _piece(document: RawDocument, tables: Any = (), flow: Any = ()) -> RawDocument:
    return replace(document, tables=list(tables), flow=list(flow), findings=[])


def _together(values: list[Mapping[Path, Value]], field: str) -> dict[Path, Value]:
    return {(field, at, *path): value for at, each in enumerate(values) for path, value in each.items()}


def _recognition(drafts: list[DocumentDraft[Any]], found: Outline) -> Recognition:
    known = drafts[0].recognition
    names = [each.name for each in fields(found.content)]
    matched = tuple(f"{names[0]}.{name}" for name in known.matched)
    missing = tuple(f"{names[0]}.{name}" for name in known.missing)
    return Recognition(found.key, found.title, known.confidence, matched, missing)
