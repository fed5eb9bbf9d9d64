"""docx: a Word document of real headings, lists and tables, always the same bytes.

The parts are written by ourselves, element by element, so that nothing of the library of the day, no clock and no
property that a reader does not see travels in them.
"""

from rumbo.papers.writing.docx.package import write_docx

__all__ = ["write_docx"]
