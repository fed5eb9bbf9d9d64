"""The entity itself: what describes it, what heads its documents, its logo."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rumbo.faces.web.session import person_of


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is known of the entity."""
    return render(request, "web/people/entity.html", {"entity": person_of(request).entity})


@require_safe
def logo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The drawing of the entity, as an image and never as a page: nothing in it may run or fetch."""
    entity = person_of(request).entity
    if entity.uid != uid or not entity.logo_svg:
        raise Http404
    answer = HttpResponse(entity.logo_svg, content_type="image/svg+xml; charset=utf-8")
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
