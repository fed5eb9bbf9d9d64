"""A draft told to a person at a terminal: what was understood, then what was found, then what was checked."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported, Programmed
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Continuity, Step
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef, PlanLine
from rumbo.domain.plan.served import served_targets
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import said_by_number as ngettext
from rumbo.faces.cli.language import spoken
from rumbo.faces.cli.telling_found import tell_checks, tell_findings
from rumbo.findings import marked
from rumbo.layouts.drawing.labels import PERIODS, ROMAN
from rumbo.notation.numbers import print_number

CONTINUITIES = {
    Continuity.SAME: marked("sigue igual"),
    Continuity.REWORDED: marked("cambió la redacción"),
    Continuity.SPLIT: marked("se desprende de otra"),
    Continuity.NEW: marked("nueva"),
    Continuity.DROPPED: marked("se quitó"),
}
FIELDS = {
    "statement": marked("acción"),
    "indicator": marked("indicador"),
    "measure_unit": marked("unidad de medida"),
    "quantity": marked("meta"),
    "units": marked("dependencias"),
    "objective": marked("objetivo"),
    "programme": marked("programa"),
    "serves": marked("meta del plan de gestión a la que aporta"),
    "start": marked("inicio"),
    "end": marked("fin"),
    "periodicity": marked("periodicidad"),
    "expense_type": marked("tipo de gasto"),
    "funding_source": marked("fuente de financiación"),
    "alignments": marked("articulación"),
}
PROPOSALS = {
    "unit": marked("Dependencias por confirmar"),
    "unit_alias": marked("Posibles otros nombres de una misma dependencia"),
    "catalogue_entry": marked("Entradas que no están en el catálogo"),
}
MOST_LINES = 40


def tell_draft(console: Console, draft: PlanDraft) -> None:
    """Everything about one document."""
    console.rule(f"[bold]{escape(draft.source.file)}", align="left")
    if draft.recognition.layout:
        _understood(console, draft)
        _lines(console, draft)
        _proposals(console, draft)
    tell_findings(console, draft.everything_found())
    tell_checks(console, draft.checks)


def _understood(console: Console, draft: PlanDraft) -> None:
    matrix, recognition = draft.matrix, draft.recognition
    document = _("{title} (columnas reconocidas: {columns}; seguridad {confidence} de 100)").format(
        title=_(recognition.title), columns=len(recognition.matched), confidence=recognition.confidence
    )
    facts = [
        (_("Documento"), document),
        (_("Vigencia"), "" if matrix.fiscal_year is None else str(matrix.fiscal_year)),
        (_("Periodo"), _worded(matrix.period) if matrix.period else ""),
        (_("Versión"), matrix.version),
        (_("Objetivo"), matrix.objective),
        (_("Acciones"), str(len(matrix.lines))),
        (_("Dependencias"), str(len({name for line in matrix.lines for name in line.units}))),
        (_("Plan de gestión"), _served(draft)),
    ]
    table = Table.grid(padding=(0, 2))
    for name, text in facts:
        if text:
            table.add_row(f"[bold]{name}", escape(text))
    console.print(Padding(table, (0, 0, 1, 0)))


def _worded(period: PeriodRef) -> str:
    if period.periodicity not in PERIODS or period.ordinal >= len(ROMAN):
        return f"{period.periodicity} {period.ordinal}, {period.fiscal_year}"
    if period.periodicity == "anual":
        return _("año {year}").format(year=period.fiscal_year)
    stretch = _(PERIODS[period.periodicity])
    return _("{number} {stretch} de {year}").format(
        number=ROMAN[period.ordinal], stretch=stretch, year=period.fiscal_year
    )


def _served(draft: PlanDraft) -> str:
    found = served_targets(draft.matrix)
    if not found:
        return ""
    counted = ngettext("aporta a {n} meta", "aporta a {n} metas", len(found)).format(n=len(found))
    shared = _("a «{indicator}» aportan {n} acciones")
    told = [shared.format(indicator=s.target.indicator, n=len(s.lines)) for s in found if len(s.lines) > 1]
    return "; ".join([counted, *told])


def _lines(console: Console, draft: PlanDraft) -> None:
    lines, of_period = draft.matrix.lines, _of_period(draft)
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column(_("N.º"))
    table.add_column(_("Acción"))
    table.add_column(_("Dependencias"))
    table.add_column(_("Meta"), justify="right")
    for name, _told in of_period:
        table.add_column(name, justify="right")
    for at, line in enumerate(lines[:MOST_LINES]):
        quantity = "—" if line.quantity is None else print_number(line.quantity.decimal, spoken())
        table.add_row(
            escape(line.number),
            escape(line.statement),
            escape("; ".join(line.units)) or "—",
            quantity,
            *(told[at] for _name, told in of_period),
        )
    console.print(table)
    if len(lines) > MOST_LINES:
        console.print(_("… y {n} acciones más.").format(n=len(lines) - MOST_LINES))
    console.print()


def _of_period(draft: PlanDraft) -> list[tuple[str, list[str]]]:
    """What a follow-up tells of its period: what was promised, what was done, and the percentage, where it does."""
    matrix, told = draft.matrix, list[tuple[str, list[str]]]()
    if matrix.programmed:
        told.append((_("Programado"), [_amount(each) for each in matrix.programmed[:MOST_LINES]]))
    if matrix.achieved:
        told.append((_("Ejecutado"), [_amount(each) for each in matrix.achieved[:MOST_LINES]]))
    if draft.has("progress"):
        told.append((_("Avance"), [_progress(line) for line in matrix.lines[:MOST_LINES]]))
    return told


def _amount(told: Programmed | None) -> str:
    if told is None:
        return "—"
    return print_number(told.decimal, spoken()) if isinstance(told, Quantity) else _("no programado")


def _progress(line: PlanLine) -> str:
    match line.progress:
        case NotReported():
            return _("sin reporte")
        case NotProgrammed():
            return _("no programado")
        case NotApplicable():
            return _("no aplica")
        case _:
            return f"{print_number(line.progress.decimal, spoken())} %"


def _proposals(console: Console, draft: PlanDraft) -> None:
    for kind, title in PROPOSALS.items():
        found = [proposal for proposal in draft.proposals if proposal.kind == kind]
        if found:
            console.print(f"[bold]{_(title)}")
            for proposal in found:
                like = _(" — ¿es «{like}»?").format(like=proposal.like) if proposal.like else ""
                console.print(escape(f"  · {proposal.text}{like} ({len(proposal.lines)})"))
            console.print()


def tell_difference(console: Console, before: PlanDraft, after: PlanDraft, steps: Sequence[Step]) -> None:
    """The row-by-row difference of two documents, each row a proposal that a person settles."""
    title = _("De {before} a {after}").format(before=before.source.file, after=after.source.file)
    console.rule(f"[bold]{escape(title)}", align="left")
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in (_("Propuesta"), _("Antes"), _("Después"), _("Cambios")):
        table.add_column(name)
    for step in steps:
        kind = _(CONTINUITIES[step.continuity])
        table.add_row(
            _("{kind} (por confirmar)").format(kind=kind) if step.to_settle else kind,
            escape(_named(before.matrix.lines, step.before)),
            escape(_named(after.matrix.lines, step.after)),
            ", ".join(_(FIELDS[change.field]) for change in step.changes),
        )
    console.print(table)
    counted = Counter(step.continuity for step in steps)
    counts = "; ".join(f"{_(CONTINUITIES[kind])}: {counted[kind]}" for kind in Continuity if counted[kind])
    console.print(_("Por el texto de las acciones: {counts}.").format(counts=counts))
    console.print()


def _named(lines: Sequence[PlanLine], at: int | None) -> str:
    return "—" if at is None else f"{lines[at].number}. {lines[at].statement}".strip(". ")
