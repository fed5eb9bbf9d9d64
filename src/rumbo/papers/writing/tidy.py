"""Tidy tables for machines: a csv per table and a description (Data Package), in one zip that is always the same.

In these files numbers are integers or decimals with a point and days are ISO 8601, whatever the language of the plan.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rumbo.papers.inert import inert
from rumbo.papers.writing.zipped import zip_of

TidyValue = str | int | None


@dataclass(frozen=True, slots=True)
class TidyField:
    """A column: `kind` is a type of Table Schema ("string", "integer", "date"); what it holds and in which unit."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class TidyTable:
    """A table with one thing per row. None is an empty cell: unknown or not applicable, as its field says."""

    name: str
    title: str
    fields: tuple[TidyField, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[TidyValue, ...], ...]


def write_tidy(table: TidyTable) -> bytes:
    """The csv of a tidy table: UTF-8, comma, header in the first line, texts inert (see `inert`)."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([field.name for field in table.fields])
    lines.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in table.rows)
    return text.getvalue().encode()


def write_package(about: Mapping[str, Any], tables: tuple[TidyTable, ...], others: Mapping[str, bytes]) -> bytes:
    """A zip with datapackage.json, a csv per table, and other files (the matrix as drawn, the dossier)."""
    files = {f"{table.name}.csv": write_tidy(table) for table in tables}
    described = {**about, "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables]}
    description = json.dumps(described, ensure_ascii=False, indent=2, sort_keys=True).encode()
    return zip_of({"datapackage.json": description, **files, **others})


def _resource(table: TidyTable, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "primaryKey": list(table.key),
            "missingValues": [""],
            "fields": [
                {"name": field.name, "type": field.kind, "description": field.description} for field in table.fields
            ],
        },
    }
