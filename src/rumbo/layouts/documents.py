"""The one door for any document: which engine reads it, and the draft of it."""

from typing import Any

from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import PlanDraft
from rumbo.layouts.engine.drafting import Known
from rumbo.layouts.engine.reading import read_plan
from rumbo.layouts.outline.declaration import outline, outlines
from rumbo.layouts.outline.drafting import read_outline, recognised
from rumbo.papers.raw import RawDocument

Draft = PlanDraft | DocumentDraft[Any]
NOBODY = Known()


def read_document(
    document: RawDocument, known: Known = NOBODY, compared: PlanDraft | None = None, layout_key: str = ""
) -> Draft:
    """The draft of a document: of an outline where it follows one (or `layout_key` names one), else of a matrix.

    A document that follows no layout gives a `PlanDraft` without lines whose finding says what was seen.
    """
    if layout_key in {found.key for found in outlines()}:
        return read_outline(document, outline(layout_key))
    found = recognised(document) if not layout_key else None
    return read_plan(document, known, compared) if found is None else read_outline(document, found)
