"""What the entity prints goes out under its header: logo, and process, code, version and date of its format; and each
figure in it leads to where it is explained, from wherever it is opened: on the screen by a touch, on paper by the list
at its end, and as data by a column of its own."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from rumbo.apps.publishing.bridge import entity_card
from rumbo.apps.publishing.bridge.earlier_entity import entity_as_of
from rumbo.apps.publishing.queries import public_entity
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.about import entity_header, signatures_section
from rumbo.layouts.drawing.addressed import addressed_section, leads, with_addresses
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
    explained = addressed_section(sections, manner, _public(request)) if any(map(leads, sections)) else ()
    return replace(document, header=entity_header(card, manner), sections=(*sections, *explained, *signatures))


def as_data(request: HttpRequest, table: Table, manner: Manner) -> Table:
    """A table as data, where nothing can be touched: the address of each figure stands in a column beside it."""
    return with_addresses(_table_located(table, request), manner)


def _public(request: HttpRequest) -> str:
    """Where the entity publishes; empty where it has not yet."""
    entity = public_entity(person_of(request).entity.slug)
    return request.build_absolute_uri(reverse("portal:entity", args=[entity.slug])) if entity else ""


def _located(block: Block, request: HttpRequest) -> Block:
    return _table_located(block, request) if isinstance(block, Table) else block


def _table_located(table: Table, request: HttpRequest) -> Table:
    """The table with the whole address of what explains each of its figures."""
    return replace(table, rows=tuple(tuple(_cell_located(cell, request) for cell in row) for row in table.rows))


def _cell_located(cell: Cell, request: HttpRequest) -> Cell:
    return replace(cell, href=request.build_absolute_uri(cell.href)) if cell.href else cell
