"""Reads of keeping: copies, and what an installation lacks to be one that people rely on."""

from rumbo.apps.keeping.queries.copies import (
    FORM,
    Copy,
    Part,
    Told,
    Unreadable,
    altered_parts,
    differences,
    files_gone,
    lines_in,
    opened,
    put_file,
    write_copy,
)
from rumbo.apps.keeping.queries.readiness import lacks

__all__ = [
    "FORM",
    "Copy",
    "Part",
    "Told",
    "Unreadable",
    "altered_parts",
    "differences",
    "files_gone",
    "lacks",
    "lines_in",
    "opened",
    "put_file",
    "write_copy",
]
