"""Which outline a document follows, and the draft of it: its content with places, findings and checks."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from rumbo.content.norms import norms
from rumbo.content.risk_methods import methods
from rumbo.domain.checks import Reference
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.declaration import Outline, outlines
from rumbo.layouts.outline.doubtful_values import doubtful_values
from rumbo.layouts.outline.keys import with_keys
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.reading import Reader
from rumbo.layouts.outline.unsaid import put_unsaid
from rumbo.layouts.stated import stated_target
from rumbo.papers.raw import RawDocument, RawTable

WINDOW_PIECES, WINDOW_ROWS = 2000, 400
TITLE_COUNTS = 2
NOTHING_KNOWN = Reference(fold=folded)


def recognised(document: RawDocument) -> Outline | None:
    """The outline that the beginning of a document follows best; None when it follows none."""
    beginning = _beginning(document)
    best: tuple[int, Outline] | None = None
    for outline in outlines():
        reader = Reader(outline.shaped(beginning), outline)
        reader.read()
        score = _score(reader)
        if score >= outline.needed and (best is None or score > best[0]):
            best = (score, outline)
    return best[1] if best else None


def read_outline(document: RawDocument, outline: Outline, reference: Reference = NOTHING_KNOWN) -> DocumentDraft[Any]:
    """The draft of a document by an outline."""
    document = outline.shaped(document)
    reader = Reader(document, outline)
    reader.read()
    reader.tell_rest()
    put_unsaid(reader.tree, reader.findings, outline.unsaid)
    reader.findings += doubtful_values(reader.tree)
    draft: DocumentDraft[Any] = DocumentDraft(
        source=Source(document.name, document.digest, document.media_type),
        recognition=_recognition(reader),
        content=with_keys(outline.settle(reader.tree.content()), outline.keys),
        places=reader.tree.places,
        written=reader.tree.written,
        announced=reader.announced(),
        kept=(*reader.tables_kept, *reader.kept),
        findings=(*document.findings, *reader.findings),
        pictures={path: document.pictures[shown] for path, shown in reader.tree.pictures.items() if shown},
    )
    return checked(draft, outline, reference)


def checked(draft: DocumentDraft[Any], outline: Outline, reference: Reference) -> DocumentDraft[Any]:
    """The draft with every check asked of it."""
    lists = {name: listed() for name, listed in outline.lists.items()}
    known = replace(
        reference, catalogues={**lists, **reference.catalogues}, norms=norms(), methods=methods(), stated=stated_target
    )
    return replace(draft, checks=run_document_checks(draft, known))


def _recognition(reader: Reader) -> Recognition:
    outline, found = reader.outline, _found(reader)
    matched = tuple(name for name in outline.telling if name in found)
    missing = tuple(name for name in outline.telling if name not in found)
    confidence = min(100, 100 * _score(reader) // (len(outline.telling) + TITLE_COUNTS))
    return Recognition(outline.key, outline.title, confidence, matched, missing)


def _score(reader: Reader) -> int:
    titles = _titles(reader)
    if _any_takes(reader.outline.never, titles):
        return 0
    found = _found(reader)
    told = sum(name in found for name in reader.outline.telling)
    return told + (TITLE_COUNTS if _any_takes(reader.outline.titled, titles) else 0)


def _found(reader: Reader) -> set[str]:
    paths = [*reader.tree.places, *(heading.path for heading in reader.met)]
    said = {".".join(step for step in path if isinstance(step, str)) for path in paths}
    return said | reader.tables.columns


def _titles(reader: Reader) -> list[str]:
    """The lines that stand before everything else, and the title wherever it is said."""
    said = reader.tree.get(reader.outline.front[:1])
    return [*(text.text for text in reader.front[:4]), *([said] if isinstance(said, str) else [])]


def _any_takes(patterns: Iterable[Pattern], texts: list[str]) -> bool:
    return any(each.take(text) for each in patterns for text in texts)


def _beginning(document: RawDocument) -> RawDocument:
    """The document cut short, so that what it is can be told of a large one too."""
    flow = [_shortened(piece) if isinstance(piece, RawTable) else piece for piece in document.flow[:WINDOW_PIECES]]
    return replace(document, flow=flow, tables=[] if flow else [_shortened(table) for table in document.tables])


def _shortened(table: RawTable) -> RawTable:
    return replace(table, rows=list(islice(table.rows, WINDOW_ROWS)))
