"""The data of tables (`rumbo/table/1`) that a file is: shown as the sheets they were, to be read like any other."""

import json
from dataclasses import replace

from rumbo.layouts.engine.table_telling import SCHEMA, rows_of_data
from rumbo.papers.raw import RawDocument, RawRow, RawTable
from rumbo.papers.reading.json_text import JSON


def table_in_json(document: RawDocument) -> RawDocument | None:
    """The document with a table for each that its JSON tells; None where it tells none."""
    try:
        plain = json.loads(document.attachments[document.name])
        if plain["schema"] != SCHEMA:
            return None
        tables = [_table(number, list(rows_of_data(told))) for number, told in enumerate(plain["tables"], 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return replace(document, tables=tables, attachments={})


def shown_tables(document: RawDocument) -> RawDocument:
    """The document as its tables are read: those that a JSON tells, or its own."""
    return (table_in_json(document) if document.media_type == JSON else None) or document


def _table(number: int, rows: list[list[str]]) -> RawTable:
    listed = [RawRow(at, tuple(text or None for text in row)) for at, row in enumerate(rows, 1)]
    return RawTable(f"tables {number}", "table", listed)
