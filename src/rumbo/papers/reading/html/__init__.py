"""Web pages (.html, and the workbooks that other systems export as html with the ending .xls).

Split into tags here and not by a library (decision 0020): the trees that those build take a time that grows with the
square of the depth or of the attributes, so that a small hostile file holds a server for minutes.
"""

from rumbo.papers.reading.html.page import read_html

__all__ = ["read_html"]
