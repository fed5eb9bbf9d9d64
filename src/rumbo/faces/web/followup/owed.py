"""What the units of a person owe, what presses most first, with the workbook of each period; and what they sent."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.followup import access, queries
from rumbo.apps.followup.queries.contributing import contributions_owed_by
from rumbo.apps.followup.queries.on_demand import on_demand_of
from rumbo.apps.followup.queries.urgency import Urgent, urgent_for
from rumbo.apps.indicators.access import FIRST_LINE
from rumbo.apps.indicators.queries import variables_lacking
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.contributing import contribution_rows
from rumbo.faces.web.followup.pressing import pressing_for
from rumbo.faces.web.followup.rounds import page_of
from rumbo.faces.web.followup.showing import report_rows
from rumbo.faces.web.session import actor_of, worded
from rumbo.faces.web.words import period_words


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """The two lists: what is owed, or what was handed in."""
    actor, here = actor_of(request), reverse("web:followup-owed")
    if not actor.has(*access.REPORT):
        raise Http404
    which = request.GET.get("ver", "")
    which = which if which in SHOWN else ""
    context = SHOWN[which](request, actor)
    contributions = contributions_owed_by(actor).count()
    lacking = variables_lacking(actor.entity_id or 0, actor.units_as(*FIRST_LINE), timezone.localdate()).count()
    context |= {
        "tabs": [
            Link(_("Por hacer"), here, which == ""),
            Link(_("Aportes"), f"{here}?ver=aportes", which == "aportes", contributions or None),
            Link(_("Por demanda"), f"{here}?ver=demanda", which == "demanda"),
            Link(_("Variables"), reverse("web:indicators-variables"), False, lacking or None),
            Link(_("Enviados"), f"{here}?ver=enviados", which == "enviados"),
        ],
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Mis reportes"), "")],
    }
    return render(request, "web/followup/owed.html", context)


def _handed(request: HttpRequest, actor: Any) -> dict[str, Any]:
    page = page_of(request, queries.reports_handed_in(actor))
    return {"page": page, "rows": report_rows(page), "handed": True}


def _contributions(request: HttpRequest, actor: Any) -> dict[str, Any]:
    page = Paginator(contribution_rows(actor), queries.PAGE).get_page(request.GET.get("pagina"))
    return {"page": page, "contributions": list(page), "contributing": True}


def _on_demand(request: HttpRequest, actor: Any) -> dict[str, Any]:
    page = Paginator(on_demand_of(actor), queries.PAGE).get_page(request.GET.get("pagina"))
    rows = [(each, period_words(each.report.period), worded([each.lock] if each.lock else [])) for each in page]
    return {"page": page, "demanded": rows, "on_demand": True}


def _owed(request: HttpRequest, actor: Any) -> dict[str, Any]:
    urgent = urgent_for(actor)
    page = Paginator(pressing_for(actor, urgent), queries.PAGE).get_page(request.GET.get("pagina"))
    return {"page": page, "urgent": list(page), "books": list(_books(urgent).items())}


SHOWN: dict[str, Callable[[HttpRequest, Any], dict[str, Any]]] = {
    "": _owed,
    "aportes": _contributions,
    "demanda": _on_demand,
    "enviados": _handed,
}
"""The lists, by what the address asks for."""


def _books(every: list[Urgent]) -> dict[str, str]:
    """The address of the workbook of each unit and period in which something is owed, by what it is called."""
    return {
        _("{unit}, {period}").format(unit=each.unit.name, period=period_words(each.report.period)): reverse(
            "web:followup-workbook", args=[each.unit.uid, each.report.period.uid]
        )
        for each in every
    }
