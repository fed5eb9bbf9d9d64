"""A received file ⇄ domain values: the file read again with what people decided, and by what they said of its table."""

from rumbo.apps.intake.bridge.mappings import (
    document_of,
    mapping_that_fits,
    proposals_of,
    table_of,
    written_mapping,
)
from rumbo.apps.intake.bridge.reading import (
    UNBENDING,
    CannotSay,
    Cell,
    Reading,
    answer_of,
    origin_of,
    place_of,
    reading_of,
    replaced_text,
)

__all__ = [
    "UNBENDING",
    "CannotSay",
    "Cell",
    "Reading",
    "answer_of",
    "document_of",
    "mapping_that_fits",
    "origin_of",
    "place_of",
    "proposals_of",
    "reading_of",
    "replaced_text",
    "table_of",
    "written_mapping",
]
