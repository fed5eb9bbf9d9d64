"""Pdf files with text: tables by their lines and by alignment, over the pages, and the text around them."""

from rumbo.papers.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
