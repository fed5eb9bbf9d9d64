"""Reading by a mapping that a file carries: a plan as always, a table that makes no plan in its own way."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console

from rumbo.domain.table import TableDraft
from rumbo.faces.cli.language import said
from rumbo.faces.cli.telling_found import tell_finding
from rumbo.faces.cli.telling_tables import tell_table
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.mapping import MappingRefused, mapping_text, own_layout, read_mapping
from rumbo.layouts.engine.table_telling import SCHEMA, table_as_data
from rumbo.layouts.engine.tabling import read_tables as tables_in
from rumbo.layouts.engine.telling import finding_as_data
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_file

ERRORS, UNREADABLE = 1, 2

NOT_THIS_TABLE = declare(
    Sentences(
        "mapping.no_such_table",
        Severity.ERROR,
        marked("El archivo no tiene esa tabla"),
        marked("En «{file}» no están las columnas que la correspondencia dice."),
        marked("Leerlo con ella no encontraría nada, o lo pondría donde no va."),
        marked("Proponga otra con «rumbo map» y corríjala."),
    )
)


def own_layout_of(path: Path) -> Layout:
    """The layout that a mapping's file says; tells why and ends with 2 when it says none."""
    try:
        return own_layout(mapping_text(read_mapping(path.read_bytes())))
    except MappingRefused as refusal:
        told = refusal.finding
    except OSError:
        told = Finding(NOT_THIS_TABLE.code, NOT_THIS_TABLE.severity, Where(path.name), {"file": path.name})
    tell_finding(Console(stderr=True, highlight=False), [told])
    raise typer.Exit(UNREADABLE)


def read_tables(files: Sequence[Path], own: Layout, *, as_json: bool) -> int:
    """Reads tables that make no plan and tells them; the exit as of `rumbo read`."""
    drafts, failures = list[TableDraft](), list[Finding]()
    for file in files:
        try:
            read = tables_in(read_file(file), [own])
        except Unreadable as refusal:
            failures.append(refusal.finding)
            continue
        drafts += read
        if not read:
            facts = {"file": file.name}
            failures.append(Finding(NOT_THIS_TABLE.code, NOT_THIS_TABLE.severity, Where(file.name), facts))
    errors = any(found.severity is Severity.ERROR for draft in drafts for found in draft.everything_found())
    code = UNREADABLE if failures else ERRORS if errors else 0
    if as_json:
        tables = [table_as_data(draft, said) for draft in drafts]
        unreadable = [finding_as_data(found, said) for found in failures]
        told = {"schema": SCHEMA, "tables": tables, "unreadable": unreadable, "exit": code}
        json.dump(told, sys.stdout, ensure_ascii=False)
        return code
    console = Console(highlight=False)
    for draft in drafts:
        tell_table(console, draft)
    for found in failures:
        tell_finding(console, [found])
    return code
