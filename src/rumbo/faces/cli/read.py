"""`rumbo read FILE…`: what a document is, what it holds, and what is wrong with it. Needs no database.

`--language` chooses the words, also those inside the json. Exit 0 when no error was found (warnings and notices do not
count), 1 when a document holds errors, 2 when a file cannot be read. With two documents, their row-by-row difference
too; a follow-up is compared with the plan. With a strategic plan and a plan of action, the targets that both show.
"""

import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rumbo.domain.plan.difference import Step
from rumbo.domain.plan.draft import PlanDraft
from rumbo.faces.cli.json_pieces import json_pieces
from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.mapped import own_layout_of, read_tables
from rumbo.faces.cli.telling import tell_difference, tell_draft
from rumbo.faces.cli.telling_across import tell_across
from rumbo.faces.cli.telling_documents import tell_document
from rumbo.faces.cli.telling_found import tell_finding
from rumbo.faces.cli.telling_tables import tell_proposals
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts import Draft, Known, compare, read_document, read_plan, rechecked
from rumbo.layouts.across import Across, across, across_as_data
from rumbo.layouts.engine.telling import draft_as_data, finding_as_data, steps_as_data
from rumbo.layouts.outline.telling import document_as_data
from rumbo.layouts.proposing import propose_mapping
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_file

SCHEMA = "rumbo/read/1"
ERRORS, UNREADABLE = 1, 2
Pair = tuple[PlanDraft, PlanDraft, tuple[Step, ...]]

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
            drafts.append(read_plan(read_file(file), Known(layouts=(own,))) if own else read_document(read_file(file)))
        except Unreadable as refusal:
            failures.append(refusal.finding)
        except Exception as fault:  # noqa: BLE001 - a person at a terminal is owed a sentence, never a stack trace
            facts = {"file": file.name, "fault": type(fault).__name__}
            failures.append(Finding(NOT_UNDERSTOOD.code, Severity.ERROR, None, facts))
    pair, together = _paired(drafts), across(drafts)
    _write_any_letter(output)
    if output is Format.JSON:
        sys.stdout.writelines(json_pieces(_as_data(drafts, failures, pair, together)))
        print()
    else:
        _tell(drafts, failures, pair, together)
        _tell_unknown(files, drafts)
    raise typer.Exit(_exit(drafts, failures))


def _paired(drafts: list[Draft]) -> Pair | None:
    """Two recognised matrices in order, earlier first; a follow-up among them learns which plan is at hand."""
    plans = [draft for draft in drafts if isinstance(draft, PlanDraft) and draft.matrix.lines]
    if len(drafts) != 2 or len(plans) != 2:
        return None
    follows = [draft.has("progress") or draft.has("narrative") for draft in plans]
    if follows[0] != follows[1]:
        at = follows.index(True)
        before = rechecked(plans[at], plans[1 - at])
        drafts[at], after = before, plans[1 - at]
    else:
        before, after = sorted(plans, key=_version)
    return before, after, compare(before.matrix, after.matrix)


def _version(draft: PlanDraft) -> tuple[int, int]:
    version = draft.matrix.version.strip()
    return (draft.matrix.fiscal_year or 0, int(version) if version.isdecimal() else 0)


def _write_any_letter(output: Format) -> None:
    """Lets no letter fail for want of a terminal that has it: json is UTF-8 wherever it goes, as programs expect (a
    byte of a file's name that is no letter stays an escape); in a text such a letter becomes a question mark."""
    if isinstance(sys.stdout, TextIOWrapper):
        if output is Format.JSON:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            sys.stdout.reconfigure(errors="replace")


def _as_data(
    drafts: list[Draft], failures: list[Finding], pair: Pair | None, together: Across | None
) -> dict[str, object]:
    difference = None
    if pair:
        before, after, steps = pair
        told = steps_as_data(steps, before.matrix.lines, after.matrix.lines)
        difference = {"before": before.source.file, "after": after.source.file, "steps": told}
    return {
        "schema": SCHEMA,
        "documents": [_document(draft) for draft in drafts],
        "difference": difference,
        "across": across_as_data(together, said) if together else None,
        "unreadable": [finding_as_data(found, said) for found in failures],
        "exit": _exit(drafts, failures),
    }


def _document(draft: Draft) -> dict[str, object]:
    return draft_as_data(draft, said) if isinstance(draft, PlanDraft) else document_as_data(draft, said)


def _tell(drafts: list[Draft], failures: list[Finding], pair: Pair | None, together: Across | None) -> None:
    console = Console(highlight=False, soft_wrap=False)
    for draft in drafts:
        if isinstance(draft, PlanDraft):
            tell_draft(console, draft)
        else:
            tell_document(console, draft)
    if pair:
        tell_difference(console, *pair)
    if together:
        tell_across(console, together)
    for found in failures:
        tell_finding(console, [found])


def _tell_unknown(files: list[Path], drafts: list[Draft]) -> None:
    """What the tables of a file that follows no layout probably are."""
    unknown = {draft.source.file for draft in drafts if not draft.recognition.layout}
    for file in files:
        if file.name in unknown:
            tell_proposals(Console(highlight=False), propose_mapping(read_file(file)))


def _exit(drafts: list[Draft], failures: list[Finding]) -> int:
    if failures:
        return UNREADABLE
    found = (told.severity for draft in drafts for told in draft.everything_found())
    return ERRORS if Severity.ERROR in found else 0
