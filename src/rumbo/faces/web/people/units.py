"""The organizational units of the entity: their tree, their names and the days of their validity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rumbo.apps.people import queries
from rumbo.faces.web.session import entity_id_of


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """All the units, each below the one it hangs from."""
    return render(request, "web/people/units.html", {"branches": queries.unit_tree(entity_id_of(request))})
