"""A project sheet → Document: what the bank knows that the form has no place for, the schedule as bars, and the form
itself, printed so that it reads back as the same sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from rumbo.domain.budget import sum_of
from rumbo.domain.document import Path
from rumbo.domain.numbers import Money
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.schedule import Gantt, gantt_of
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, Manner
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.printing import print_outline
from rumbo.notation.numbers import print_money
from rumbo.papers.document import (
    Block,
    Document,
    Fact,
    Facts,
    Header,
    Paragraph,
    Picture,
    Section,
    Tone,
)
from rumbo.papers.figures import GanttLine, gantt

KEY = "project_sheet"
SPANISH = Manner()
CHART_MM = 240


@dataclass(frozen=True, slots=True)
class Registry:
    """What the bank knows of a project beside its sheet: whose it is, and its state in the words of the reader."""

    entity: str
    state: str = ""


def draw_project(
    sheet: ProjectSheet,
    registry: Registry,
    moment: datetime,
    manner: Manner = SPANISH,
    pictures: Mapping[Path, bytes] = MappingProxyType({}),
) -> Document:
    """The document of a project. The form stays as its layout says it, whatever the language, for that is what makes it
    readable again; what is said beside it is said in the language of the reader. `pictures` are
    those that its passages show, by the paths of these."""
    form = Section(outline(KEY).title, manner.say(marked("Ficha")), print_outline(sheet, KEY, pictures), opens=True)
    return Document(
        title=sheet.name,
        language=FORM_LANGUAGE,
        header=Header(registry.entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        # What stands beside the form comes before it: behind it, a reader would take it for the end of its last list.
        sections=(*_bank(sheet, registry, manner), *_chart(sheet, manner), form),
        subtitle=registry.state,
        subject=sheet.general_objective,
    )


def _chart(sheet: ProjectSheet, manner: Manner) -> Iterator[Section]:
    """The schedule as bars, where it has marks."""
    chart = gantt_of(sheet.schedule)
    if not chart.empty:
        title = manner.say(marked("Diagrama del cronograma"))
        yield Section(title, manner.say(marked("Diagrama")), (_picture(chart, manner),))


def _picture(chart: Gantt, manner: Manner) -> Picture:
    bare = manner.say(marked("sin marcas"))
    lines = tuple(
        GanttLine(row.label, row.level, tuple((bar.first, bar.last) for bar in row.bars), bare) for row in chart.rows
    )
    alt = manner.say(marked("Barras del cronograma; sus datos están en la tabla de la ficha"))
    return Picture("image/svg+xml", gantt(chart.periods, lines, alt), alt, CHART_MM)


def _bank(sheet: ProjectSheet, registry: Registry, manner: Manner) -> Iterator[Section]:
    """What the bank knows beside the form."""
    state = (Fact(manner.say(marked("Estado en el banco")), registry.state),) if registry.state else ()
    blocks: list[Block] = [Facts(state)] if state else []
    blocks += _difference(sheet, manner)
    if blocks:
        title = manner.say(marked("Banco de proyectos"))
        yield Section(title, manner.say(marked("Banco")), tuple(blocks))


def _difference(sheet: ProjectSheet, manner: Manner) -> Iterator[Block]:
    """A total that the lines do not add up to is printed as it is written, and said."""
    total = sum_of(each.value for each in sheet.budget)
    if total is not None and sheet.printed_total is not None and total != sheet.printed_total:
        text = marked("Los valores parciales suman {sum}; el total escrito es {total}.")
        facts = {"sum": _pesos(total, manner), "total": _pesos(sheet.printed_total, manner)}
        yield Paragraph(manner.say(text, **facts), Tone.NOTICE)


def _pesos(amount: Money, manner: Manner) -> str:
    return print_money(amount.centavos, manner.spoken)
