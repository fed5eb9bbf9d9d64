"""html: a page that stands alone, and the same as a part of another page.

The part (`write_part`) has classes only: no style attribute, no `<style>`, no script, so it lives under a strict
content-security policy; whoever shows it gives it the rules of `document.css`. The page to download (`write_html`)
carries those rules in one `<style>` element, because a file on somebody's disk has nowhere to take them from, and says
in its own policy that nothing but them and its pictures may load. All texts are escaped; pictures stand as data.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rumbo.papers.document import (
    Cell,
    Column,
    Document,
    Facts,
    Header,
    Heading,
    Kind,
    Listing,
    Paragraph,
    Picture,
    Section,
    Signatures,
    Table,
    Tone,
)
from rumbo.papers.raw import Percent

RULES = Path(__file__).parent / "document.css"
WIDE, LONG = 24, 45


def write_html(document: Document) -> str:
    """The whole page, to download and open anywhere."""
    rules = RULES.read_text(encoding="utf-8")
    allowed = b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'"
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)} · {escape(document.header.issuer)}</title>\n<style>{rules}</style>\n"
        f"</head>\n<body>\n{write_part(document)}</body>\n</html>\n"
    )


def write_part(document: Document) -> str:
    """The document as `<header>` and `<main>`, for a page that has neither."""
    subtitle = f'<p class="paper-subtitle">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    sections = "".join(_section(section, number) for number, section in enumerate(document.sections, 1))
    return f"{_header(document.header)}<main>\n<h1>{escape(document.title)}</h1>\n{subtitle}{sections}</main>\n"


def write_sections(document: Document) -> str:
    """Only the sections, for a page with a heading of its own."""
    return "".join(_section(section, number) for number, section in enumerate(document.sections, 1))


def _header(header: Header) -> str:
    logo = _image(header.logo) if header.logo else ""
    control = "".join(
        f"<div><dt>{escape(fact.name)}:</dt><dd>{escape(fact.text)}</dd></div>" for fact in header.control
    )
    listed = f'<dl class="paper-control">{control}</dl>' if control else ""
    return f'<header class="paper-head">{logo}<p class="paper-issuer">{escape(header.issuer)}</p>{listed}</header>\n'


def _section(section: Section, number: int) -> str:
    blocks = "".join(_block(block, f"t{number}-{place}") for place, block in enumerate(section.blocks, 1))
    heading = f"<h2>{escape(section.title)}</h2>\n" if section.title else ""
    return f'<section class="paper-section">\n{heading}{blocks}</section>\n'


def _block(block: object, anchor: str) -> str:
    match block:
        case Paragraph(text, tone):
            named = "" if tone is Tone.PLAIN else f' class="paper-{tone.value}"'
            return f"<p{named}>{_text(text)}</p>\n"
        case Heading(text, level):
            rank = min(level + 2, 6)
            return f"<h{rank}>{escape(text)}</h{rank}>\n"
        case Listing(items, marked):
            named = "" if marked else ' class="paper-unmarked"'
            return f"<ul{named}>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>\n"
        case Facts(items):
            listed = "".join(f"<dt>{escape(item.name)}</dt><dd>{_text(item.text)}</dd>" for item in items)
            return f'<dl class="paper-facts">{listed}</dl>\n'
        case Signatures(lines):
            listed = "".join(
                f'<li><span>{escape(line.act)}</span><span class="paper-post">{escape(line.post)}</span>'
                f"<span>{escape(line.unit)}</span></li>"
                for line in lines
            )
            return f'<ul class="paper-signatures">{listed}</ul>\n'
        case Picture():
            caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
            return f"<figure>{_image(block)}{caption}</figure>\n"
        case Table():
            return "".join(_table(block, anchor))
    raise TypeError(type(block).__name__)


def _image(picture: Picture) -> str:
    data = b64encode(picture.content).decode()
    return f'<img src="data:{escape(picture.media_type)};base64,{data}" alt="{escape(picture.alt)}">'


def _table(table: Table, anchor: str) -> Iterator[str]:
    """A table in a place of its own that scrolls sideways and takes the keyboard."""
    yield f'<div class="paper-scroll" role="region" aria-labelledby="{anchor}" tabindex="0">\n'
    yield f'<table class="paper-table">\n<caption id="{anchor}">{escape(table.caption)}</caption>\n<thead>\n'
    for row in table.header:
        yield f"<tr>{''.join(_heading(cell) for cell in row)}</tr>\n"
    yield "</thead>\n<tbody>\n"
    for cells in table.rows:
        told = (
            _cell(cell, column, table.row_heading and index == 0)
            for index, (cell, column) in enumerate(zip(cells, table.columns, strict=True))
        )
        yield f"<tr>{''.join(told)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _heading(cell: Cell) -> str:
    scope = "colgroup" if cell.columns > 1 else "col"
    spans = "".join(
        f' {name}="{count}"' for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1
    )
    return f'<th scope="{scope}"{spans}>{escape(cell.text)}</th>'


def _cell(cell: Cell, column: Column, heads: bool) -> str:
    named = f' class="{_class(column)}"' if _class(column) else ""
    if heads:
        return f'<th scope="row"{named}>{_text(cell.text)}</th>'
    if cell.figure is not None:
        return f"<td{named}>{_figure(cell, cell.figure)}</td>"
    if cell.href:
        return f'<td{named}><a href="{escape(cell.href)}" data-reckoned="">{_text(cell.text)}</a></td>'
    # A percentage that leads nowhere was computed by nobody: a plan or a person wrote it.
    written = ' data-written=""' if isinstance(cell.value, Percent) or cell.text.endswith("%") else ""
    return f"<td{named}{written}>{_text(cell.text)}</td>"


def _figure(cell: Cell, figure: int) -> str:
    """A computed figure with its integer, leading to its explanation where a page has one."""
    told = f'<data value="{figure}">{_text(cell.text)}</data>'
    return f'<a href="{escape(cell.href)}">{told}</a>' if cell.href else told


def _text(text: str) -> str:
    """A text whose line ends are seen by everybody, also by a reader that knows no rules of style."""
    return escape(text).replace("\n", "<br/>")


def _class(column: Column) -> str:
    if column.kind is not Kind.TEXT:
        return f"kind-{column.kind.value}"
    return "long" if column.width >= LONG else "wide" if column.width >= WIDE else ""
