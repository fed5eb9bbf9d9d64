"""A received file ⇄ domain values: the file read again with what people decided, and by what they said of its table."""

from rumbo.apps.intake.bridge.decided import UNBENDING, Decided, place_of
from rumbo.apps.intake.bridge.documents import (
    DocumentReading,
    document_origin,
    document_reading_of,
    is_document,
    outline_of,
    row_changes_of,
)
from rumbo.apps.intake.bridge.either import anything_read
from rumbo.apps.intake.bridge.mappings import (
    document_of,
    mapping_fits,
    mapping_that_fits,
    mappings_alike,
    proposals_of,
    written_mapping,
)
from rumbo.apps.intake.bridge.opening import opened_once
from rumbo.apps.intake.bridge.reading import (
    CannotSay,
    Cell,
    Reading,
    answer_of,
    origin_of,
    reading_of,
    replaced_text,
)
from rumbo.apps.intake.bridge.tables import TableReading, is_table, table_of, table_reading_of

__all__ = [
    "UNBENDING",
    "CannotSay",
    "Cell",
    "Decided",
    "DocumentReading",
    "Reading",
    "TableReading",
    "answer_of",
    "anything_read",
    "document_of",
    "document_origin",
    "document_reading_of",
    "is_document",
    "is_table",
    "mapping_fits",
    "mapping_that_fits",
    "mappings_alike",
    "opened_once",
    "origin_of",
    "outline_of",
    "place_of",
    "proposals_of",
    "reading_of",
    "replaced_text",
    "row_changes_of",
    "table_of",
    "table_reading_of",
    "written_mapping",
]
