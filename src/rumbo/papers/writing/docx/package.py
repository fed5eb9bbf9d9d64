"""The package of a Word document: its parts, how they hang together, and what the file says of itself."""

from dataclasses import replace
from pathlib import Path

from rumbo.papers.document import TABLOID, Document
from rumbo.papers.writing.docx.body import Body
from rumbo.papers.writing.docx.header import header_table
from rumbo.papers.writing.docx.markup import twips
from rumbo.papers.writing.docx.pictures import Pictures
from rumbo.papers.writing.docx.properties import core_properties
from rumbo.papers.writing.fitting import MARGIN_MM
from rumbo.papers.writing.zipped import zip_of

FOLDER = Path(__file__).parent
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" '
    f'xmlns:pic="{DRAWING}/picture"'
)
PARTS = ("styles", "numbering", "settings", "fontTable")
TOP_MM, BOTTOM_MM, HEADER_MM = 30, 13, 8
WIDEST_MM = 558
"""Word opens no wider page."""


def write_docx(document: Document) -> bytes:
    """The Word document of a document, the same bytes for the same document."""
    if document.page.width_mm > WIDEST_MM:
        document = replace(document, page=TABLOID)
    pictures, repeated = Pictures(), Pictures()
    body = Body(document, pictures)
    content = "".join(body.xml())
    header = header_table(document, repeated)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("document", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core_properties(document),
        "word/_rels/document.xml.rels": _relationships(
            *((name, f"{OFFICE}/{name}", f"{name}.xml") for name in PARTS),
            ("header", f"{OFFICE}/header", "header.xml"),
            *((name, f"{OFFICE}/image", f"media/{name}") for name in pictures.named),
        ),
        "word/_rels/header.xml.rels": _relationships(
            *((name, f"{OFFICE}/image", f"media/header-{name}") for name in repeated.named)
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{content}{_page(document)}</w:body></w:document>",
        "word/header.xml": f"<w:hdr {SPACES}>{header}</w:hdr>",
        "word/numbering.xml": body.lists.part(f"<w:numbering {SPACES}>"),
        **{f"word/{name}.xml": _kept(name, document.language) for name in ("styles", "settings", "fontTable")},
    }
    media = {f"word/media/{name}": kept for name, kept in pictures.named.items()}
    media |= {f"word/media/header-{name}": kept for name, kept in repeated.named.items()}
    return zip_of({name: f"{DECLARED}{xml}".encode() for name, xml in parts.items()} | media)


def _page(document: Document) -> str:
    page, side = document.page, twips(MARGIN_MM / 2)
    lying = ' w:orient="landscape"' if page.width_mm > page.height_mm else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        f'<w:pgSz w:w="{twips(page.width_mm)}" w:h="{twips(page.height_mm)}"{lying}/>'
        f'<w:pgMar w:top="{twips(TOP_MM)}" w:right="{side}" w:bottom="{twips(BOTTOM_MM)}" w:left="{side}" '
        f'w:header="{twips(HEADER_MM)}" w:footer="{twips(HEADER_MM)}" w:gutter="0"/></w:sectPr>'
    )


def _kept(name: str, language: str) -> str:
    """A part kept as a file, its root and language filled in."""
    written = (FOLDER / f"{name}.xml").read_text(encoding="utf-8").strip()
    return written.replace("{spaces}", SPACES).replace("{language}", language)


def _relationships(*told: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in told)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    named = (("document", "document.main"), ("header", "header"), *((name, name) for name in PARTS))
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in named)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )
