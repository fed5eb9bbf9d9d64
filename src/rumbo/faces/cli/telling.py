"""A draft told to a person at a terminal: what was understood, then what was found, then what was checked."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.plan.difference import Continuity, Step
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef, PlanLine
from rumbo.domain.plan.served import served_targets
from rumbo.findings import Finding, Outcome, Severity, sentences_of, word
from rumbo.layouts.engine.period_labels import worded

SEVERITIES = {
    Severity.ERROR: ("red", "Error"),
    Severity.WARNING: ("yellow", "Advertencia"),
    Severity.NOTICE: ("cyan", "Nota"),
}
CONTINUITIES = {
    Continuity.SAME: "sigue igual",
    Continuity.REWORDED: "reformulada",
    Continuity.SPLIT: "dividida",
    Continuity.NEW: "nueva",
    Continuity.DROPPED: "ya no está",
}
FIELDS = {
    "statement": "acción",
    "indicator": "indicador",
    "measure_unit": "unidad de medida",
    "quantity": "meta",
    "units": "responsables",
    "objective": "objetivo",
    "programme": "programa",
    "serves": "meta institucional",
    "start": "fecha de inicio",
    "end": "fecha de fin",
    "periodicity": "periodicidad",
    "expense_type": "tipo de gasto",
    "funding_source": "fuente",
    "alignments": "articulación",
}
PROPOSALS = {
    "unit": "Dependencias por confirmar",
    "unit_alias": "Posibles otros nombres de una misma dependencia",
    "catalogue_entry": "Entradas que no están en el catálogo",
}
MOST_PLACES = 8


def tell_draft(console: Console, draft: PlanDraft) -> None:
    """Everything about one document."""
    console.rule(f"[bold]{escape(draft.source.file)}", align="left")
    if draft.recognition.layout:
        _understood(console, draft)
        _lines(console, draft.matrix.lines, followed=draft.has("progress"))
        _proposals(console, draft)
    _findings(console, draft.everything_found())
    _checks(console, draft)


def _understood(console: Console, draft: PlanDraft) -> None:
    matrix, recognition = draft.matrix, draft.recognition
    facts = [
        ("Documento", f"{recognition.title} (columnas reconocidas: {len(recognition.matched)}; "
                      f"seguridad {recognition.confidence} de 100)"),
        ("Vigencia", "" if matrix.fiscal_year is None else str(matrix.fiscal_year)),
        ("Periodo", _worded(matrix.period) if matrix.period else ""),
        ("Versión", matrix.version),
        ("Objetivo", matrix.objective),
        ("Acciones", str(len(matrix.lines))),
        ("Dependencias", str(len({name for line in matrix.lines for name in line.units}))),
        ("Plan al que sirve", _served(draft)),
    ]  # fmt: skip
    table = Table.grid(padding=(0, 2))
    for name, text in facts:
        if text:
            table.add_row(f"[bold]{name}", escape(text))
    console.print(Padding(table, (0, 0, 1, 0)))


def _worded(period: PeriodRef) -> str:
    first, rest = worded(period).split(" ", 1)
    return f"{first if len(first) < 5 else first.capitalize()} {rest.lower()}"


def _served(draft: PlanDraft) -> str:
    found = served_targets(draft.matrix)
    shared = [f"«{s.target.indicator}» la sirven {len(s.lines)} acciones" for s in found if len(s.lines) > 1]
    return f"{len(found)} metas institucionales" + (f"; {'; '.join(shared)}" if shared else "") if found else ""


def _lines(console: Console, lines: Sequence[PlanLine], followed: bool) -> None:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in ("No.", "Acción", "Responsables", "Meta", *(["Avance"] if followed else [])):
        table.add_column(name, justify="right" if name == "Meta" else "left")
    for line in lines[:40]:
        quantity = "—" if line.quantity is None else f"{line.quantity.decimal.normalize():f}".replace(".", ",")
        table.add_row(
            escape(line.number),
            escape(line.statement),
            escape("; ".join(line.units)) or "—",
            quantity,
            *([_progress(line)] if followed else []),
        )
    console.print(table)
    if len(lines) > 40:
        console.print(f"… y {len(lines) - 40} acciones más.")
    console.print()


def _progress(line: PlanLine) -> str:
    match line.progress:
        case NotReported():
            return "sin reporte"
        case NotApplicable():
            return "no aplica"
        case _:
            return f"{line.progress.decimal.normalize():f} %".replace(".", ",")


def _proposals(console: Console, draft: PlanDraft) -> None:
    for kind, title in PROPOSALS.items():
        found = [proposal for proposal in draft.proposals if proposal.kind == kind]
        if found:
            console.print(f"[bold]{title}")
            for proposal in found:
                like = f" — ¿es «{proposal.like}»?" if proposal.like else ""
                console.print(escape(f"  · {proposal.text}{like} ({len(proposal.lines)})"))
            console.print()


def _findings(console: Console, findings: Sequence[Finding]) -> None:
    """Findings with the same words told once, with all their places; errors first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        groups.setdefault((found.code, word(found).what), []).append(found)
    order = list(SEVERITIES)
    for group in sorted(groups.values(), key=lambda group: order.index(group[0].severity)):
        tell_finding(console, group)


