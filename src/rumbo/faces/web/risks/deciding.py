"""Decisions on maps and versions: begin one, propose it, return it, approve it. Each asks before it does."""

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
    Act,
    approve_version,
    continue_version,
    create_map,
    draft_version,
    propose_version,
    return_version,
)
from rumbo.apps.risks.queries import map_by_uid, version_in_force
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.plans.forms import ActForm, NextVersionForm, ReasonForm
from rumbo.faces.web.risks.pages import FIELD_OF, may, version_asked, version_name, version_way, way
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

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
    return _ask(
        request,
        before,
        "risks.version.continue",
        NextVersionForm(request.POST or None),
        lambda told: continue_version(actor_of(request), before, label=told["label"]),
        done=_("Empezó la versión siguiente. Cambie lo que haga falta y propóngala."),
        heading=_("Empezar la versión siguiente de «{map}»").format(map=before.map.name),
        consequences=[
            _("Se copian todos los riesgos con su valoración, sus controles y su tratamiento."),
            _("La versión que rige sigue rigiendo hasta que se apruebe la nueva."),
        ],
        verb=_("Empezar la versión"),
    )


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A draft becomes a proposal."""
    version = version_asked(request, uid)
    return _ask(
        request,
        version,
        "risks.version.propose",
        None,
        lambda told: propose_version(actor_of(request), version),
        done=_("La versión quedó propuesta."),
        heading=_("Proponer {version}").format(version=version_name(version)),
        consequences=[
            _("Mientras esté propuesta nadie puede cambiar sus riesgos."),
            _("Quien aprueba puede devolverla con una observación."),
        ],
        verb=_("Proponer para aprobación"),
    )


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is adopted by its act."""
    version = version_asked(request, uid)

    def adopt(told: dict[str, Any]) -> Any:
        act = Act(told["kind"], told["number"], told["day"])
        return approve_version(actor_of(request), version, act, in_force_from=told["in_force_from"])

    return _ask(
        request,
        version,
        "risks.version.approve",
        ActForm(request.POST or None),
        adopt,
        done=_("La versión quedó aprobada y rige."),
        heading=_("Aprobar {version}").format(version=version_name(version)),
        consequences=[
            _("Desde ahora nada de esta versión puede cambiar; los cambios se hacen en una versión nueva."),
            _("La versión anterior deja de regir y se conserva."),
        ],
        verb=_("Aprobar la versión"),
    )


@both
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal goes back with a remark."""
    version = version_asked(request, uid)
    return _ask(
        request,
        version,
        "risks.version.return",
        ReasonForm(request.POST or None),
        lambda told: return_version(actor_of(request), version, reason=told["reason"]),
        done=_("La versión quedó devuelta con su observación."),
        heading=_("Devolver {version}").format(version=version_name(version)),
        consequences=[_("La oficina de planeación verá la observación y podrá volver a proponerla.")],
        verb=_("Devolver la versión"),
    )


def _ask(
    request: HttpRequest, version: Any, right: str, form: Any, deed: Any, *, done: str, **page: Any
) -> HttpResponse:
    """The page that asks, and the deed once it was confirmed."""
    if not may(request, right, version):
        raise Http404
    if request.method == "POST" and (form is None or form.is_valid()):
        told = form.cleaned_data if form is not None else {}
        after, refusals = attempt(request, lambda: deed(told), done)
        if not refusals:
            return redirect("web:risks-version", after.uid)
    context = {
        "form": form,
        "crumbs": version_way(version),
        "cancel_href": reverse("web:risks-version", args=[version.uid]),
        **page,
    }
    return render(request, "web/plans/ask.html", context, status=422 if request.method == "POST" else 200)
