"""A project sheet → Document: what the project is, what is done, with what money and when, and who signs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from rumbo.domain.budget import sum_of
from rumbo.domain.numbers import Money
from rumbo.domain.project.sheet import BudgetCode, CodedName, Passage, ProjectSheet, Signature, Step
from rumbo.domain.schedule import Gantt, gantt_of
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.notation.numbers import print_money
from rumbo.papers.document import (
    LETTER,
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Heading,
    Kind,
    Listing,
    Paragraph,
    Picture,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Tone,
)
from rumbo.papers.figures import GanttLine, gantt

SPANISH = Manner()
CHART_MM = 240
MARK = "X"
NOTES = ("source", "note")
IMPACTS = {
    "environmental": marked("Ambiental"),
    "social": marked("Social"),
    "economic": marked("Económico"),
}


@dataclass(frozen=True, slots=True)
class Registry:
    """What a live project says beside its sheet: whose it is, its state in the words of the reader, and the texts that
    the form has no place for."""

    entity: str
    state: str = ""
    central_problem: str = ""
    magnitude: str = ""
    effects: tuple[str, ...] = ()


def draw_project(sheet: ProjectSheet, registry: Registry, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The document of a project."""
    parts = (_about, _activities, _plans, _budget, _schedule, _results)
    named = (part(sheet, registry, manner) for part in parts)
    return Document(
        title=sheet.name,
        language=manner.language,
        header=_header(sheet, registry, manner),
        moment=moment,
        sections=(*(section for section in named if section.blocks), *_signatures(sheet, manner)),
        page=LETTER,
        subtitle=registry.state,
        subject=sheet.general_objective,
    )


