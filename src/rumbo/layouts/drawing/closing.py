"""The act of a closing → Document: what was closed, how each unit stood, who closed it, and the head of the trail."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import (
    A4,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Kind,
    Paragraph,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Tone,
)


@dataclass(frozen=True, slots=True)
class ClosedUnit:
    """How a unit stood when a round closed: its reports accepted, and those closed as not reported."""

    unit: str
    accepted: int
    not_reported: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A round that was closed, in the words of the reader. `head` is the digest of the last seal over the trail before
    the closing; empty where nothing had been sealed. `signatories` are (as what, who, post)."""

    entity: str
    plan: str
    version: str
    period: str
    opened: str
    closed: str
    units: tuple[ClosedUnit, ...]
    head: str
    signatories: tuple[tuple[str, str, str], ...]
    moment: datetime


def draw_closing(closing: Closing, manner: Manner) -> Document:
    """The act, to print and sign."""
    title = manner.say(marked("Acta de cierre del seguimiento"))
    blocks = (Facts(_facts(closing, manner)), _units(closing, manner), _of_the_trail(closing, manner))
    section = Section(title, title, blocks, opens=True)
    return Document(
        title=title,
        language=manner.language,
        header=Header(closing.entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=closing.moment,
        sections=(section, *_signatures(closing, manner)),
        page=A4,
    )


def _facts(closing: Closing, manner: Manner) -> tuple[Fact, ...]:
    named = (
        (marked("Entidad"), closing.entity),
        (marked("Plan"), closing.plan),
        (marked("Versión del plan"), closing.version),
        (marked("Periodo"), closing.period),
        (marked("Apertura"), closing.opened),
        (marked("Cierre"), closing.closed),
        (marked("Cabeza del rastro de auditoría"), closing.head),
    )
    return tuple(Fact(manner.say(name), text) for name, text in named if text)


def _units(closing: Closing, manner: Manner) -> Table:
    titles = (marked("Dependencia"), marked("Reportes aceptados"), marked("Cerrados sin reporte"))
    rows = tuple(
        (Cell(each.unit), *(Cell(str(count), Decimal(count)) for count in (each.accepted, each.not_reported)))
        for each in closing.units
    )
    columns = (Column(60), Column(20, Kind.NUMBER), Column(20, Kind.NUMBER))
    caption = manner.say(marked("Cómo quedó cada dependencia"))
    return Table(caption, columns, (tuple(Cell(manner.say(title)) for title in titles),), rows)


def _of_the_trail(closing: Closing, manner: Manner) -> Paragraph:
    if not closing.head:
        text = marked("El rastro de auditoría todavía no tenía sellos cuando se cerró.")
        return Paragraph(manner.say(text), Tone.NOTE)
    text = marked(
        "La cabeza del rastro resume todo lo que se hizo antes del cierre. Con «rumbo audit verify --head» y estas "
        "cifras se comprueba que nadie lo haya escrito de nuevo después."
    )
    return Paragraph(manner.say(text), Tone.NOTE)


def _signatures(closing: Closing, manner: Manner) -> tuple[Section, ...]:
    lines = tuple(SignatureLine(label, name, post) for label, name, post in closing.signatories)
    title = manner.say(marked("Firmas"))
    return (Section(title, title, (Signatures(lines),)),) if lines else ()
