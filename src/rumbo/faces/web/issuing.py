"""What the entity prints goes out under its header: logo, and process, code, version and date of its format; and each
figure in it leads to where it is explained, from wherever it is opened."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest

from rumbo.apps.publishing.bridge import entity_card
from rumbo.apps.publishing.bridge.earlier_entity import entity_as_of
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.about import entity_header, signatures_section
from rumbo.papers.document import Block, Cell, Document, Table


def issued(
    request: HttpRequest, document: Document, manner: Manner, moment: datetime | None = None, *, signed: bool = False
) -> Document:
    """The document under the header that the entity had at a moment, now where there is none: what was approved keeps
    the header of its time. With `signed`, the lines to sign stand at its end."""
    entity = entity_as_of(person_of(request).entity, moment)
    card, manner = entity_card(entity), replace(manner, logo=entity.logo_svg.encode())
    signatures = signatures_section(card, manner) if signed else ()
    sections = tuple(
        replace(each, blocks=tuple(_located(block, request) for block in each.blocks)) for each in document.sections
    )
    return replace(document, header=entity_header(card, manner), sections=(*sections, *signatures))


def _located(block: Block, request: HttpRequest) -> Block:
    """The block with the whole address of what explains each of its figures."""
    if not isinstance(block, Table):
        return block
    return replace(block, rows=tuple(tuple(_cell_located(cell, request) for cell in row) for row in block.rows))


def _cell_located(cell: Cell, request: HttpRequest) -> Cell:
    return replace(cell, href=request.build_absolute_uri(cell.href)) if cell.href else cell
