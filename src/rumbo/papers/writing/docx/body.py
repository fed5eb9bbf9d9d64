"""The body: the document from top to bottom in paragraphs of named styles, lists, tables and pictures."""

from collections.abc import Iterator

from rumbo.papers.document import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    SignatureLine,
    Signatures,
    Table,
    Tone,
)
from rumbo.papers.writing.docx.lists import BULLETS, Lists
from rumbo.papers.writing.docx.markup import paragraph, run, twips
from rumbo.papers.writing.docx.pictures import Pictures
from rumbo.papers.writing.docx.tables import table
from rumbo.papers.writing.fitting import MARGIN_MM

TONES = {Tone.PLAIN: "", Tone.LEAD: "Entrada", Tone.NOTE: "Nota", Tone.NOTICE: "Aviso"}
DEEPEST = 6
ABREAST = 3
AFTER_TABLE = paragraph("", "TrasTabla")
"""Word joins two tables that follow one another, and ends no part with a table."""


class Body:
    """Draws the body of a document; its lists and pictures are gathered for the parts that keep them."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self.document, self.pictures, self.lists = document, pictures, Lists()
        self.room = twips(document.page.width_mm - MARGIN_MM)

    def xml(self) -> Iterator[str]:
        """All of it."""
        document = self.document
        yield paragraph(run(document.title), "Title")
        if document.subtitle:
            yield paragraph(run(document.subtitle), "Subtitle")
        for section in document.sections:
            if section.title:
                yield paragraph(run(section.title), "Heading1")
            above: object = Heading(section.title) if section.title else None
            for block in section.blocks:
                if isinstance(block, Table):
                    yield from self._table(block, named=isinstance(above, Heading))
                else:
                    yield from self._block(block)
                above = block

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(text, tone):
                yield paragraph(run(text), TONES[tone])
            case Heading(text, level):
                yield paragraph(run(text), f"Heading{min(level + 1, DEEPEST)}")
            case Listing():
                yield from self._listing(block)
            case Facts(items):
                yield from map(_fact, items)
            case Picture():
                yield from self._picture(block)
            case Signatures(lines):
                yield from self._signatures(lines)

    def _listing(self, block: Listing) -> Iterator[str]:
        counted = None if block.marked else self.lists.counted(block.items)
        if counted is None and not block.marked:
            yield from (paragraph(run(item), "ListParagraph") for item in block.items)
            return
        number, items = counted or (BULLETS, block.items)
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        style = "ListNumber" if counted else "ListBullet"
        yield from (paragraph(run(item), style, numbering) for item in items)

    def _table(self, block: Table, *, named: bool) -> Iterator[str]:
        """A table below its caption; one that stands right below a heading has its name there."""
        if block.caption and not named:
            yield paragraph(run(block.caption), "Caption", "<w:keepNext/>")
        yield table(block, self.room, self.document.page.width_mm)
        yield AFTER_TABLE

    def _picture(self, block: Picture) -> Iterator[str]:
        keep = "<w:keepNext/>" if block.caption else ""
        yield paragraph(self.pictures.drawn(block, self.room), "Imagen", keep)
        if block.caption:
            yield paragraph(run(block.caption), "Caption")

    def _signatures(self, lines: tuple[SignatureLine, ...]) -> Iterator[str]:
        """The lines to sign, up to three abreast."""
        if not lines:
            return
        abreast = min(len(lines), ABREAST)
        width = self.room // abreast
        told = [*map(_signature, lines), *[paragraph("", "Celda")] * (-len(lines) % abreast)]
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{each}</w:tc>' for each in told]
        rows = ("".join(cells[first : first + abreast]) for first in range(0, len(cells), abreast))
        grid = f'<w:gridCol w:w="{width}"/>' * abreast
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Firmas"/><w:tblW w:w="{width * abreast}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        yield from (f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
        yield f"</w:tbl>{AFTER_TABLE}"


def _fact(fact: Fact) -> str:
    name = fact.name if fact.name.endswith(":") else f"{fact.name}:"
    value = f"\t{fact.text}" if fact.text else ""
    return paragraph(run(name, "<w:b/>") + run(value), "Dato")


def _signature(line: SignatureLine) -> str:
    texts = [paragraph(run(line.act), "Firma"), paragraph(run(line.post, "<w:b/>"), "Celda")]
    return "".join([*texts, paragraph(run(line.unit), "Celda")] if line.unit else texts)
