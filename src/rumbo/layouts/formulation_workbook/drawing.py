"""The workbook of a unit and a formulation → Document: one sheet to fill in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rumbo.domain.numbers import Quantity
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.formulation_workbook.form import LISTS, SEVERAL, SHEET, FormulationRow, columns_with
from rumbo.layouts.unit_workbook.form import KEY, Asked, Holds, Identity, Value
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

KEY_WIDTH = 30
SPANISH = Manner()
HOW = (
    "Cambie lo que haga falta y escriba las metas nuevas en las filas libres del final. Vaciar una celda borra lo que "
    "decía; una meta no se retira desde el libro. En las columnas de varios nombres sepárelos con punto y coma. Suba "
    "este mismo libro en Rumbo: antes de guardar verá, fila por fila, qué cambia."
)


def draw_formulation(
    identity: Identity, rows: Sequence[FormulationRow], choices: Mapping[str, Sequence[str]], moment: datetime
) -> Document:
    """The document of a workbook. `choices` are the lists of the entity, by the name of their column."""
    asked = columns_with(choices)
    columns = (*(_column(each) for each in asked), Column(KEY_WIDTH, Kind.CODE))
    header = tuple(Cell(heading) for heading in (*(each.heading for each in asked), KEY))
    body = tuple((*(_cell(row.cells.get(each.name)) for each in asked), Cell(row.key, given=True)) for row in rows)
    table = Table(SHEET, columns, (header,), body)
    about = Facts(tuple(Fact(name, text) for name, text in identity.told())), Paragraph(HOW, Tone.NOTICE)
    return Document(
        title=f"Formulación de {identity.unit}: {identity.plans}",
        language="es-CO",
        header=Header(identity.entity, page_label=SPANISH.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section(SHEET, SHEET, (*about, table), opens=True),),
        page=page_for([table]),
        lists=LISTS,
    )


def _column(asked: Asked) -> Column:
    kind = Kind.NUMBER if asked.holds is Holds.NUMBER else Kind.TEXT
    return Column(asked.width, kind, Choices(asked.choices, asked.name in SEVERAL) if asked.choices else None)


def _cell(value: Value) -> Cell:
    return SPANISH.quantity_cell(value) if isinstance(value, Quantity) else Cell(str(value or ""))
