"""The PDF: tagged PDF/UA-1 and PDF/A-3a by typst, the same bytes for the same document.

All texts travel as one JSON value, so nothing in them can be code. Fonts are the shipped ones; nothing is fetched.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from rumbo.findings import Finding
from rumbo.papers.document import (
    Attachment,
    Cell,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Section,
    Signatures,
    Table,
)
from rumbo.papers.writing.fitting import LONG_WORD, column_widths, is_short, letter_size
from rumbo.papers.writing.legible import FONTS, legible, unprintable
from rumbo.papers.writing.raster import FORMATS, SVG

TEMPLATE = Path(__file__).parent / "pdf.typ"


def write_pdf(document: Document, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """The PDF of a document, with files attached; the moment of the document is the moment of the file."""
    told = _told(document, attachments)
    with TemporaryDirectory() as folder:
        _lay_out(document, Path(folder))
        compiled = _compiler(folder).compile(
            format="pdf",
            sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=document.moment,
        )
    if not isinstance(compiled, bytes):
        raise TypeError("the PDF writer gave no bytes")
    return compiled


def pdf_findings(document: Document) -> tuple[Finding, ...]:
    """What the PDF cannot show as it is written."""
    return unprintable(_texts(document))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _compiler(folder: str) -> typst.Compiler:
    """A fresh compiler each time: one that lives on keeps every document it has seen. It reads from `folder` only."""
    return typst.Compiler(input=TEMPLATE.read_bytes(), root=folder, font_paths=_fonts())


def _lay_out(document: Document, folder: Path) -> None:
    """Puts the photographs of a document where the compiler finds them."""
    pictures = (block for section in document.sections for block in section.blocks if isinstance(block, Picture))
    for each in (*pictures, *([document.header.logo] if document.header.logo else [])):
        if each.media_type != SVG:
            (folder / _named(each)).write_bytes(each.content)


def _named(picture: Picture) -> str:
    return f"{hashlib.sha256(picture.content).hexdigest()}.{FORMATS[picture.media_type]}"


def _told(document: Document, attachments: tuple[Attachment, ...]) -> dict[str, Any]:
    header = document.header
    language, _, region = document.language.partition("-")
    control = [[legible(fact.name), legible(fact.text)] for fact in header.control]
    return {
        "title": legible(document.title),
        "subtitle": legible(document.subtitle),
        "subject": legible(document.subject),
        "issuer": legible(header.issuer),
        "control": control,
        "logo": _picture(header.logo) if header.logo else None,
        "page-label": header.page_label,
        "foot": " · ".join(f"{name}: {text}" for name, text in control),
        "language": language,
        "region": region or None,
        "fonts": ["Work Sans", "Libertinus Serif", "DejaVu Sans Mono"],
        "heading-fonts": ["Montserrat", "Work Sans", "Libertinus Serif", "DejaVu Sans Mono"],
        "width": document.page.width_mm,
        "height": document.page.height_mm,
        "sections": [_section(section, document.page.width_mm) for section in document.sections],
        "attachments": [_attachment(attachment) for attachment in attachments],
    }


def _section(section: Section, width_mm: int) -> dict[str, Any]:
    return {"title": legible(section.title), "blocks": [_block(block, width_mm) for block in section.blocks]}


def _block(block: object, width_mm: int) -> dict[str, Any]:
    match block:
        case Paragraph(text, tone):
            return {"is": "paragraph", "text": legible(text), "tone": tone.value}
        case Heading(text, depth):
            return {"is": "head", "text": legible(text), "level": min(depth + 2, 6)}
        case Listing(items, marked):
            return {"is": "listing", "items": [legible(item) for item in items], "marked": marked}
        case Facts(items):
            return {"is": "facts", "items": [[legible(item.name), legible(item.text)] for item in items]}
        case Signatures(lines):
            rows = [[legible(line.act), legible(line.post), legible(line.unit)] for line in lines]
            return {"is": "signatures", "lines": rows}
        case Picture():
            return {"is": "picture", **_picture(block)}
        case Table():
            return {"is": "table", **_table(block, width_mm)}
    raise TypeError(type(block).__name__)


def _table(table: Table, width_mm: int) -> dict[str, Any]:
    widths = column_widths(table, width_mm)
    return {
        "caption": legible(table.caption),
        "widths": widths,
        "kinds": [column.kind.value for column in table.columns],
        "size": letter_size(widths, width_mm),
        "depth": len(table.header),
        "header": [
            {"x": x, "y": y, "columns": cell.columns, "rows": cell.rows, "text": breakable(legible(cell.text))}
            for y, row in enumerate(table.header_places())
            for x, cell in row
        ],
        "rows": (rows := [[breakable(legible(cell.text)) for cell in row] for row in table.rows]),
        "ways": [[cell.way for cell in row] for row in table.rows],
        "kept": [is_short(widths, row) for row in rows],
    }


def breakable(text: str) -> str:
    """The text with a place to break (zero width) in words too long for any column, such as addresses and codes. A
    shorter word of letters is parted between its syllables, and an amount stays whole."""
    return _LONG.sub(lambda word: word[0] if _stays(word[0]) else "\u200b".join(_PIECES.findall(word[0])), text)


def _stays(word: str) -> bool:
    return len(word) < TOO_LONG and (word.strip("«».,;:()").isalpha() or bool(_AMOUNT.fullmatch(word)))


TOO_LONG = 24
_LONG = re.compile(rf"\S{{{LONG_WORD + 1},}}")
_AMOUNT = re.compile(r"[-$]*\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?%?")
_PIECES = re.compile(rf"[^/._\-?&=]{{1,{LONG_WORD}}}[/._\-?&=]?|[/._\-?&=]")


def _picture(picture: Picture) -> dict[str, Any]:
    vector = picture.media_type == SVG
    return {
        "content": picture.content.decode() if vector else "",
        "path": "" if vector else f"/{_named(picture)}",
        "format": FORMATS[picture.media_type],
        "alt": legible(picture.alt),
        "width": picture.width_mm,
        "caption": legible(picture.caption),
    }


def _carried(content: bytes) -> str | list[int]:
    """Bytes as JSON carries them: text as itself, anything else byte by byte."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return list(content)


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "content": _carried(attachment.content),
        "media-type": attachment.media_type,
        "description": attachment.description,
        "relation": attachment.relation,
    }


def _texts(document: Document) -> Iterator[str]:
    """All texts that a reader of the document sees."""
    yield from (document.title, document.subtitle, document.subject, document.header.issuer)
    yield from (part for fact in document.header.control for part in (fact.name, fact.text))
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from _texts_of(block)


def _texts_of(block: object) -> Iterator[str]:
    match block:
        case Paragraph(text) | Heading(text):
            yield text
        case Listing(lines):
            yield from lines
        case Facts(items):
            yield from (part for item in items for part in (item.name, item.text))
        case Signatures(lines):
            yield from (part for line in lines for part in (line.act, line.post, line.unit))
        case Picture():
            yield from (block.alt, block.caption)
        case Table():
            rows: tuple[tuple[Cell, ...], ...] = (*block.header, *block.rows)
            yield from (block.caption, *(cell.text for row in rows for cell in row))
