"""Targets of a draft written by the planning office, and many settled at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.plans.actions import move_target, place_target, remove_target, settle_targets
from rumbo.apps.plans.queries import matrix_rows, placements_by_uid
from rumbo.domain.followup.contributing import Counting
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans import writing
from rumbo.faces.web.plans.forms import OptionalReasonForm, SettleForm
from rumbo.faces.web.plans.pages import crumbs, placement_asked, refuse_unless_editable, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt

SETTLED_A_PAGE = 50
both = require_http_methods(["GET", "POST"])


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new target."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    return writing.add(request, _desk(request, version))


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording of a target."""
    placement = _editable(request, uid)
    return writing.edit(request, _desk(request, placement.version), placement)


@both
def programme(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a target programmes."""
    placement = _editable(request, uid)
    return writing.programme(request, _desk(request, placement.version), placement)


@both
def milestones(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The dated steps of a target."""
    placement = _editable(request, uid)
    return writing.milestones(request, _desk(request, placement.version), placement)


@require_POST
def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A target changes places with its neighbour: `hacia` says which."""
    placement = _editable(request, uid)
    by = -1 if request.POST.get("hacia") == "arriba" else 1
    attempt(request, lambda: move_target(actor_of(request), placement.version, placement, by=by), _("El orden cambió."))
    return redirect("web:plans-target", placement.uid)


@both
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a target out of the draft, once asked."""
    placement = _editable(request, uid)
    version = placement.version
    form = OptionalReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _value, refusals = attempt(
            request,
            lambda: remove_target(actor_of(request), version, placement, reason=reason),
            _("La acción quedó fuera de esta versión."),
        )
        if not refusals:
            return redirect("web:plans-version", version.uid)
    context = {
        "heading": _("Quitar la acción {number}").format(number=placement.number),
        "consequences": [
            placement.revision.statement,
            _("Si viene de una versión anterior, lo que ya se reportó de ella se conserva."),
        ],
        "form": form,
        "verb": _("Quitar la acción"),
        "danger": True,
        "crumbs": crumbs(version),
        "cancel_href": reverse("web:plans-target", args=[placement.uid]),
    }
    return render(request, "web/plans/ask.html", context, status=422 if form.is_bound else 200)


@both
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What each target reports and weighs, and what becomes of what other units do for it, fifty at once."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    rows = matrix_rows(version)
    page = Paginator(rows, SETTLED_A_PAGE).get_page(request.GET.get("pagina"))
    form = SettleForm(request.POST or None, placements=page)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = placements_by_uid(version, [str(each.uid) for each in page])
        kinds = {each: told[f"kind_{key}"] for key, each in found.items()}
        weights = {each: told[f"weight_{key}"] for key, each in found.items()}
        counting = {each: Counting(said) for key, each in found.items() if (said := told.get(f"counting_{key}"))}
        edit = int(seen) if (seen := request.POST.get("edit", "")).isdecimal() else -1
        changed, refusals = attempt(
            request, lambda: settle_targets(actor_of(request), version, kinds, weights, counting=counting, edit=edit)
        )
        if not refusals:
            messages.success(request, ngettext("{n} meta cambió.", "{n} metas cambiaron.", changed).format(n=changed))
            return redirect(request.get_full_path())
    context = {
        "version": version,
        "crumbs": crumbs(version, Link(_("Forma de reporte y pesos"), "")),
        "tabs": version_tabs(version, "web:plans-settle", editable=True),
        "form": form,
        "page": page,
    }
    return render(request, "web/plans/settle.html", context, status=422 if form.is_bound else 200)


def _editable(request: HttpRequest, uid: UUID) -> Any:
    placement = placement_asked(request, uid)
    refuse_unless_editable(request, placement.version)
    return placement


def _desk(request: HttpRequest, version: Any) -> writing.Desk:
    """The planning office writes any target of a version."""
    return writing.Desk(
        version=version,
        write=lambda data, placement, seen: place_target(
            actor_of(request), version, data, placement=placement, seen=seen
        ),
        address=lambda placement: reverse("web:plans-target", args=[placement.uid]),
        edit=lambda placed: reverse("web:plans-target-edit", args=[placed.uid]),
        back=reverse("web:plans-version", args=[version.uid]),
        crumbs=lambda heading: crumbs(version, Link(heading, "")),
    )
