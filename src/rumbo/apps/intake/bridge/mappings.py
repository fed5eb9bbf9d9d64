"""What an entity says of its own tables ⇄ the layouts by which the engine reads."""

import json
from collections.abc import Iterable
from typing import Any

from rumbo.apps.evidence.queries import bytes_of
from rumbo.apps.intake.models import EntityLayout, Intake
from rumbo.domain.table import TableDraft
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.mapping import own_layout
from rumbo.layouts.engine.recognise import find_header
from rumbo.layouts.engine.tabling import read_table
from rumbo.layouts.proposing import Asked, TableProposal, propose_mapping
from rumbo.papers.raw import RawDocument
from rumbo.papers.reading import read_bytes

NOTHING_ASKED = Asked()


def written_mapping(row: EntityLayout) -> dict[str, Any]:
    """The declaration of a mapping, as the file that carries it."""
    written: dict[str, Any] = json.loads(row.declaration)
    return written


def layouts_of(intake: Intake) -> tuple[Layout, ...]:
    """The entity's own layout by which a document is read; none for one that follows a known layout."""
    return (own_layout(intake.mapping.declaration),) if intake.mapping else ()


def document_of(intake: Intake) -> RawDocument:
    """The file as read, without what was decided. Raises `Unreadable`."""
    return read_bytes(bytes_of(intake.file), intake.file.name)


def mapping_that_fits(intake: Intake, known: Iterable[EntityLayout]) -> EntityLayout | None:
    """The first of the mappings whose columns a document has; the file is opened only when there is one to try."""
    rows = list(known)
    document = document_of(intake) if rows else None
    for row in rows:
        own = own_layout(row.declaration)
        for table in document.tables if document else ():
            header = None if table.hidden else find_header(table, [own])
            if header and header.best.complete:
                return row
    return None


def proposals_of(intake: Intake, asked: Asked = NOTHING_ASKED) -> tuple[TableProposal, ...]:
    """What the tables of a document probably are."""
    return propose_mapping(document_of(intake), asked)


def table_of(intake: Intake) -> TableDraft | None:
    """The document as a table that makes no plan, where its mapping says so."""
    own = [each for each in layouts_of(intake) if not each.plan]
    return read_table(document_of(intake), own) if own else None
