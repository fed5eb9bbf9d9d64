"""The execution of a budget → Document: what it is and from when, its table in the words of the layout, its printed
totals, and what they say beside what the lines add up to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from rumbo.domain.checks.execution import computed_totals
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow, Value
from rumbo.findings import marked
from rumbo.layouts.carried_tables import NAME
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, Manner
from rumbo.layouts.engine.declaration import Field, layout
from rumbo.layouts.engine.table_telling import SCHEMA, table_as_data
from rumbo.notation.numbers import print_money
from rumbo.papers.document import (
    TABLOID,
    Attachment,
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
)
from rumbo.papers.writing.csv_file import write_csv_blocks

KEY = "budget_execution"
SPANISH = Manner()
KINDS = {"money": Kind.MONEY, "percent": Kind.PERCENT, "number": Kind.NUMBER, "code": Kind.CODE, "bpin": Kind.CODE}


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose execution it is, its name, and which version of its cut it is (0: only one)."""

    entity: str
    name: str
    version: int = 0


def draw_execution(draft: TableDraft, issuer: Issuer, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The document of an execution. The headers stay as the layout says them, whatever the language, for they are what
    makes it readable again."""
    title = manner.translate(layout(KEY).title)
    table = Section(title, manner.say(marked("Ejecución")), tuple(execution_blocks(draft, manner)), opens=True)
    return Document(
        title=issuer.name,
        language=FORM_LANGUAGE,
        header=Header(issuer.entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(table, *_differences(draft, manner)),
        page=TABLOID,
        subtitle=_cut(draft, issuer, manner),
    )


def execution_blocks(draft: TableDraft, manner: Manner = SPANISH) -> Iterator[Block]:
    """The data of the execution and its table: what reads back as the same table."""
    found = layout(KEY)
    if draft.fiscal_year:
        yield Paragraph(f"{found.about['fiscal_year'].header}: {draft.fiscal_year}")
    if draft.cut_off:
        yield Paragraph(f"{found.about['cut_off'].header}: {manner.day(draft.cut_off)}")
    fields = [found.field(name) for name in draft.spoken_fields()]
    columns = tuple(Column(each.width, KINDS.get(each.kind, Kind.TEXT)) for each in fields)
    header = (tuple(Cell(each.label.header) for each in fields),)
    every = sorted((*draft.rows, *draft.totals), key=lambda row: row.row)
    yield Table(found.title, columns, header, tuple(_cells(row, fields, manner) for row in every))


def execution_template(fiscal_year: int, units: Sequence[str] = ()) -> tuple[Block, ...]:
    """The blocks of an execution to be filled in: its data, and a table without rows."""
    found = layout(KEY)
    about = ((found.about["fiscal_year"].header, str(fiscal_year)), (found.about["cut_off"].header, ""))
    fields = [each for each in found.fields if each.print == "always"]
    columns = tuple(
        Column(each.width, KINDS.get(each.kind, Kind.TEXT), Choices(tuple(units)) if each.kind == "units" else None)
        for each in fields
    )
    header = (tuple(Cell(each.label.header) for each in fields),)
    return Facts(tuple(Fact(name, text) for name, text in about)), Table(found.title, columns, header, ())


def execution_csv(draft: TableDraft, manner: Manner = SPANISH) -> bytes:
    """The execution as a csv, drawn from the same blocks."""
    return write_csv_blocks(tuple(execution_blocks(draft, manner)))


def execution_json(draft: TableDraft, manner: Manner = SPANISH) -> bytes:
    """The execution as the data of a table, for other programs and to be read again."""
    told = {"schema": SCHEMA, "tables": [table_as_data(draft, manner.translate)], "unreadable": [], "exit": 0}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def execution_attachment(draft: TableDraft, manner: Manner = SPANISH) -> Attachment:
    """The data, as the source of the PDF that carries them."""
    description = manner.say(marked("Datos de los que se generó este documento"))
    return Attachment(NAME, "application/json", execution_json(draft, manner), description)


def _cut(draft: TableDraft, issuer: Issuer, manner: Manner) -> str:
    said = manner.say(marked("Con corte al {day}"), day=manner.long_day(draft.cut_off)) if draft.cut_off else ""
    number = manner.say(marked("Versión {number}"), number=issuer.version) if issuer.version > 1 else ""
    return ". ".join(text for text in (said, number) if text)


def _cells(row: TableRow, fields: list[Field], manner: Manner) -> tuple[Cell, ...]:
    return tuple(_cell(row.values.get(each.field), manner) for each in fields)


def _cell(value: Value | None, manner: Manner) -> Cell:
    match value:
        case Money(centavos=centavos):
            return Cell(print_money(centavos, manner.spoken), Decimal(centavos).scaleb(-2))
        case Fraction():
            return manner.points_cell(Decimal(value.numerator) / Decimal(value.denominator))
        case None:
            return Cell()
        case _:
            return Cell(str(value))


def _differences(draft: TableDraft, manner: Manner) -> Iterator[Section]:
    """The last printed total, where it is not what the lines add up to."""
    if not draft.totals:
        return
    computed, told = computed_totals(draft), []
    for name, said in draft.totals[-1].values.items():
        if isinstance(said, Money) and name in computed and computed[name] != said:
            text = marked("El total impreso de «{header}» es {said}; los rubros suman {computed}.")
            facts = {
                "header": draft.header(name),
                "said": print_money(said.centavos, manner.spoken),
                "computed": print_money(computed[name].centavos, manner.spoken),
            }
            told.append(Paragraph(manner.say(text, **facts), Tone.NOTICE))
    if told:
        yield Section(manner.say(marked("Totales")), manner.say(marked("Totales")), tuple(told))
