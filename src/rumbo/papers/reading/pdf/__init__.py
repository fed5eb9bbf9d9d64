"""Pdf files with text: tables by their lines and by alignment, over the pages, and the text around them."""

from rumbo.papers.reading.pdf.apart import read_pdf

__all__ = ["read_pdf"]
