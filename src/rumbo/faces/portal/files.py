"""Files that anybody takes away: those of a publication, the schema of its data, and the map for search engines.

Files are served as what we made them, never as what a browser guesses, and never run as a page of ours.
"""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rumbo.apps.publishing import queries
from rumbo.domain.dossier.schema import schema

FORMS = {
    "json": ("json", "application/json"),
    "csv": ("csv.zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("pdf", "application/pdf"),
    "html": ("html", "text/html; charset=utf-8"),
}
A_YEAR = 365 * 24 * 3600
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def file_etag(request: HttpRequest, slug: str, year: int, number: int, form: str) -> str | None:
    """The digest of the bytes."""
    publication = queries.public_publication(slug, year, number)
    kept = queries.file_in_format(publication, form) if publication else None
    request.kept = kept  # type: ignore[attr-defined]
    return quote_etag(kept.file.digest) if kept else None


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
@condition(etag_func=file_etag)
def published_file(request: HttpRequest, slug: str, year: int, number: int, form: str) -> HttpResponse | FileResponse:
    """The bytes of a publication in one format; only a PDF opens in the browser."""
    kept = getattr(request, "kept", None)
    if kept is None or form not in FORMS:
        raise Http404
    ending, media_type = FORMS[form]
    name = f"{slug}-publicacion-{number}-{year}.{ending}"
    response = FileResponse(queries.opened(kept), as_attachment=form != "pdf", filename=name, content_type=media_type)
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def dossier_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the dossier."""
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(json.loads(json.dumps(schema())), json_dumps_params=options)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every publication with its day."""
    addresses = [
        (request.build_absolute_uri(reverse("portal:publication", args=[slug, year, number])), day)
        for slug, year, number, day in queries.public_addresses()
    ]
    return render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read what is published and nothing else."""
    where = request.build_absolute_uri(reverse("portal:sitemap"))
    text = f"User-agent: *\nAllow: /publico/\nDisallow: /\nSitemap: {where}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
