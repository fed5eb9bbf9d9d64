"""The one door for any document: which engine reads it, and the draft of it."""

from dataclasses import replace
from itertools import islice
from typing import Any

from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.table import TableDraft
from rumbo.layouts.attached import with_attached
from rumbo.layouts.carried import printed, with_carried
from rumbo.layouts.carried_tables import with_carried_tables
from rumbo.layouts.engine.declaration import Layout, layouts, tables
from rumbo.layouts.engine.drafting import Known
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import mapped
from rumbo.layouts.engine.reading import read_plan
from rumbo.layouts.engine.recognise import WINDOW, Header, find_header
from rumbo.layouts.engine.table_json import table_in_json
from rumbo.layouts.engine.tabling import read_tables
from rumbo.layouts.outline.declaration import Outline, outline, outline_mapped, outlines
from rumbo.layouts.outline.drafting import read_outline, recognised
from rumbo.layouts.outline.several import held_in, read_held
from rumbo.papers.raw import RawDocument, RawTable
from rumbo.papers.reading.json_text import JSON

Draft = PlanDraft | DocumentDraft[Any] | TableDraft
NOBODY = Known()
DAYS = {"start", "end"}
DATED = DAYS | {"units"}
WIDE = 10
"""Known columns that only a matrix has: those of the tables of other documents are fewer."""


def read_document(
    document: RawDocument, known: Known = NOBODY, compared: PlanDraft | None = None, layout_key: str = ""
) -> Draft:
    """The draft of a document: of an outline where it follows one (or `layout_key` names one), of a table that makes no
    plan where it is one, else of a matrix.

    A document that follows no layout gives a `PlanDraft` without lines whose finding says what was seen.
    """
    if document.media_type == JSON:
        return _told_in_json(document, known, compared)
    if layout_key in {found.key for found in outlines()}:
        return _read(document, outline(layout_key))
    found = outline_followed(document) if not layout_key else None
    if found is None and (table := read_table_followed(document)):
        return table
    if found is None:
        return with_attached(read_plan(document, known, compared), document.attachments)
    return _read(document, found)


def outline_followed(document: RawDocument) -> Outline | None:
    """The layout of several parts that a document follows; None for any other document."""
    if _has_wide_matrix(document) or (found := recognised(document)) is None or _is_titled_matrix(document, found):
        return None
    return held_in(found, document)


def read_table_followed(document: RawDocument) -> TableDraft | None:
    """The first table that makes no plan and stands for itself, by the names that everybody uses; None for others."""
    return next(iter(tables_followed(document)), None)


def alone_tables() -> tuple[Layout, ...]:
    """The tables that are a whole document; the others are the columns of a part of one of several."""
    inner = {found.key for found in outlines()}
    return tuple(found for found in tables() if found.key not in inner)


def tables_followed(document: RawDocument) -> tuple[TableDraft, ...]:
    """Every such table of a document; none where one of its tables is plainly a matrix of a plan."""
    alone = alone_tables()
    headers = (find_header(table, (*layouts(), *alone)) for table in document.tables if not table.hidden)
    kinds = {found.best.layout.plan or _tells_work(found) for found in headers if found and found.best.complete}
    return with_carried_tables(read_tables(document, alone), document, alone) if kinds == {False} else ()


def _tells_work(header: Header) -> bool:
    """Whether the lines of a table begin and end some day, or tell how far they came: with amounts beside them it is a
    plan or its follow-up, and a person says so. "Observaciones" stand in any table."""
    found = [mapped(list(header.cells), each).columns for each in layouts()]
    told = [folded(columns["narrative"].label) for columns in found if "narrative" in columns]
    return any(columns.keys() >= DAYS for columns in found) or any(not each.startswith("observac") for each in told)


def read_mapped(document: RawDocument, own: Layout) -> DocumentDraft[Any]:
    """The draft of a document whose table an entity declared itself, where that is a table of an outline."""
    return read_outline(document, outline_mapped(own))


def _read(document: RawDocument, found: Outline) -> Draft:
    read = read_held if found.holds else read_outline
    return with_carried(read(document, found), document, read)


def _told_in_json(document: RawDocument, known: Known, compared: PlanDraft | None) -> Draft:
    if (shown := table_in_json(document)) and (table := read_table_followed(shown)):
        return table
    try:
        found, shown = printed(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return read_plan(document, known, compared)
    return _read(shown, found) if found else read_plan(shown, known, compared)


def _has_wide_matrix(document: RawDocument) -> bool:
    """Whether a table is plainly a matrix: a document that tells what surrounds it is still that matrix."""
    headers = (find_header(table) for table in document.tables if not table.hidden)
    return any(found.best.complete and len(found.best.columns) >= WIDE for found in headers if found)


def _is_titled_matrix(document: RawDocument, found: Outline) -> bool:
    """Whether a document is that of an outline by its title only: its table says who does what from when until when,
    which the outline would leave out, and what stands around the table makes no such document."""
    around = replace(
        document,
        tables=[_above(table, found) for table in document.tables],
        flow=[_above(piece, found) if isinstance(piece, RawTable) else piece for piece in document.flow],
    )
    changed = [*around.tables, *around.flow] != [*document.tables, *document.flow]
    return changed and recognised(around) is None


def _above(table: RawTable, found: Outline) -> RawTable:
    """What stands above the header of a matrix whose days the outline does not read; any other table as it is."""
    header = find_header(table) if not table.hidden else None
    if header is None or not header.best.complete or not header.best.columns.keys() >= DATED:
        return table
    inner = (part.layout for part in found.walk() if part.layout is not None)
    start = header.best.columns["start"]
    if any(start in mapped(list(header.cells), each).columns.values() for each in inner):
        return table
    return replace(table, rows=[row for row in islice(table.rows, WINDOW) if row.number < header.rows[0]])
