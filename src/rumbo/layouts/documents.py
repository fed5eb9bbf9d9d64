"""The one door for any document: which engine reads it, and the draft of it."""

from typing import Any

from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts.attached import with_attached
from rumbo.layouts.engine.drafting import Known
from rumbo.layouts.engine.reading import read_plan
from rumbo.layouts.engine.recognise import find_header
from rumbo.layouts.outline.declaration import outline, outlines
from rumbo.layouts.outline.drafting import read_outline, recognised
from rumbo.papers.raw import RawDocument

Draft = PlanDraft | DocumentDraft[Any]
NOBODY = Known()
WIDE = 10
"""Known columns that only a matrix has: those of the tables of other documents are fewer."""


def read_document(
    document: RawDocument, known: Known = NOBODY, compared: PlanDraft | None = None, layout_key: str = ""
) -> Draft:
    """The draft of a document: of an outline where it follows one (or `layout_key` names one), else of a matrix.

    A document that follows no layout gives a `PlanDraft` without lines whose finding says what was seen.
    """
    if layout_key in {found.key for found in outlines()}:
        return read_outline(document, outline(layout_key))
    found = recognised(document) if not layout_key else None
    if found is None or _has_wide_matrix(document):
        return with_attached(read_plan(document, known, compared), document.attachments)
    return read_outline(document, found)


def _has_wide_matrix(document: RawDocument) -> bool:
    """Whether a table is plainly a matrix: a document that tells what surrounds it is still that matrix."""
    headers = (find_header(table) for table in document.tables if not table.hidden)
    return any(found.best.complete and len(found.best.columns) >= WIDE for found in headers if found)
