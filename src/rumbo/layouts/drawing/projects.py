"""The projects of an entity → Document: the list as one table, a row each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from rumbo.domain.numbers import Money
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.notation.numbers import print_money
from rumbo.papers.document import A4, Cell, Column, Document, Header, Kind, Section, Table

COLUMNS = (
    (marked("Código"), Column(10, Kind.CODE)),
    (marked("Proyecto"), Column(60)),
    (marked("Dependencia"), Column(30)),
    (marked("Vigencia"), Column(10, Kind.CODE)),
    (marked("Presupuesto"), Column(20, Kind.MONEY)),
    (marked("Estado"), Column(16)),
)


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project of the list, with its state in the words of the reader."""

    code: str
    name: str
    unit: str
    fiscal_year: int | None
    budget: Money | None
    state: str


def draw_projects(projects: Sequence[ListedProject], entity: str, moment: datetime, manner: Manner) -> Document:
    """The list, in the order given."""
    title = manner.say(marked("Proyectos"))
    header = tuple(Cell(manner.say(name)) for name, _ in COLUMNS)
    table = Table(
        title, tuple(column for _, column in COLUMNS), (header,), tuple(_row(each, manner) for each in projects)
    )
    return Document(
        title=title,
        language=manner.language,
        header=Header(entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section(title, title, (table,), opens=True),),
        page=A4,
    )


def _row(project: ListedProject, manner: Manner) -> tuple[Cell, ...]:
    budget = project.budget
    amount = (
        Cell() if budget is None else Cell(print_money(budget.centavos, manner.spoken), Decimal(budget.centavos) / 100)
    )
    return (
        Cell(project.code),
        Cell(project.name),
        Cell(project.unit),
        Cell(str(project.fiscal_year or "")),
        amount,
        Cell(project.state),
    )
