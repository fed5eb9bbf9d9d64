"""`rumbo read FILE…`: what a document is, what it holds, and what is wrong with it. Needs no database.

`--language` chooses the words, also those inside the json. Exit 0 when no error was found (warnings and notices do not
count), 1 when a document holds errors, 2 when a file cannot be read. Of several documents also what they say together:
a follow-up beside its plan, a version beside the next, the targets that a strategic plan and a plan of action show.
"""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.table import TableDraft
from rumbo.faces.cli.json_pieces import json_pieces
from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.mapped import own_layout_of, read_tables
from rumbo.faces.cli.reporting import write_report
from rumbo.faces.cli.telling import tell_difference, tell_draft
from rumbo.faces.cli.telling_across import tell_across, tell_registered
from rumbo.faces.cli.telling_documents import tell_document
from rumbo.faces.cli.telling_found import tell_checks, tell_finding, tell_findings, telling_every_one
from rumbo.faces.cli.telling_tables import tell_proposals, tell_table
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked
from rumbo.layouts import Draft, Known, read_document, read_plan
from rumbo.layouts.across import across_as_data
from rumbo.layouts.engine.table_telling import table_as_data
from rumbo.layouts.engine.telling import check_as_data, draft_as_data, finding_as_data, steps_as_data
from rumbo.layouts.outline.telling import document_as_data
from rumbo.layouts.proposing import propose_mapping
from rumbo.layouts.proposing.telling import proposals_as_data
from rumbo.layouts.together import Pair, Registered, Together, together
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_file

SCHEMA = "rumbo/read/1"
ERRORS, UNREADABLE = 1, 2

NOT_UNDERSTOOD = declare(
    Sentences(
        "file.not_understood",
        Severity.ERROR,
        marked("El archivo hizo fallar la lectura"),
        marked("Al leer «{file}» ocurrió un error que el programa no esperaba ({fault})."),
        marked("El archivo puede estar dañado, o el programa tiene una falta que hay que corregir."),
        marked("Ábralo, guárdelo de nuevo y vuelva a intentar; si se repite, informe este mensaje."),
    )
)


class Format(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"


def read(
    files: Annotated[
        list[Path],
        typer.Argument(help=marked("Documento en xlsx, ods, docx, pdf con texto, html, csv, texto o Markdown.")),
    ],
    output: Annotated[
        Format, typer.Option("--format", help=marked("Para leer, o json para otro programa."))
    ] = Format.TEXT,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help=marked("Correspondencia de columnas para una tabla desconocida."))
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option("--report", help=marked("Además, el informe de la revisión: .pdf, .docx, .xlsx o .html.")),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=marked("Todos los hallazgos, también los que se repiten muchas veces."))
    ] = False,
    unit: Annotated[
        str, typer.Option("--unit", help=marked("Dependencia de las acciones de un plan que no dicen ninguna."))
    ] = "",
    language: Spoken = None,
) -> None:
    """Tells what was understood and found; nothing is stored."""
    own = own_layout_of(mapping) if mapping else None
    if own and not own.plan:
        _write_any_letter(output)
        raise typer.Exit(read_tables(files, own, as_json=output is Format.JSON))
    drafts: list[Draft] = []
    failures: list[Finding] = []
    for file in files:
        try:
            known = Known(layouts=(own,) if own else (), unit=unit)
            drafts.append((read_plan if own else read_document)(read_file(file), known))
        except Unreadable as refusal:
            failures.append(refusal.finding)
        except Exception as fault:  # noqa: BLE001 - a person at a terminal is owed a sentence, never a stack trace
            facts = {"file": file.name, "fault": type(fault).__name__}
            failures.append(Finding(NOT_UNDERSTOOD.code, Severity.ERROR, None, facts))
    found = together(drafts)
    for target in report or ():
        write_report(target, found)
    _write_any_letter(output)
    if output is Format.JSON:
        sys.stdout.writelines(json_pieces(_as_data(found, failures, files)))
        print()
    else:
        with telling_every_one() if every else nullcontext():
            _tell(found, failures)
        _tell_unknown(files, drafts)
    raise typer.Exit(_exit(found.drafts, failures))


def _write_any_letter(output: Format) -> None:
    """Lets no letter fail for want of a terminal that has it: json is UTF-8 wherever it goes, as programs expect (a
    byte of a file's name that is no letter stays an escape); in a text such a letter becomes a question mark."""
    if isinstance(sys.stdout, TextIOWrapper):
        if output is Format.JSON:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            sys.stdout.reconfigure(errors="replace")


def _as_data(found: Together, failures: list[Finding], files: Sequence[Path]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "documents": [_document(draft) for draft in found.drafts],
        "differences": [_pair(pair) for pair in found.pairs],
        "across": [across_as_data(each, said) for each in found.across],
        "projects": [_registered(each) for each in found.projects],
        "proposals": _proposals(files, found.drafts),
        "unreadable": [finding_as_data(each, said) for each in failures],
        "exit": _exit(found.drafts, failures),
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "before": pair.before.source.file,
        "after": pair.after.source.file,
        "steps": steps_as_data(pair.steps, pair.before.matrix.lines, pair.after.matrix.lines),
        **_checks(pair.checks),
    }


def _registered(each: Registered) -> dict[str, object]:
    return {"sheet": each.sheet.source.file, "plan": each.plan.source.file, **_checks(each.checks)}


def _checks(checks: Sequence[CheckResult]) -> dict[str, object]:
    return {
        "findings": [finding_as_data(each, said) for result in checks for each in result.findings],
        "checks": [check_as_data(result, said) for result in checks],
    }


def _document(draft: Draft) -> dict[str, object]:
    match draft:
        case PlanDraft():
            return draft_as_data(draft, said)
        case TableDraft():
            return table_as_data(draft, said)
        case _:
            return document_as_data(draft, said)


def _proposals(files: Sequence[Path], drafts: Sequence[Draft]) -> list[dict[str, object]]:
    """What the tables of the files that follow no layout probably are."""
    unknown = {draft.source.file for draft in drafts if not draft.recognition.layout}
    listed = (file for file in files if file.name in unknown)
    return [
        {"file": file.name, "tables": proposals_as_data(propose_mapping(read_file(file)), file.stem, said)}
        for file in listed
    ]


def _tell(found: Together, failures: list[Finding]) -> None:
    console = Console(highlight=False, soft_wrap=False)
    for draft in found.drafts:
        if isinstance(draft, PlanDraft):
            tell_draft(console, draft)
        elif isinstance(draft, TableDraft):
            tell_table(console, draft)
        else:
            tell_document(console, draft)
    for pair in found.pairs:
        tell_difference(console, pair.before, pair.after, pair.steps)
        tell_findings(console, [each for result in pair.checks for each in result.findings])
        tell_checks(console, pair.checks)
    for each in found.across:
        tell_across(console, each)
    for registered in found.projects:
        tell_registered(console, registered)
    for failure in failures:
        tell_finding(console, [failure])


def _tell_unknown(files: list[Path], drafts: list[Draft]) -> None:
    """What the tables of a file that follows no layout probably are."""
    unknown = {draft.source.file for draft in drafts if not draft.recognition.layout}
    for file in files:
        if file.name in unknown:
            tell_proposals(Console(highlight=False), propose_mapping(read_file(file)))


def _exit(drafts: Sequence[Draft], failures: list[Finding]) -> int:
    if failures:
        return UNREADABLE
    found = (told.severity for draft in drafts for told in draft.everything_found())
    return ERRORS if Severity.ERROR in found else 0
