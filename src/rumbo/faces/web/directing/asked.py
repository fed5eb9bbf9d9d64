"""What the address of the board asks for, and how it is written again, so that a view can be sent to a colleague."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rumbo.apps.measurement.queries.board import BoardFilter
from rumbo.apps.measurement.queries.directing import Board
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.words import period_words

YEAR, PERIOD, PLAN, UNIT, LEVEL = "vigencia", "periodo", "plan", "dependencia", "objetivo"


def asked_in(request: HttpRequest) -> BoardFilter:
    """What the address asks for; what it cannot mean asks for nothing."""
    given = request.GET
    year, (periodicity, _dash, ordinal) = given.get(YEAR, ""), given.get(PERIOD, "").rpartition("-")
    return BoardFilter(
        year=_number(year),
        period=(periodicity[:20], _number(ordinal)),
        plan_uid=_uid(given.get(PLAN, "")),
        unit_uid=_uid(given.get(UNIT, "")),
        level_uid=_uid(given.get(LEVEL, "")),
    )


def period_code(period: Any) -> str:
    """A period as an address says it: "quarterly-2"."""
    return f"{period.periodicity}-{period.ordinal}"


def query_of(board: Board, **other: str) -> str:
    """The query of this view, with some of it said otherwise; what is not chosen is left out."""
    choice = board.choice
    asked = {
        YEAR: str(choice.year),
        PERIOD: period_code(choice.period) if choice.period else "",
        PLAN: board.looked[0].uid if len(choice.plans) > len(board.looked) else "",
        UNIT: str(board.unit.uid) if board.unit else "",
        LEVEL: str(board.level.uid) if board.level else "",
    }
    told = {name: said for name, said in (asked | other).items() if said}
    return f"?{urlencode(told)}" if told else ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the filter: its name in the address, its label, the word for all ("" where one is always chosen), and
    what it offers, each by its value."""

    name: str
    label: str
    every: str
    options: tuple[Link, ...]


def fields_of(board: Board) -> list[Field]:
    """The fields of the filter, without those that offer nothing to choose."""
    return [each for each in _fields(board) if len(each.options) > (0 if each.every else 1)]


def _fields(board: Board) -> Iterator[Field]:
    choice = board.choice
    years = (Link(str(year), str(year), year == choice.year) for year in choice.years)
    yield Field(YEAR, _("Vigencia"), "", tuple(years))
    periods = (Link(period_words(each), period_code(each), each == choice.period) for each in choice.periods)
    yield Field(PERIOD, _("Corte"), "", tuple(periods))
    narrowed = len(choice.plans) > len(board.looked)
    plans = tuple(
        Link(each.followup.plan_version.plan.name, each.uid, narrowed and each in board.looked) for each in choice.plans
    )
    yield Field(PLAN, _("Plan"), _("Todos los planes"), plans if len(plans) > 1 else ())
    units = (Link(each.name, str(each.uid), each == board.unit) for each in board.units.values())
    yield Field(UNIT, _("Dependencia"), _("Todas"), tuple(units))
    levels = (Link(row.name or "", str(row.uid), row == board.level) for row in board.levels)
    yield Field(LEVEL, _("Nivel del plan"), _("Todos"), tuple(levels))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
