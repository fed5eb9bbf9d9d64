"""Who owes what: the board of units × periods, the reports behind a cell, the rounds of the year, and the targets for
which nobody answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_safe

from rumbo.apps.followup import access
from rumbo.apps.followup.queries import OWED
from rumbo.apps.followup.queries import board as queries
from rumbo.apps.followup.queries.answerable import Lacking, Unanswered, unanswered
from rumbo.apps.followup.queries.contributing import contributions_missing
from rumbo.apps.followup.queries.urgency import in_order
from rumbo.apps.people.queries import former_names, unit_by_uid
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.followup.bulk import buttons_for, interrupted
from rumbo.faces.web.followup.narrowing import WORDS, asked, today_of
from rumbo.faces.web.followup.rounds import crumbs
from rumbo.faces.web.session import actor_of, entity_id_of
from rumbo.faces.web.words import NOBODY_ELSE, period_words, unit_words

PAGE = 100
TONES = {"overdue": "bad", "returned": "watch", "submitted": "watch", "accepted": "good"}
LACKING: dict[Lacking, Promise] = {
    Lacking.NO_UNIT: __("El plan no dice qué dependencia reporta"),
    Lacking.UNIT_ENDED: __("La dependencia no está vigente"),
    Lacking.NO_PERSON: __("La dependencia no tiene enlace ni jefe vigente"),
}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell of the board: the state that asks most for attention, how many are in it, of how many, and where they are
    listed; `rest` tells the other states."""

    period: str
    tone: str = ""
    word: str = ""
    count: int = 0
    total: int = 0
    href: str = ""
    rest: str = ""


def _reader(request: HttpRequest) -> int:
    if not access.reads_everything(actor_of(request)):
        raise Http404
    return entity_id_of(request)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board of a fiscal year."""
    entity, today = _reader(request), today_of(request)
    followed = queries.plans_followed(entity)
    years = sorted({year for year, _uid, _name in followed}, reverse=True)
    narrow = asked(request.GET, years[0] if years else today.year)
    found = queries.board_of_year(entity, narrow, today)
    lines = [line for line in found.lines if not narrow.state or line.counts[narrow.state]]
    former = former_names(entity)
    context = {
        "narrow": narrow,
        "years": years,
        "plans": [(uid, name) for year, uid, name in followed if year == narrow.fiscal_year],
        "units": found.units,
        "states": [(key, word) for key, (_tone, word) in WORDS.items()],
        "periods": [period_words(each) for each in found.periods],
        "lines": [(_name(line.unit, former), _cells(line, found.periods, narrow)) for line in lines],
        "tiles": _tiles(found, narrow),
        "nobody": len(unanswered(entity, today)),
        "contributions": contributions_missing(entity, narrow.fiscal_year).most_common(),
        "crumbs": crumbs((_("Quién debe qué"), "")),
        "acts": access.may(actor_of(request), "followup.followup.open"),
    }
    return render(request, "web/followup/board_year.html", context)


def _name(unit: Any, former: Mapping[int, tuple[str, ...]] = NOBODY_ELSE) -> str:
    return unit_words(unit, former) if unit else _("Sin dependencia que reporte")


def _address(narrow: queries.BoardFilter, **more: str) -> str:
    told = {"vigencia": str(narrow.fiscal_year), "plan": narrow.plan, "estado": narrow.state} | more
    query = urlencode({key: value for key, value in told.items() if value})
    return f"{reverse('web:followup-board-reports')}?{query}"


def _cells(line: queries.BoardLine, periods: Any, narrow: queries.BoardFilter) -> list[CellShown]:
    return [_cell(line, period, narrow) for period in periods]


def _cell(line: queries.BoardLine, period: Any, narrow: queries.BoardFilter) -> CellShown:
    said, cell = period_words(period), line.cells.get(period.pk)
    if cell is None or not cell.total or (narrow.state and not cell.counts[narrow.state]):
        return CellShown(said)
    state = narrow.state or cell.state
    tone, word = WORDS[state]
    unit = str(line.unit.uid) if line.unit else queries.NOBODY
    others = ((key, cell.counts[key]) for key in WORDS if key != state and cell.counts[key])
    rest = ", ".join(f"{str(WORDS[key][1]).lower()}: {number}" for key, number in others)
    href = _address(narrow, dependencia=unit, periodo=str(period.uid))
    return CellShown(said, tone, str(word), cell.counts[state], cell.total, href, rest)


def _tiles(found: queries.Board, narrow: queries.BoardFilter) -> list[Fact]:
    counts = found.counts
    return [
        Fact(str(word), counts[key], href=_address(narrow, estado=key), tone=TONES.get(key, ""))
        for key, (_tone, word) in WORDS.items()
        if counts[key]
    ]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports behind a cell or a number of the board, to be opened or acted on together."""
    entity, today = _reader(request), today_of(request)
    narrow = asked(request.GET, today.year)
    every = queries.reports_behind(entity, narrow, today)
    page = Paginator(every, PAGE).get_page(request.GET.get("pagina"))
    owed = [row for row in page if row.state_now in OWED and row.followup.state == "open"]
    until = {each.report.pk: each for each in in_order(owed, today)}
    context = {
        "page": page,
        "rows": [(row, *_state(row, until.get(row.pk)), period_words(row.period), until.get(row.pk)) for row in page],
        "total": page.paginator.count,
        "narrowed": _narrowed(entity, narrow),
        "buttons": buttons_for(actor_of(request), "reports"),
        "interrupted": interrupted(request),
        "back": request.get_full_path(),
        "crumbs": crumbs((_("Quién debe qué"), _board(narrow)), (_("Reportes"), "")),
    }
    return render(request, "web/followup/board_reports.html", context)


def _board(narrow: queries.BoardFilter) -> str:
    return f"{reverse('web:followup-board')}?vigencia={narrow.fiscal_year}"


def _state(row: Any, urgent: Any) -> tuple[str, Promise]:
    if urgent is not None and urgent.urgency == "overdue":
        return WORDS["overdue"]
    return WORDS["closed_unreported" if row.state_now == "closed" and not row.closed_accepted else row.state_now]


def _narrowed(entity: int, narrow: queries.BoardFilter) -> str:
    """What the list holds, in words."""
    unit = unit_by_uid(entity, UUID(narrow.unit)) if narrow.unit not in ("", queries.NOBODY) else None
    named = [_name(unit) if narrow.unit else "", str(WORDS[narrow.state][1]) if narrow.state else ""]
    told = [_("vigencia {year}").format(year=narrow.fiscal_year), *(each for each in named if each)]
    return " · ".join(told)


@require_safe
def nobody(request: HttpRequest) -> HttpResponse:
    """The targets for which nobody answers, each with the step that mends it."""
    entity, today = _reader(request), today_of(request)
    context = {
        "rows": [(each, LACKING[each.lacking], *_mend(each)) for each in unanswered(entity, today)],
        "crumbs": crumbs((_("Quién debe qué"), reverse("web:followup-board")), (_("Sin quien responda"), "")),
        "acts": access.may(actor_of(request), "followup.target.reassign"),
    }
    return render(request, "web/followup/unanswered.html", context)


def _mend(each: Unanswered) -> tuple[str, str]:
    """Where a target gets somebody who answers: an address and its words."""
    if each.lacking is Lacking.NO_PERSON:
        return reverse("web:people-list"), _("Asignar una persona")
    return reverse("web:followup-reassign", args=[each.target_uid]), _("Decir quién la reporta")
