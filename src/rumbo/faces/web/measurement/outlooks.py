"""How the year of each target of a follow-up would end, a page at a time: told, and never kept."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rumbo.apps.measurement import queries
from rumbo.faces.web.measurement.ahead import ahead_row
from rumbo.faces.web.measurement.views import crumbs, narrowed, page_number, title_of
from rumbo.faces.web.measures import PROJECTION
from rumbo.faces.web.session import entity_id_of, found_or_404


@require_safe
def outlooks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The targets of a follow-up with how their year would end, narrowed as the sheet is."""
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    number = page_number(request)
    found, total = queries.outlook_page(followup, narrowed(request), number)
    context = {
        "followup": followup,
        "title": title_of(followup),
        "rows": [ahead_row(followup, each) for each in found],
        "page": Paginator(range(total), queries.PAGE).get_page(number),
        "crumbs": crumbs((title_of(followup), reverse("web:measurement-sheet", args=[uid])), (str(PROJECTION), "")),
    }
    return render(request, "web/measurement/outlooks.html", context)
