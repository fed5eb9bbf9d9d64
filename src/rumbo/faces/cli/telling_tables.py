"""What an unknown table probably is, and a table that makes no plan, told to a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from rumbo.domain.table import TableDraft
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.telling_found import tell_checks, tell_findings
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.table_telling import table_as_rows
from rumbo.layouts.proposing import TableProposal, Why

MOST_ROWS, MOST_COLUMNS, LONGEST = 20, 8, 40


def tell_proposals(console: Console, found: Sequence[TableProposal]) -> None:
    """What each table probably is, and the field proposed for each of its columns."""
    for table in found:
        kind = next(each for each in table.kinds if each.key == table.kind)
        rows = ", ".join(map(str, table.header_rows))
        told = _("Parece: {title} (seguridad {n} de 100). Encabezados en la fila {rows}.")
        console.print(f"[bold]{escape(told.format(title=_(kind.title), n=kind.sureness, rows=rows))}")
        for why in kind.evidence:
            console.print(Padding(escape(_said(why)), (0, 0, 0, 2)))
        base, grid = layout(table.kind), Table(box=None, padding=(0, 1), header_style="bold")
        for name in (_("Columna"), _("Propuesta"), _("Seguridad"), _("Por qué")):
            grid.add_column(name)
        for column in table.columns:
            chosen = column.chosen
            field = _bare(base.field(column.taken).label.header) if column.taken else "—"
            reasons = " ".join(map(_said, chosen.why)) if chosen else ""
            sure = str(chosen.sureness) if chosen else ""
            grid.add_row(escape(column.cell.written), escape(field), sure, escape(reasons))
        console.print(grid)
        hint = _(
            "Con «rumbo map» esta propuesta se escribe en un archivo; corríjalo y úselo con «rumbo read --mapping»."
        )
        console.print(hint)
        console.print()


def tell_table(console: Console, draft: TableDraft) -> None:
    """Everything about a table that makes no plan."""
    console.rule(f"[bold]{escape(draft.source.file)}", align="left")
    facts = [(_("Documento"), _(layout(draft.recognition.layout).title)), (_("Vigencia"), draft.fiscal_year)]
    facts += [(_("Filas"), len(draft.rows)), (_("Filas de totales"), len(draft.totals))]
    for name, value in facts:
        if value:
            console.print(f"[bold]{name}[/]  {escape(str(value))}")
    headers, *rows = table_as_rows(draft)
    grid = Table(box=None, padding=(0, 1), header_style="bold")
    for header in headers[-MOST_COLUMNS:]:
        grid.add_column(escape(header))
    for row in rows[:MOST_ROWS]:
        grid.add_row(*(escape(text[:LONGEST]) for text in row[-MOST_COLUMNS:]))
    console.print(grid)
    if len(rows) > MOST_ROWS:
        console.print(_("… y {n} filas más.").format(n=len(rows) - MOST_ROWS))
    console.print()
    tell_findings(console, draft.everything_found())
    tell_checks(console, draft.checks)


def _said(why: Why) -> str:
    return _(why.sentence).format(**why.facts)


def _bare(header: str) -> str:
    return " ".join(header.format(fiscal_year="", period="").split())
