"""A neutral document: what every writer (xlsx, docx, html, csv, PDF) draws, whatever it tells of.

Texts come printed in the language and conventions of the document; numbers and days carry their exact value beside
the printed text, so that a sheet holds real numbers and a page shows the same ones.
"""

from rumbo.papers.document.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    SignatureLine,
    Signatures,
    Tone,
)
from rumbo.papers.document.pages import A4, LETTER, TABLOID, Attachment, Document, Header, Page, Section, page_for
from rumbo.papers.document.tables import Cell, Choices, Column, Kind, Table

__all__ = [
    "A4",
    "LETTER",
    "TABLOID",
    "Attachment",
    "Block",
    "Cell",
    "Choices",
    "Column",
    "Document",
    "Fact",
    "Facts",
    "Header",
    "Heading",
    "Kind",
    "Listing",
    "Page",
    "Paragraph",
    "Picture",
    "Section",
    "SignatureLine",
    "Signatures",
    "Table",
    "Tone",
    "page_for",
]
