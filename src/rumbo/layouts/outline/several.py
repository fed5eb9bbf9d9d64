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
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawTable

FIRST_ROWS, FEW = 6, 2
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
    pieces = _by_flow(document, wanted) if document.flow else _by_sheet(document)
    return [each for each in pieces if (known := recognised(each)) is not None and known.key == wanted.key]


def _by_sheet(document: RawDocument) -> list[RawDocument]:
    shown = [table for table in document.tables if not table.hidden]
    return [_piece(document, tables=[table]) for table in shown]


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
