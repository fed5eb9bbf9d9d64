"""A document of several parts told to a person at a terminal: what was understood, as its layout prints it."""

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.telling_found import tell_checks, tell_findings
from rumbo.faces.cli.telling_targets import tell_targets
from rumbo.layouts import print_outline
from rumbo.papers.document import Block, Facts, Heading, Listing, Paragraph, Table

LONGEST, MOST_ROWS = 400, 40


def tell_document(console: Console, draft: DocumentDraft[Any]) -> None:
    """Everything about one document."""
    console.rule(f"[bold]{escape(draft.source.file)}", align="left")
    known = _("{title} (partes reconocidas: {parts}; seguridad {confidence} de 100)").format(
        title=_(draft.recognition.title),
        parts=len(draft.recognition.matched),
        confidence=draft.recognition.confidence,
    )
    _facts(console, [(_("Documento"), known)])
    for block in print_outline(draft.content, draft.recognition.layout):
        _block(console, block)
    console.print()
    if isinstance(draft.content, InstitutionalPlan):
        tell_targets(console, draft.content)
    tell_findings(console, draft.everything_found())
    tell_checks(console, draft.checks)


def _block(console: Console, block: Block) -> None:
    match block:
        case Heading(text, level):
            console.print()
            console.print(Padding(f"[bold]{escape(text)}", (0, 0, 0, 2 * (level - 1))))
        case Paragraph(text):
            console.print(Padding(escape(_short(text)), (0, 0, 0, 2)))
        case Listing(items):
            for item in items:
                console.print(Padding(escape(f"· {_short(item)}"), (0, 0, 0, 2)))
        case Facts(items):
            _facts(console, [(item.name, item.text) for item in items])
        case Table():
            _table(console, block)


def _facts(console: Console, facts: list[tuple[str, str]]) -> None:
    grid = Grid.grid(padding=(0, 2))
    for name, text in facts:
        if text:
            grid.add_row(f"[bold]{escape(name)}", escape(text))
    console.print(grid)


def _table(console: Console, table: Table) -> None:
    grid = Grid(box=None, padding=(0, 1), header_style="bold")
    for cell, column in zip(table.header[-1], table.columns, strict=True):
        grid.add_column(escape(cell.text), justify="right" if column.kind in ("number", "percent") else "left")
    for row in table.rows[:MOST_ROWS]:
        grid.add_row(*(escape(_short(cell.text)) for cell in row))
    console.print(Padding(grid, (0, 0, 0, 2)))
    if len(table.rows) > MOST_ROWS:
        console.print(_("… y {n} filas más.").format(n=len(table.rows) - MOST_ROWS))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
