"""The people of the entity and the roles they hold; nobody is removed, a role has a last day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rumbo.apps.people import queries
from rumbo.faces.web.session import entity_id_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Who holds what today."""
    held = queries.people_of(entity_id_of(request), timezone.localdate())
    return render(request, "web/people/list.html", {"held": held})
