"""Pages that anybody reads: who publishes, what each entity published, and one publication at its lasting address."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, conditional_page

from rumbo.apps.publishing import queries
from rumbo.faces.kit.papers import manner
from rumbo.faces.portal import corrected, showing
from rumbo.faces.portal.answers import public, public_page
from rumbo.faces.portal.asked import changed, etag, publication_asked
from rumbo.faces.portal.frame import crumbs, of_entity
from rumbo.faces.portal.levels import WHOLE_TREE, Standing

PAGE = 50
TARGETS = 25
"""Rows of the matrix on one page: each is tall, and a plan may have thousands."""


@public_page
@conditional_page
def entities(request: HttpRequest) -> HttpResponseBase:
    """The entities that have published something."""
    page = Paginator(queries.publishing_entities(), PAGE).get_page(request.GET.get("pagina"))
    return public(render(request, "portal/entities.html", {"page": page}))


@public_page
@conditional_page
def reading(request: HttpRequest) -> HttpResponseBase:
    """How to read the figures, in plain words."""
    return public(render(request, "portal/reading.html", {"crumbs": crumbs((_("Cómo leer las cifras"), ""))}))


@public_page
@conditional_page
def open_data(request: HttpRequest) -> HttpResponseBase:
    """What the files of data hold and how to check them."""
    return public(render(request, "portal/open_data.html", {"crumbs": crumbs((_("Datos abiertos"), ""))}))


@public_page
@conditional_page
def entity(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What an entity published, the latest first; what was superseded stays and says so."""
    found = queries.public_entity(slug)
    if found is None:
        raise Http404
    of_entity(request, found)
    plans = queries.public_plans(slug)
    rows, year, plan = queries.public_publications(slug), request.GET.get("vigencia", ""), request.GET.get("plan", "")
    if year in {str(each) for each, _uid, _name in plans}:
        rows = rows.filter(year=int(year))
    if plan in {str(uid) for _year, uid, _name in plans}:
        rows = rows.filter(plan_version__plan__uid=plan)
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "entity": found,
        "page": page,
        "rows": [showing.row_of(each) for each in page],
        "years": [(str(each), str(each) == year) for each in dict.fromkeys(each for each, _uid, _name in plans)],
        "plans": [(uid, name, uid == plan) for uid, name in {str(uid): name for _year, uid, name in plans}.items()],
        "crumbs": crumbs((found.name, "")),
    }
    return public(render(request, "portal/entity.html", context))


@public_page
@condition(etag_func=etag, last_modified_func=changed)
def publication(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """One publication: what it is, its figures by level, its matrix page by page, and its files to take away."""
    found = publication_asked(request, slug, year, number)
    if found is None:
        raise Http404
    of_entity(request, found.entity)
    dossier = queries.read_back(found)
    try:
        standing = Standing(dossier, request.GET.get("nivel", ""), manner(), found)
    except KeyError:
        raise Http404 from None
    targets = Paginator(standing.targets(), TARGETS).get_page(request.GET.get("pagina"))
    context = {
        "publication": found,
        "row": showing.row_of(found),
        "facts": showing.facts_of(found, dossier),
        "downloads": showing.downloads_of(found),
        "measured": dossier.period is not None,
        "standing": standing,
        "levels": Paginator(standing.rows(), WHOLE_TREE).get_page(request.GET.get("niveles")),
        "legend": showing.legend_of(dossier),
        "choices": showing.choices_of(dossier),
        "lead": showing.lead_of(found, dossier),
        "corrected_after": corrected.corrections_after(found, dossier),
        "corrections": corrected.corrections_of(found, dossier),
        "changed": showing.changed(dossier),
        "rules": showing.rules_of(dossier),
        "targets": targets,
        "drawn": showing.drawn(dossier, tuple(targets), found) if targets.object_list else "",
        "canonical": request.build_absolute_uri(request.path),
        "crumbs": crumbs((found.entity.name, reverse("portal:entity", args=[slug])), (found.title, "")),
    }
    return public(render(request, "portal/publication.html", context))
