"""Pages that anybody reads: who publishes, what each entity published, and one publication at its lasting address."""

from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rumbo.apps.publishing import queries
from rumbo.domain.dossier import Dossier
from rumbo.faces.portal import showing

PAGE = 50


@require_safe
def entities(request: HttpRequest) -> HttpResponse:
    """The entities that have published something."""
    context = {"entities": queries.publishing_entities(), "frame": showing.frame()}
    return render(request, "portal/entities.html", context)


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """How to read the figures, in plain words."""
    crumbs = showing.crumbs((_("Cómo leer las cifras"), ""))
    return render(request, "portal/reading.html", {"frame": showing.frame(), "crumbs": crumbs})


@require_safe
def entity(request: HttpRequest, slug: str) -> HttpResponse:
    """What an entity published, the latest first; what was superseded stays and says so."""
    found = queries.public_entity(slug)
    if found is None:
        raise Http404
    page = Paginator(queries.public_publications(slug), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "entity": found,
        "page": page,
        "rows": [showing.row_of(each) for each in page],
        "frame": showing.frame(found),
        "crumbs": showing.crumbs((found.name, "")),
    }
    return render(request, "portal/entity.html", context)


def etag_of(request: HttpRequest, slug: str, year: int, number: int) -> str | None:
    """A publication changes only by what supersedes it; the page, also by language and program."""
    publication = _found(request, slug, year, number)
    return showing.etag_of(request, publication) if publication else None


@require_safe
@cache_control(private=True, no_cache=True)
@condition(etag_func=etag_of)
def publication(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One publication: what it is, its figures and its matrix, and its files to take away."""
    found = _found(request, slug, year, number)
    dossier = queries.published_dossier(found) if found else None
    if found is None or dossier is None:
        raise Http404
    context = {
        "publication": found,
        "row": showing.row_of(found),
        "facts": showing.facts_of(found, dossier),
        "levels": showing.levels_of(dossier),
        "downloads": showing.downloads_of(found),
        "drawn": _drawn(found.digest, dossier),
        "frame": showing.frame(found.entity),
        "crumbs": showing.crumbs((found.entity.name, showing.entity_address(found.entity)), (found.title, "")),
    }
    return render(request, "portal/publication.html", context)


def _found(request: HttpRequest, slug: str, year: int, number: int) -> Any:
    """The publication of an address, read once a request."""
    known = getattr(request, "publication", None)
    if known is None:
        known = queries.public_publication(slug, year, number)
        request.publication = known  # type: ignore[attr-defined]
    return known


def _drawn(digest: str, dossier: Dossier) -> Any:
    """The drawing of a dossier, kept by its digest: the same dossier is always drawn the same."""
    key = f"portal:{showing.edition()}:{digest}:{showing.language()}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = queries.shown_sections(dossier, _, showing.language(), whole=False)
        cache.set(key, drawn, 3600)
    return showing.markup(drawn)
