"""Sheets to fill in → Document: what is known stands in its cells, lists offer what is known, empty rows wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rumbo.domain.numbers import Quantity
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.filled_sheets.form import Asked, Form, Holds, Value, Values
from rumbo.papers.document import (
    Cell,
    Choices,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Kind,
    Paragraph,
    Section,
    Table,
    Tone,
    page_for,
)

LISTS = "Listas"
SPANISH = Manner()
KINDS = {Holds.TEXT: Kind.TEXT, Holds.DAY: Kind.DATE, Holds.NUMBER: Kind.NUMBER}


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its rows, what the lists of its columns offer besides what the form says, and how many empty rows
    follow."""

    form: Form
    rows: Sequence[Values] = ()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empty: int = 0


def draw_sheets(
    title: str, header: Header, about: Sequence[tuple[str, str]], sheets: Sequence[Filled], moment: datetime
) -> Document:
    """The workbook of these sheets; `about` stands at the top of the first. Spanish, for it is read again."""
    facts = Facts(tuple(Fact(name, text) for name, text in about))
    sections = tuple(_section(each, facts if at == 0 else None) for at, each in enumerate(sheets))
    tables = [block for section in sections for block in section.blocks]
    return Document(
        title=title,
        language="es-CO",
        header=header,
        moment=moment,
        sections=sections,
        page=page_for(tables),
        lists=LISTS,
    )


def _section(filled: Filled, about: Facts | None) -> Section:
    form = filled.form
    said = Paragraph(form.how, Tone.NOTICE)
    blocks = (about, said, _table(filled)) if about else (said, _table(filled))
    return Section(form.sheet, form.sheet, blocks, opens=about is not None)


def _table(filled: Filled) -> Table:
    asked = filled.form.asked
    columns = tuple(_column(each, filled.offered.get(each.name, ())) for each in asked)
    rows = [*filled.rows, *({} for _ in range(filled.empty))]
    cells = tuple(tuple(_cell(row.get(each.name), each) for each in asked) for row in rows)
    return Table(filled.form.sheet, columns, (tuple(Cell(each.heading) for each in asked),), cells)


def _column(asked: Asked, offered: tuple[str, ...]) -> Column:
    names = asked.choices + offered
    return Column(asked.width, KINDS[asked.holds], Choices(names, asked.many) if names else None)


def _cell(value: Value, asked: Asked) -> Cell:
    match value:
        case Quantity():
            cell = SPANISH.quantity_cell(value)
        case date():
            cell = SPANISH.day_cell(value)
        case _:
            cell = Cell(value or "")
    return Cell(cell.text, cell.value, given=asked.given)
