"""The official lists that plans align with: their editions, where they come from, and what they hold."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.catalogs import queries
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.people.showing import crumbs, page_of, tabs
from rumbo.faces.web.session import entity_id_of, found_or_404


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every edition that the entity can use."""
    context = {
        "rows": [(each, validity(each)) for each in queries.catalogues_of(entity_id_of(request))],
        "tabs": tabs(request, "web:people-catalogues"),
        "crumbs": crumbs((_("Catálogos"), "")),
    }
    return render(request, "web/people/catalogues.html", context)


@require_safe
def catalogue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One edition and its entries, narrowed by words."""
    found = found_or_404(queries.catalogue_by_uid(entity_id_of(request), str(uid)))
    words = request.GET.get("palabras", "").strip()
    context = {
        "catalogue": found,
        "about": [
            Fact(_("Edición"), found.edition),
            Fact(_("Rige"), validity(found)),
            Fact(_("Fuente"), found.source),
            Fact(_("Confianza"), found.confidence or _("sin registrar")),
        ],
        "words": words,
        "page": page_of(request, queries.entries_of(found, words)),
        "crumbs": crumbs((_("Catálogos"), reverse("web:people-catalogues")), (found.title, "")),
    }
    return render(request, "web/people/catalogue.html", context)


def validity(edition: object) -> str:
    """From when to when an edition rules."""
    first, last = (written_day(getattr(edition, name), "short") for name in ("valid_from", "valid_to"))
    if first and last:
        return _("del {first} al {last}").format(first=first, last=last)
    if first:
        return _("desde el {first}").format(first=first)
    return _("hasta el {last}").format(last=last) if last else _("sin fechas")
