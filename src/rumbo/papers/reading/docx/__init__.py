"""Text documents of Word (.docx): what a reader of the page sees, with what was left out told.

Read as a stream of the XML and not by python-docx (decision 0020): its texts leave out what was inserted with tracked
changes, what stands in content controls and text boxes, and the numbers of lists, all of which a reader sees.
"""

from rumbo.papers.reading.docx.package import read_docx

__all__ = ["read_docx"]
