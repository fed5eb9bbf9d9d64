"""Writers: a neutral document into xlsx, docx, html, csv and PDF. They know nothing of plans.

Spreadsheet and PDF libraries are imported on first use of `render`, not before.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from rumbo.findings import Finding
from rumbo.papers.document import Attachment, Document

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


def render(document: Document, form: str, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """The bytes of a document as "pdf", "xlsx", "docx" or "html"; KeyError for another form. Only a PDF holds
    attachments."""
    return _WRITERS[form](document, attachments)


def findings_of(document: Document, form: str) -> tuple[Finding, ...]:
    """What a form cannot show exactly as the document has it."""
    if form == "pdf":
        told: tuple[Finding, ...] = import_module("rumbo.papers.writing.pdf").pdf_findings(document)
    elif form == "xlsx":
        told = import_module("rumbo.papers.writing.sheet_texts").xlsx_findings(document)
    else:
        told = ()
    return told


def _pdf(document: Document, attachments: tuple[Attachment, ...]) -> bytes:
    written: bytes = import_module("rumbo.papers.writing.pdf").write_pdf(document, attachments)
    return written


def _xlsx(document: Document, attachments: tuple[Attachment, ...]) -> bytes:
    written: bytes = import_module("rumbo.papers.writing.xlsx").write_xlsx(document)
    return written


def _docx(document: Document, attachments: tuple[Attachment, ...]) -> bytes:
    written: bytes = import_module("rumbo.papers.writing.docx").write_docx(document)
    return written


def _html(document: Document, attachments: tuple[Attachment, ...]) -> bytes:
    written: str = import_module("rumbo.papers.writing.html").write_html(document)
    return written.encode()


_WRITERS: Mapping[str, Callable[[Document, tuple[Attachment, ...]], bytes]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "docx": _docx,
    "html": _html,
}
