"""The workbook of a unit and a period → Document: a sheet of reports, one of contributions and one of milestones, each
where there are any."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from rumbo.domain.numbers import Quantity
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import SPANISH
from rumbo.layouts.unit_workbook.form import (
    ASKED,
    CONTRIBUTED,
    CONTRIBUTED_GIVEN,
    CONTRIBUTED_KEY,
    CONTRIBUTED_SHEET,
    DONE_ON,
    GIVEN,
    KEY,
    LISTS,
    NO,
    SHEET,
    STEP_KEY,
    STEPS_GIVEN,
    STEPS_SHEET,
    YES,
    Asked,
    BookRow,
    Holds,
    Identity,
    Value,
    columns_for,
)
from rumbo.papers.document import (
    Block,
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

KEY_WIDTH = 30
# The text of a form that is read again: in one language, as its headings are.
HOW = (
    "Llene las columnas blancas; las grises las dice el plan y no se cambian. Vaciar una celda borra lo que decía. "
    "Suba este mismo libro en Rumbo: antes de guardar verá, fila por fila, qué cambia."
)


def draw_workbook(
    identity: Identity,
    rows: Sequence[BookRow],
    moment: datetime,
    asked: Sequence[Asked] = ASKED,
    contributed: Sequence[BookRow] = (),
) -> Document:
    """The document of a workbook; its headings are Spanish, for they are what makes it readable again. `asked` are the
    columns to fill in, where the entity has parts of its own."""
    tables = [_answers(SHEET, GIVEN, KEY, rows, asked)] if rows else []
    if contributed:
        tables.append(_answers(CONTRIBUTED_SHEET, CONTRIBUTED_GIVEN, CONTRIBUTED_KEY, contributed, CONTRIBUTED))
    if steps := [row for row in rows if row.steps]:
        tables.append(_milestones(steps))
    sections = [
        Section(table.caption, table.caption, (*(_about(identity) if at == 0 else ()), table), opens=at == 0)
        for at, table in enumerate(tables)
    ]
    return Document(
        title=f"Reporte de {identity.unit}: {identity.period}",
        language="es-CO",
        header=Header(identity.entity, page_label=SPANISH.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=tuple(sections),
        page=page_for(tables),
        lists=LISTS,
    )


def _about(identity: Identity) -> tuple[Block, ...]:
    return Facts(tuple(Fact(name, text) for name, text in identity.told())), Paragraph(HOW, Tone.NOTICE)


def _answers(
    sheet: str, told: Sequence[tuple[str, int]], key: str, rows: Sequence[BookRow], every: Sequence[Asked]
) -> Table:
    asked = columns_for({row.kind for row in rows}, every)
    given = tuple(Column(width) for _, width in told)
    columns = (*given, *(_column(each) for each in asked), Column(KEY_WIDTH, Kind.CODE))
    header = tuple(Cell(name) for name in (*(name for name, _ in told), *(each.heading for each in asked), key))
    return Table(sheet, columns, (header,), tuple(tuple(_cells(row, asked)) for row in rows))


def _column(asked: Asked) -> Column:
    kind = Kind.NUMBER if asked.holds is Holds.NUMBER else Kind.TEXT
    return Column(asked.width, kind, Choices(asked.choices) if asked.choices else None)


def _cells(row: BookRow, asked: Sequence[Asked]) -> Iterator[Cell]:
    yield from (Cell(text, given=True) for text in row.given)
    for each in asked:
        fits = not each.kinds or row.kind in each.kinds
        yield _value(row.answer.get(each.name)) if fits else Cell("—", given=True)
    yield Cell(row.key, given=True)


def _value(value: Value) -> Cell:
    match value:
        case Quantity():
            return SPANISH.quantity_cell(value)
        case bool():
            return Cell(YES if value else NO)
        case _:
            return Cell(value or "")


def _milestones(rows: Sequence[BookRow]) -> Table:
    columns = (*(Column(width) for _, width in STEPS_GIVEN), Column(14, Kind.DATE), Column(KEY_WIDTH, Kind.CODE))
    header = tuple(Cell(name) for name in (*(name for name, _ in STEPS_GIVEN), DONE_ON, STEP_KEY))
    return Table(STEPS_SHEET, columns, (header,), tuple(cells for row in rows for cells in _steps(row)))


def _steps(row: BookRow) -> Iterator[tuple[Cell, ...]]:
    for step in row.steps:
        told = (*row.given[:2], step.title, _day(step.due), step.weight)
        yield (*(Cell(text, given=True) for text in told), SPANISH.day_cell(step.done_on), Cell(step.key, given=True))


def _day(day: date) -> str:
    return SPANISH.day(day)