def tell_finding(console: Console, group: Sequence[Finding]) -> None:
    """Findings that say the same: where each is, what is wrong, why it matters, how to go on."""
    colour, name = SEVERITIES[group[0].severity]
    words = word(group[0])
    console.print(f"[{colour} bold]{name}[/] [bold]{escape(words.title)}[/] [dim]{group[0].code}")
    places = [_place(found) for found in group if found.where]
    if places:
        more = f" y {len(places) - MOST_PLACES} más" if len(places) > MOST_PLACES else ""
        header = group[0].where.header if group[0].where else ""
        console.print(escape(f"  Dónde: {', '.join(places[:MOST_PLACES])}{more}" + (f" ({header})" if header else "")))
    for label, text in (("Qué", words.what), ("Por qué", words.why), ("Cómo seguir", words.how)):
        console.print(Padding(escape(f"{label}: {text}"), (0, 0, 0, 2)))
    console.print()


def _place(found: Finding) -> str:
    where = found.where
    if where is None or not where.cell:
        return str(where or "")
    if ":" in where.cell and where.cell[0].isdigit():
        line, column = where.cell.split(":")
        return f"línea {line}, columna {column}"
    return f"hoja «{where.part}», celda {where.cell}" if where.part else f"celda {where.cell}"


def _checks(console: Console, draft: PlanDraft) -> None:
    counted = Counter(result.outcome for result in draft.checks)
    if not counted:
        return
    console.print("[bold]Comprobaciones")
    console.print(f"  Con hallazgos: {counted[Outcome.FOUND]} · Sin hallazgos: {counted[Outcome.PASSED]}"
                  f" · No se pudieron hacer: {counted[Outcome.NOT_MADE]}")  # fmt: skip
    passed = [sentences_of(result.code).title for result in draft.checks if result.outcome is Outcome.PASSED]
    if passed:
        console.print(Padding(escape(f"Se revisó y no se encontró: {'; '.join(passed)}."), (0, 0, 0, 2)))
    lacking: dict[str, list[str]] = {}
    for result in draft.checks:
        if result.outcome is Outcome.NOT_MADE:
            lacking.setdefault(result.missing, []).append(sentences_of(result.code).title)
    for missing, titles in lacking.items():
        console.print(Padding(escape(f"No se pudo revisar, falta {missing}: {'; '.join(titles)}."), (0, 0, 0, 2)))
    console.print()


def tell_difference(console: Console, before: PlanDraft, after: PlanDraft, steps: Sequence[Step]) -> None:
    """The row-by-row difference of two documents, each row a proposal that a person settles."""
    console.rule(f"[bold]De {escape(before.source.file)} a {escape(after.source.file)}", align="left")
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in ("Propuesta", "Antes", "Después", "Cambios"):
        table.add_column(name)
    for step in steps:
        settle = " (por confirmar)" if step.to_settle else ""
        table.add_row(
            f"{CONTINUITIES[step.continuity]}{settle}",
            escape(_named(before.matrix.lines, step.before)),
            escape(_named(after.matrix.lines, step.after)),
            ", ".join(FIELDS[change.field] for change in step.changes),
        )
    console.print(table)
    counted = Counter(step.continuity for step in steps)
    console.print("; ".join(f"{CONTINUITIES[kind]}: {counted[kind]}" for kind in Continuity if counted[kind]) + ".")
    console.print()


def _named(lines: Sequence[PlanLine], at: int | None) -> str:
    return "—" if at is None else f"{lines[at].number}. {lines[at].statement}".strip(". ")
