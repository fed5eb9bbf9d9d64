"""A map begins; its versions are proposed, returned, approved, and followed by the next. Each asks before it does."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.risks.actions import (
    approve_version,
    continue_version,
    create_map,
    draft_version,
    propose_version,
    return_version,
)
from rumbo.apps.risks.queries import map_by_uid, obstacles_to, version_in_force
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.deciding import Decided, decide
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.risks.overruling import obstacles
from rumbo.faces.web.risks.pages import FIELD_OF, version_asked, version_name, version_way, way
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of
from rumbo.faces.web.versions import FIELD_OF as FIELD_OF_ACT
from rumbo.faces.web.versions import TOO_LATE, decisions_on_versions

VERSION = Decided(
    name=version_name,
    address=lambda version: reverse("web:risks-version", args=[version.uid]),
    way=version_way,
    too_late=TOO_LATE,
    fields=FIELD_OF_ACT,
)
DECISIONS = decisions_on_versions(
    "risks", propose=propose_version, approve=approve_version, give_back=return_version, proceed=continue_version
)
both = require_http_methods(["GET", "POST"])


class MapForm(forms.Form):
    """A map that begins by hand."""

    name = forms.CharField(label=__("Nombre del mapa"), max_length=300)
    fiscal_year = forms.IntegerField(label=__("Vigencia"), min_value=1990, max_value=2100, required=False)


@both
def create(request: HttpRequest) -> HttpResponse:
    """A map that begins by hand, with an empty first draft."""
    if not may(request, "risks.map.create"):
        raise Http404
    form = MapForm(request.POST or None)
    made: list[Any] = []

    def begin() -> None:
        told, actor = form.cleaned_data, actor_of(request)
        created = create_map(actor, person_of(request).entity, told["name"], fiscal_year=told["fiscal_year"])
        made.append(draft_version(actor, created))

    done = _("El mapa quedó creado. Registre sus riesgos y propóngalo.")
    if form.is_valid() and carried_out(request, form, begin, done, FIELD_OF):
        return redirect("web:risks-version", made[0].uid)
    context = {
        "heading": _("Crear un mapa de riesgos"),
        "form": form,
        "verb": _("Crear el mapa"),
        "cancel_href": reverse("web:risks-list"),
        "crumbs": way(Link(_("Crear un mapa de riesgos"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)


@both
def next_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The next version begins as a copy of the one in force."""
    before = found_or_404(version_in_force(found_or_404(map_by_uid(entity_id_of(request), uid))))
    return decide(request, before, DECISIONS.proceed, VERSION)


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A draft becomes a proposal; while something stands against it, the page says what and the way out."""
    version = version_asked(request, uid)
    if DECISIONS.propose.offered(request, version) and (found := obstacles_to(version)) and request.method != "POST":
        return obstacles(request, version, found)
    return decide(request, version, DECISIONS.propose, VERSION)


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is adopted by its act."""
    return decide(request, version_asked(request, uid), DECISIONS.approve, VERSION)


@both
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal goes back with a remark."""
    return decide(request, version_asked(request, uid), DECISIONS.give_back, VERSION)
