"""The board of the direction: progress against expected, what is behind and who answers, what changed, and the charts.

Its address says all that is chosen, so that a view can be sent to a colleague.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.measurement.queries.directing import Board, board_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.charting import chart_file
from rumbo.faces.web.directing import asked, telling
from rumbo.faces.web.directing.charting import charts_of, subject_name
from rumbo.faces.web.directing.printing import board_file
from rumbo.faces.web.session import actor_of
from rumbo.faces.web.words import period_words

FORMS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"))


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The whole board."""
    found = _board(request)
    return render(request, "web/directing/board.html", _context(found))


@require_safe
def board_print(request: HttpRequest, form: str) -> HttpResponse:
    """The board as it is chosen, in a document with every chart and its table."""
    found = _board(request)
    if found.focus is None:
        raise Http404
    return board_file(request, found, form)


@require_safe
def chart(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One chart of the board as it is chosen: its drawing, or its numbers."""
    drawn = charts_of(_board(request)).get(key)
    if drawn is None:
        raise Http404
    return chart_file(request, drawn, form)


def _board(request: HttpRequest) -> Board:
    return board_of(actor_of(request), asked.asked_in(request), timezone.localdate())


def _context(found: Board) -> dict[str, Any]:
    period = found.choice.period
    return {
        "board": found,
        "title": _("Tablero de dirección"),
        "period": period_words(period) if period else "",
        "subject": subject_name(found),
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Tablero de dirección"), "")],
        "fields": asked.fields_of(found),
        "query": asked.query_of(found),
        "here": reverse("web:directing-board"),
        "plans": telling.plan_lines(found),
        "bare_note": telling.bare_note(found) if found.bare else "",
        "forms": FORMS,
        "behind": telling.behind_lines(found),
        "silent": telling.silent_lines(found),
        "shifts": telling.shift_lines(found),
        "changes": list(telling.changes_of(found)),
        "before": telling.compared_with(found),
        "charts": charts_of(found),
    }
