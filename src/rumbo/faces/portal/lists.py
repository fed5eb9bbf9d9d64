"""Who has published, and what."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rumbo.apps.publishing import queries


@require_safe
def entities(request: HttpRequest) -> HttpResponse:
    """The entities that have published something."""
    return render(request, "portal/entities.html", {"entities": queries.publishing_entities()})


@require_safe
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    """What an entity has published, the latest first."""
    entity = queries.public_entity(slug)
    if entity is None:
        raise Http404
    return render(request, "portal/publications.html", {"entity": entity, "rows": queries.public_publications(slug)})
