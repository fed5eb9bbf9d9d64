"""Files that anybody takes away: those of a publication, the logo, the schema of the data, the map for search engines.

Files are served as what we made them, never as what a browser guesses, and never run as a page of ours.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import condition, conditional_page, require_safe

from rumbo.apps.publishing import queries
from rumbo.domain.dossier.schema import schema
from rumbo.faces.portal import showing
from rumbo.faces.portal.answers import A_YEAR, public, public_page, sealed

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
MAPPED = 50_000
"""No map may hold more addresses (sitemaps.org)."""


def _etag(request: HttpRequest, slug: str, year: int, number: int, form: str) -> str | None:
    """The digest of the bytes."""
    found = queries.public_publication(slug, year, number)
    kept = queries.file_in_format(found, form) if found and form in MEDIA_TYPES else None
    request.kept = (found, kept) if kept else None  # type: ignore[attr-defined]
    return quote_etag(kept.file.digest) if kept else None


@public_page
@condition(etag_func=_etag)
def published_file(request: HttpRequest, slug: str, year: int, number: int, form: str) -> HttpResponseBase:
    """The bytes of a publication in one format, to be saved."""
    if request.kept is None:  # type: ignore[attr-defined]
        raise Http404
    found, kept = request.kept  # type: ignore[attr-defined]
    content, name = queries.opened(kept), showing.file_name(found, form)
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=MEDIA_TYPES[form])
    # Open data are for the pages of others too.
    answer["Access-Control-Allow-Origin"] = "*"
    return public(sealed(answer), A_YEAR)


@public_page
@conditional_page
def logo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The drawing of the entity, as an image and never as a page."""
    entity = queries.public_entity(slug)
    if entity is None or not entity.logo_svg:
        raise Http404
    return public(sealed(HttpResponse(entity.logo_svg, content_type="image/svg+xml; charset=utf-8")), 3600)


@public_page
@conditional_page
def dossier_schema(request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of the dossier."""
    answer = JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Access-Control-Allow-Origin"] = "*"
    return public(answer, 3600)


@public_page
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Every publication with its day."""
    addresses = [
        (request.build_absolute_uri(reverse("portal:publication", args=[slug, year, number])), day)
        for slug, year, number, day in queries.public_addresses()[:MAPPED]
    ]
    answer = render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
    return public(answer, 3600)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read what is published and nothing else."""
    where = request.build_absolute_uri(reverse("portal:sitemap"))
    text = f"User-agent: *\nAllow: /publico/\nAllow: /static/\nDisallow: /\nSitemap: {where}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