def _header(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Header:
    control = sheet.control
    named = (
        (marked("Proceso"), control.process),
        (marked("Código"), control.code),
        (marked("Versión"), control.version),
        (marked("Formato"), control.form),
    )
    facts = tuple(Fact(manner.say(name), text) for name, text in named if text)
    return Header(registry.entity, facts, page_label=manner.say(marked("Página {page} de {pages}")))


def _about(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """Who registers what, why, and for whom."""
    named = (
        (marked("Código"), sheet.code),
        (marked("Fecha de registro"), manner.long_day(sheet.registered_on) if sheet.registered_on else ""),
        (marked("Vigencia"), str(sheet.fiscal_year or "")),
        (marked("Dependencia responsable"), sheet.unit),
        (marked("Estado en el banco"), registry.state),
        (marked("Problema central"), registry.central_problem),
        (marked("Magnitud"), registry.magnitude),
        (marked("Objetivo general"), sheet.general_objective),
    )
    facts = tuple(Fact(manner.say(name), text) for name, text in named if text)
    objectives = tuple(_numbered(each.number, each.statement) for each in sheet.objectives)
    texts: tuple[tuple[str, Iterable[Block]], ...] = (
        (marked("Antecedentes"), _narrative(sheet.antecedents)),
        (marked("Problema"), _narrative(sheet.problem)),
        (marked("Causas"), _list(sheet.causes)),
        (marked("Efectos"), _list(registry.effects)),
        (marked("Objetivos específicos"), _list(objectives)),
        (marked("Justificación"), _narrative(sheet.justification)),
        (marked("Población objetivo"), _narrative(sheet.population)),
        (marked("Zona"), _narrative(sheet.zone)),
    )
    title = manner.say(marked("Ficha del proyecto"))
    return Section(title, manner.say(marked("Ficha")), (Facts(facts), *_under(texts, manner)), opens=True)


def _activities(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """What is done: each activity with its goals, one row a goal."""
    rows = []
    for activity in sheet.activities:
        name = _numbered(activity.number, activity.statement)
        if not activity.goals:
            rows.append((Cell(name), *(Cell() for _ in range(7))))
        for goal in activity.goals:
            rows.append(
                (
                    Cell(name),
                    Cell(_numbered(goal.number, goal.statement)),
                    Cell(goal.indicator),
                    manner.quantity_cell(goal.quantity),
                    Cell(goal.measure_unit),
                    Cell(goal.plan_code),
                    Cell("\n".join(_numbered(step.number, step.statement) for step in goal.steps)),
                    Cell("\n".join(goal.evidence)),
                )
            )
    columns = (
        (marked("Actividad"), Column(28)),
        (marked("Meta"), Column(34)),
        (marked("Indicador"), Column(20)),
        (marked("Cantidad"), Column(10, Kind.NUMBER)),
        (marked("Unidad de medida"), Column(12)),
        (marked("Código en el plan"), Column(12, Kind.CODE)),
        (marked("Subactividades"), Column(40)),
        (marked("Evidencias esperadas"), Column(28)),
    )
    return _section(marked("Actividades y metas"), marked("Actividades"), manner, _table(columns, rows, manner))


def _plans(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """Where the project hangs in plans."""
    relations = [
        tuple(Cell(text) for text in (each.component, each.line, each.programme, each.goal))
        for each in sheet.development_plan
    ]
    columns = (
        (marked("Componente"), Column(26)),
        (marked("Línea estratégica"), Column(26)),
        (marked("Programa"), Column(30)),
        (marked("Meta"), Column(50)),
    )
    facts = tuple(Fact(each.name, each.value) for each in sheet.action_plan)
    blocks = (*_table(columns, relations, manner), *((Facts(facts),) if facts else ()))
    return _section(marked("Relación con los planes"), marked("Planes"), manner, blocks)


def _budget(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """What it costs by activity, the total as written and as summed, and the budget lines."""
    rows = [
        (
            Cell(_numbered(each.activity_number, each.activity)),
            Cell(each.object),
            Cell(each.measure_unit),
            manner.quantity_cell(each.quantity),
            _money(each.value, manner),
        )
        for each in sheet.budget
    ]
    if sheet.printed_total is not None:
        rows.append((Cell(manner.say(marked("Total"))), Cell(), Cell(), Cell(), _money(sheet.printed_total, manner)))
    columns = (
        (marked("Actividad"), Column(34)),
        (marked("Objeto"), Column(50)),
        (marked("Unidad"), Column(10)),
        (marked("Cantidad"), Column(10, Kind.NUMBER)),
        (marked("Valor parcial"), Column(18, Kind.NUMBER)),
    )
    blocks = (*_table(columns, rows, manner), *_difference(sheet, manner), *_codes(sheet.budget_codes, manner))
    return _section(marked("Presupuesto"), marked("Presupuesto"), manner, blocks)


def _difference(sheet: ProjectSheet, manner: Manner) -> Iterator[Block]:
    """A total that the lines do not add up to is printed as it is written, and said."""
    total = sum_of(each.value for each in sheet.budget)
    if total is not None and sheet.printed_total is not None and total != sheet.printed_total:
        text = marked("Los valores parciales suman {sum}; el total escrito es {total}.")
        facts = {"sum": _pesos(total, manner), "total": _pesos(sheet.printed_total, manner)}
        yield Paragraph(manner.say(text, **facts), Tone.NOTICE)


def _codes(codes: Sequence[BudgetCode], manner: Manner) -> Iterator[Block]:
    columns = (
        (marked("Sector"), Column(20)),
        (marked("Programa"), Column(26)),
        (marked("Elemento"), Column(20)),
        (marked("Producto"), Column(26)),
        (marked("Indicador de producto"), Column(28)),
        (marked("Fuente de financiación"), Column(18)),
        (marked("Valor inicial"), Column(18, Kind.NUMBER)),
    )
    rows = [
        (
            *(Cell(_coded(each)) for each in (row.sector, row.programme, row.element, row.product)),
            Cell(_coded(row.product_indicator)),
            Cell(row.funding_source),
            _money(row.initial_value, manner),
        )
        for row in codes
    ]
    if rows:
        yield Heading(manner.say(marked("Rubros presupuestales")))
    yield from _table(columns, rows, manner)


def _schedule(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """When: the bars where there are marks, and the marks as a table; a schedule without marks says so."""
    chart = gantt_of(sheet.schedule)
    if not chart.rows:
        return _section(marked("Cronograma"), marked("Cronograma"), manner, ())
    columns = (
        (marked("Actividad"), Column(36)),
        (marked("Subactividad"), Column(48)),
        *((period, Column(max(6, min(len(period) + 1, 12)))) for period in sheet.schedule.periods),
    )
    rows = [
        (Cell(activity.statement), Cell(_numbered(step.number, step.statement)), *_marks(step, sheet.schedule.periods))
        for activity in sheet.schedule.activities
        for step in activity.steps or (Step("", ""),)
    ]
    said = marked("El cronograma no tiene marcas: no se sabe en qué periodos se hace cada subactividad.")
    before: tuple[Block, ...] = (Paragraph(manner.say(said), Tone.NOTICE),) if chart.empty else (_chart(chart, manner),)
    blocks = (*before, *_table(columns, rows, manner))
    return _section(marked("Cronograma"), marked("Cronograma"), manner, blocks)


def _results(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Section:
    """What comes of it."""
    impacts = tuple(
        f"{manner.say(IMPACTS.get(each.kind, each.kind))}: {each.statement}" if each.kind else each.statement
        for each in sheet.impacts
    )
    texts: tuple[tuple[str, Iterable[Block]], ...] = (
        (marked("Beneficios"), _narrative(sheet.benefits)),
        (marked("Impactos"), _list(impacts)),
        (marked("Productos y entregables"), _list(sheet.deliverables)),
    )
    return _section(marked("Resultados esperados"), marked("Resultados"), manner, tuple(_under(texts, manner)))


def _signatures(sheet: ProjectSheet, manner: Manner) -> tuple[Section, ...]:
    lines = tuple(SignatureLine(*_signed(each)) for each in sheet.signatures)
    title = manner.say(marked("Firmas"))
    return (Section(title, title, (Signatures(lines),)),) if lines else ()


def _signed(signature: Signature) -> tuple[str, str]:
    return (signature.post, " · ".join(text for text in (signature.name, signature.signed) if text))


def _section(title: str, sheet: str, manner: Manner, blocks: Iterable[Block]) -> Section:
    return Section(manner.say(title), manner.say(sheet), tuple(blocks))


def _under(texts: Iterable[tuple[str, Iterable[Block]]], manner: Manner) -> Iterator[Block]:
    """Each text below its heading; nothing where there is no text."""
    for title, blocks in texts:
        if told := tuple(blocks):
            yield Heading(manner.say(title))
            yield from told


def _narrative(passages: Sequence[Passage]) -> Iterator[Block]:
    for each in passages:
        text = _numbered(each.number, each.text)
        if each.kind == "item":
            yield Listing((text,), marked=not each.number)
        else:
            yield Paragraph(text, Tone.NOTE if each.kind in NOTES else Tone.PLAIN)


def _list(texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Listing(tuple(texts))


def _table(columns: Sequence[tuple[str, Column]], rows: Sequence[tuple[Cell, ...]], manner: Manner) -> Iterator[Table]:
    if rows:
        header = tuple(Cell(manner.say(name)) for name, _ in columns)
        yield Table("", tuple(column for _, column in columns), (header,), tuple(rows))


def _chart(chart: Gantt, manner: Manner) -> Picture:
    bare = manner.say(marked("sin marcas"))
    lines = tuple(
        GanttLine(row.label, row.level, tuple((bar.first, bar.last) for bar in row.bars), bare) for row in chart.rows
    )
    alt = manner.say(marked("Cronograma; sus datos están en la tabla que sigue"))
    return Picture("image/svg+xml", gantt(chart.periods, lines, alt), alt, CHART_MM)


def _marks(step: Step, periods: Sequence[str]) -> Iterator[Cell]:
    return (Cell(MARK if period in step.marks else "") for period in periods)


def _money(amount: Money | None, manner: Manner) -> Cell:
    if amount is None:
        return Cell()
    return Cell(_pesos(amount, manner), Decimal(amount.centavos).scaleb(-2))


def _pesos(amount: Money, manner: Manner) -> str:
    return print_money(amount.centavos, manner.spoken)


def _coded(coded: CodedName) -> str:
    return f"{coded.code} {coded.name}".strip()


def _numbered(number: str, text: str) -> str:
    mark = "" if number.endswith((".", ")")) else "."
    return f"{number}{mark} {text}" if number else text
