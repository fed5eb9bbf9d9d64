"""What each page repeats: logo, issuer and title, and the document control with the number of the page."""

import re

from rumbo.papers.document import Document
from rumbo.papers.writing.docx.markup import number_field, paragraph, run, twips
from rumbo.papers.writing.docx.pictures import Pictures
from rumbo.papers.writing.fitting import MARGIN_MM

CONTROL_MM, BESIDE_LOGO_MM = 62, 6
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_PLACES = re.compile(r"(\{pages?\})")


def header_table(document: Document, pictures: Pictures) -> str:
    """The header of the pages as one row: logo where there is one, names, control."""
    header = document.header
    logo = header.logo.width_mm + BESIDE_LOGO_MM if header.logo else 0
    names = document.page.width_mm - MARGIN_MM - logo - CONTROL_MM
    shown = paragraph(pictures.drawn(header.logo, twips(logo)), "Header") if header.logo else ""
    told = paragraph(run(header.issuer), "Emisor") + paragraph(run(document.title), "Header")
    control = "".join(paragraph(run(f"{fact.name}: ", "<w:b/>") + run(fact.text), "Control") for fact in header.control)
    page = paragraph(page_number(header.page_label), "Control")
    cells = ((logo, shown), (names, told), (CONTROL_MM, control + page))
    widths = [twips(width) for width, _ in cells if width]
    row = "".join(_cell(twips(width), inside) for width, inside in cells if width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Encabezado"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>'
        f"{paragraph('', 'TrasTabla')}"
    )


def page_number(label: str) -> str:
    """The label of the page with its places counted by Word."""
    return "".join(number_field(FIELDS[each]) if each in FIELDS else run(each) for each in _PLACES.split(label) if each)


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
