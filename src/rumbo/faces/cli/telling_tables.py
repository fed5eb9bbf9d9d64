"""What an unknown table probably is, and a table that makes no plan, told to a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, Value
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.faces.cli.telling_found import tell_checks, tell_findings
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.table_telling import plain_value
from rumbo.layouts.proposing import TableProposal, Why
from rumbo.notation.numbers import print_money

MOST_ROWS, MOST_NAMED, LONGEST = 20, 2, 40
NAMED = ("account", "account_name", "project", "unit")
TELLING = (*NAMED, "definitive", "commitments", "obligations", "payments")
FIGURES = ("money", "percent", "number")


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
    facts += [(_("Fecha de corte"), draft.cut_off.isoformat() if draft.cut_off else None)]
    facts += [(_("Filas"), len(draft.rows)), (_("Filas de totales"), len(draft.totals))]
    for name, value in facts:
        if value:
            console.print(f"[bold]{name}[/]  {escape(str(value))}")
    fields = _telling(draft)
    grid = Table(box=None, padding=(0, 1), header_style="bold")
    for name in fields:
        figures = layout(draft.recognition.layout).field(name).kind in FIGURES
        grid.add_column(
            escape(draft.header(name)), justify="right" if figures else "left", min_width=15 if figures else 7
        )
    rows = (*draft.rows, *draft.totals)
    for row in rows[:MOST_ROWS]:
        grid.add_row(*(escape(_short(row.values.get(name))) for name in fields))
    console.print(grid)
    if len(rows) > MOST_ROWS:
        console.print(_("… y {n} filas más.").format(n=len(rows) - MOST_ROWS))
    console.print()
    tell_findings(console, draft.everything_found())
    tell_checks(console, draft.checks)


def _telling(draft: TableDraft) -> list[str]:
    """The columns that tell most, as many as a terminal has room for, in the order of the table."""
    spoken = list(draft.spoken_fields())
    said = [name for name in TELLING if name in spoken]
    chosen = {*[name for name in said if name in NAMED][:MOST_NAMED], *[name for name in said if name not in NAMED]}
    return [name for name in spoken if name in chosen] or spoken[:MOST_NAMED]


def _short(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case Money(centavos=centavos):
            return print_money(centavos, spoken())
        case _:
            text = plain_value(value)
            return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _said(why: Why) -> str:
    return _(why.sentence).format(**why.facts)


def _bare(header: str) -> str:
    return " ".join(header.format(fiscal_year="", period="").split())
