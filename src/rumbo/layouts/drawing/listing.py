"""The list of what an entity holds of a kind → Document: one table, a row each."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from rumbo.domain.numbers import Money
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.notation.numbers import print_money
from rumbo.papers.document import A4, Cell, Column, Document, Header, Kind, Section, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of list: its title and its columns with their names, one for each field of its rows, in their order."""

    title: str
    columns: tuple[tuple[str, Column], ...]


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A figure, or the word that says why there is none, with the whole address where it is explained."""

    figure: int | None
    word: str
    explained: str


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project of the list, with its state in the words of the reader."""

    code: str
    name: str
    unit: str
    fiscal_year: int | None
    budget: Money | None
    state: str


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """A process of the list, with its kind in the words of the reader and its last day where it is over."""

    code: str
    name: str
    kind: str
    owner: str
    also_written: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class ListedResult:
    """A result in its unit, with the whole address of its formula and values; both empty where there is none."""

    words: str
    explained: str


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator of the list, with its kind and state in the words of the reader and its last result of the year."""

    code: str
    name: str
    process: str
    unit: str
    kind: str
    state: str
    last_result: ListedResult


@dataclass(frozen=True, slots=True)
class ListedAction:
    """An activity of an integrated plan, under the unit that answers for the plan."""

    owner: str
    plan: str
    number: str
    action: str
    target: str
    reports: str


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group of targets: its counts, its shares and its simple mean."""

    code: str
    name: str
    targets: int
    measured: int
    measured_share: ListedFigure
    met: int
    met_share: ListedFigure
    bands: str
    mean: ListedFigure


@dataclass(frozen=True, slots=True)
class ListedMoney:
    """Money beside physical progress: the figure of the year where there is a plan, the definitive appropriation, the
    ratios of it, and of how many lines."""

    code: str
    name: str
    physical: ListedFigure | None
    definitive: Money | None
    committed: ListedFigure
    obligated: ListedFigure
    paid: ListedFigure
    lines: int


PROJECTS = Listing(
    marked("Proyectos"),
    (
        (marked("Código"), Column(10, Kind.CODE)),
        (marked("Proyecto"), Column(60)),
        (marked("Dependencia"), Column(30)),
        (marked("Vigencia"), Column(10, Kind.CODE)),
        (marked("Presupuesto"), Column(20, Kind.MONEY)),
        (marked("Estado"), Column(16)),
    ),
)
PROCESSES = Listing(
    marked("Procesos"),
    (
        (marked("Código"), Column(10, Kind.CODE)),
        (marked("Proceso"), Column(40)),
        (marked("Tipo"), Column(20)),
        (marked("Dependencia dueña"), Column(30)),
        (marked("También escrito"), Column(40)),
        (marked("Último día"), Column(14)),
    ),
)
INDICATORS = Listing(
    marked("Indicadores"),
    (
        (marked("Código"), Column(10, Kind.CODE)),
        (marked("Indicador"), Column(50)),
        (marked("Proceso"), Column(30)),
        (marked("Dependencia"), Column(30)),
        (marked("Tipo"), Column(16)),
        (marked("Estado"), Column(14)),
        (marked("Último resultado"), Column(20)),
    ),
)
INTEGRATED_PLANS = Listing(
    marked("Planes integrados"),
    (
        (marked("Dependencia"), Column(26)),
        (marked("Plan"), Column(34)),
        (marked("N.º"), Column(8, Kind.CODE)),
        (marked("Actividad"), Column(56)),
        (marked("Meta"), Column(18)),
        (marked("Reporta"), Column(26)),
    ),
)
GROUPS = Listing(
    marked("Metas por grupo"),
    (
        (marked("Código"), Column(10, Kind.CODE)),
        (marked("Grupo"), Column(50)),
        (marked("Metas"), Column(8, Kind.NUMBER)),
        (marked("Con cifra"), Column(8, Kind.NUMBER)),
        (marked("Con cifra, de todas"), Column(12, Kind.PERCENT)),
        (marked("Cumplidas"), Column(8, Kind.NUMBER)),
        (marked("Cumplidas, de las que tienen cifra"), Column(12, Kind.PERCENT)),
        (marked("Semáforo, de las que lo tienen"), Column(30)),
        (marked("Promedio simple"), Column(12, Kind.PERCENT)),
    ),
)
MONEY = Listing(
    marked("Dinero y avance físico"),
    (
        (marked("Código"), Column(12, Kind.CODE)),
        (marked("Nombre"), Column(44)),
        (marked("Avance físico del año"), Column(12, Kind.PERCENT)),
        (marked("Apropiación definitiva"), Column(20, Kind.MONEY)),
        (marked("Comprometido de lo definitivo"), Column(12, Kind.PERCENT)),
        (marked("Obligado de lo definitivo"), Column(12, Kind.PERCENT)),
        (marked("Pagado de lo definitivo"), Column(12, Kind.PERCENT)),
        (marked("Rubros"), Column(8, Kind.NUMBER)),
    ),
)


def draw_listing(listing: Listing, rows: Sequence[Any], entity: str, moment: datetime, manner: Manner) -> Document:
    """The rows, in the order given; each is the dataclass whose fields the columns are."""
    title = manner.say(listing.title)
    header = tuple(Cell(manner.say(name)) for name, _ in listing.columns)
    drawn = tuple(tuple(_cell(getattr(row, each.name), manner) for each in fields(row)) for row in rows)
    table = Table(title, tuple(column for _, column in listing.columns), (header,), drawn)
    return Document(
        title=title,
        language=manner.language,
        header=Header(entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section(title, title, (table,), opens=True),),
        page=A4,
    )


def _cell(value: str | int | Money | ListedFigure | ListedResult | None, manner: Manner) -> Cell:
    if isinstance(value, Money):
        return Cell(print_money(value.centavos, manner.spoken), Decimal(value.centavos) / 100)
    if isinstance(value, ListedFigure):
        return manner.led_cell(value.figure, value.explained) if value.figure is not None else Cell(value.word)
    if isinstance(value, ListedResult):
        return Cell(value.words, href=value.explained)
    return Cell("" if value is None else str(value))
