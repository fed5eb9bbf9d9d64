"""Files into raw tables: text with tabs, Markdown, csv, xlsx, ods and xls, recognised by content and read with care."""

from rumbo.papers.reading.entry import read_bytes, read_file
from rumbo.papers.reading.limits import Limits
from rumbo.papers.reading.places import address, column_letters

__all__ = ["Limits", "address", "column_letters", "read_bytes", "read_file"]
