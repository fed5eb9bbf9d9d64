"""What the pages of an execution of the budget share: the version asked for, the way back, its rows and totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.budget import queries
from rumbo.apps.budget.bridge import AMOUNTS, TEXTS
from rumbo.domain.numbers import Money
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.session import entity_id_of, found_or_404
from rumbo.layouts.engine.table_telling import plain_value

Column = tuple[str, str]
"""A field and its header as written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as shown: its number in the file, how deep it stands, whether it sums up others, and its cells as (field,
    header, text, amount): one of the last two."""

    number: int
    depth: int
    level: bool
    cells: list[tuple[str, str, str, int | None]]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A column of amounts: its header, what the last printed total says, and what the lines add up to (centavos)."""

    header: str
    printed: int | None
    computed: int | None

    @property
    def differs(self) -> bool:
        """Whether both are there and are not the same."""
        return self.printed is not None and self.computed is not None and self.printed != self.computed


def version_asked(request: HttpRequest, uid: UUID) -> Any:
    """The version of an address, if it is of the entity in which the person works."""
    return found_or_404(queries.version_by_uid(entity_id_of(request), uid))


def way(version: Any, *further: Link) -> list[Link]:
    """The breadcrumbs to a version and beyond it."""
    href = reverse("web:budget-execution", args=[version.uid]) if further else ""
    trail = [Link(_("Inicio"), reverse("web:home")), Link(_("Presupuesto"), reverse("web:budget-list"))]
    return [*trail, Link(cut_words(version), href), *further]


def cut_words(version: Any) -> str:
    """The name of an execution with its day of cut."""
    return cut_name(version.execution)


def cut_name(told: Any) -> str:
    """The same of an execution, or of a cut that was read."""
    return _("{name} al {day}").format(name=told.name, day=written_day(told.cut_off, "short"))


def cut_recorded(cut: Any) -> str:
    """Which version of an execution it is, and when it was recorded here."""
    return _("versión {n}, guardada el {day}").format(n=cut.number, day=written_day(cut.recorded_at))


def columns_shown(version: Any) -> list[Column]:
    """The columns that the table has, in its order."""
    return [(field, header) for field, header, _number in version.columns]


def rows_of(lines: Iterable[Any], columns: Sequence[Column]) -> list[Row]:
    """Lines with the text or the amount of each column."""
    return [Row(line.row, line.depth, line.kind == "level", [_cell(line, *each) for each in columns]) for line in lines]


def _cell(line: Any, field: str, header: str) -> tuple[str, str, str, int | None]:
    if field in AMOUNTS:
        return field, header, "", getattr(line, field)
    return field, header, getattr(line, field) if field in TEXTS else _other(line.others.get(field, "")), None


def _other(text: str) -> str:
    """A percentage is kept as a fraction of points; it is shown with a decimal comma."""
    part, slash, whole = text.partition("/")
    if slash and part.lstrip("-").isdecimal() and whole.isdecimal():
        return plain_value(Fraction(text)).replace(".", ",")
    return text


def totals_of(version: Any, sums: dict[str, Money]) -> list[TotalRow]:
    """The columns of amounts, printed total beside computed."""
    last = queries.printed_totals(version).last()
    named = [(field, header) for field, header in columns_shown(version) if field in AMOUNTS]
    return [
        TotalRow(header, getattr(last, field) if last else None, sums[field].centavos if field in sums else None)
        for field, header in named
    ]
