"""The plans that a plan of action brings into one: by the unit that answers, and each composed of the activities that
are registered once and shown in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.actions import show_target, write_node
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.bridge.institutional import INTEGRATED, OWNER
from rumbo.apps.plans.bridge.integrated import (
    IntegratedRow,
    actions_of_integrated,
    integrated_by_owner,
    placed_besides,
    placed_under,
    placements_to_show,
)
from rumbo.apps.plans.queries import node_by_uid, nodes_of
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_quantity
from rumbo.faces.web.downloading import FORMS, listing_file
from rumbo.faces.web.plans.forms import IntegratedForm
from rumbo.faces.web.plans.pages import can_edit, crumbs, refuse_unless_editable, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt, found_or_404
from rumbo.layouts.drawing.listing import INTEGRATED_PLANS, ListedAction
from rumbo.layouts.institutional_action_plan.known_plans import known_plan, plan_names

OFFERED = 30


@require_safe
def integrated(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every integrated plan under its unit: which of the list it is, what it announces, what is registered."""
    version = version_asked(request, uid)
    names, words = plan_names(), request.GET.get("buscar", "").strip()[:200]
    owners = _narrowed(integrated_by_owner(version), words)
    rows = [(owner, [(row, names.names.get(row.node.code, "")) for row in plans]) for owner, plans in owners]
    plans = [row for _owner, listed in rows for row in listed]
    beyond = sum(1 for _row, name in plans if not name)
    context = {
        "version": version,
        "crumbs": crumbs(version, Link(_("Planes integrados"), "")),
        "tabs": version_tabs(version, "web:plans-integrated", editable=can_edit(request, version)),
        "rows": rows,
        "list_title": names.title,
        "words": words,
        "editable": can_edit(request, version),
        "forms": FORMS,
        "tiles": [
            Fact(_("Planes integrados"), len(plans)),
            Fact(_("Fuera de la lista de la norma"), beyond),
            Fact(_("Actividades que anuncian"), sum(row.announced or 0 for row, _name in plans)),
            Fact(_("Actividades registradas"), sum(row.registered for row, _name in plans)),
        ],
    }
    return render(request, "web/plans/integrated.html", context)


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """Every integrated plan with its activities, as a table or as data."""
    version = version_asked(request, uid)
    words = request.GET.get("buscar", "").strip()[:200]

    def listed() -> list[ListedAction]:
        shown: dict[int, list[Any]] = {}
        for each in actions_of_integrated(version):
            shown.setdefault(each.node_id or 0, []).append(each)
        return [
            _listed(owner.name, row.node.name, each)
            for owner, plans in _narrowed(integrated_by_owner(version), words)
            for row in plans
            for each in shown.get(row.node.pk, [None])
        ]

    return listing_file(request, INTEGRATED_PLANS, listed, form)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A plan is brought in by hand, under the unit that answers for it."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    units = units_of(version.entity_id, timezone.localdate())
    form = IntegratedForm(request.POST or None, units=units, known=plan_names().names.values())
    if request.method == "POST" and form.is_valid():
        actor, name = actor_of(request), form.cleaned_data["name"].strip()
        owner = form.units[form.cleaned_data["unit"]].name

        def write() -> Any:
            above = next((each for each in nodes_of(version) if each.kind == OWNER and each.name == owner), None)
            above = above or write_node(actor, version, NodeData("", OWNER, owner))
            return write_node(actor, version, NodeData("", INTEGRATED, name, code=known_plan(name)), parent=above)

        node, _refusals = attempt(
            request, write, _("El plan integrado quedó creado. Escriba o traiga sus actividades.")
        )
        if node is not None:
            return redirect("web:plans-integrated-plan", version.uid, node.uid)
    context = {
        "form": form,
        "heading": _("Agregar un plan integrado"),
        "verb": _("Agregar el plan"),
        "crumbs": crumbs(version, _integrated_link(version), Link(_("Agregar un plan integrado"), "")),
        "cancel_href": reverse("web:plans-integrated", args=[version.uid]),
    }
    return render(request, "web/plans/form.html", context, status=422 if form.is_bound else 200)


@require_safe
def plan(request: HttpRequest, uid: UUID, node_uid: UUID) -> HttpResponse:
    """One integrated plan: its activities, each with who reports it and in which other plans it is shown."""
    version, node = _asked(request, uid, node_uid)
    besides, names = placed_besides(node), plan_names()
    listed = [(each, besides.get(each.revision.target_id, [])) for each in placed_under(node)]
    known = names.names.get(node.code, "")
    announced = int(node.printed.get("announced_activities") or 0)
    told = ngettext("{n} registrada", "{n} registradas", len(listed)).format(n=len(listed))
    context = {
        "version": version,
        "node": node,
        "crumbs": crumbs(version, _integrated_link(version), Link(node.name, "")),
        "facts": [
            Fact(_("Responde"), node.parent.name if node.parent else ""),
            Fact(_("En la lista de la norma"), known or _("No está: es otro plan"), names.source),
            Fact(_("Actividades que anuncia"), announced or _("No lo dice"), told),
        ],
        "rows": listed,
        "editable": can_edit(request, version),
    }
    return render(request, "web/plans/integrated_plan.html", context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, uid: UUID, node_uid: UUID) -> HttpResponse:
    """An activity that is registered already is shown in this plan too."""
    version, node = _asked(request, uid, node_uid)
    refuse_unless_editable(request, version)
    words = request.GET.get("buscar", "").strip()
    offered = placements_to_show(version, words)
    if request.method == "POST":
        standing = found_or_404(offered.filter(uid=_uid(request.POST.get("action", ""))).first())
        done = _("La actividad se muestra también en este plan; se reporta una sola vez.")
        _placed, refusals = attempt(request, lambda: show_target(actor_of(request), version, standing, node), done)
        if not refusals:
            return redirect("web:plans-integrated-plan", version.uid, node.uid)
    here = Link(node.name, reverse("web:plans-integrated-plan", args=[version.uid, node.uid]))
    context = {
        "version": version,
        "node": node,
        "words": words,
        "offered": offered[:OFFERED],
        "more": max(0, offered.count() - OFFERED),
        "crumbs": crumbs(version, _integrated_link(version), here, Link(_("Traer una actividad"), "")),
    }
    return render(request, "web/plans/show_target.html", context, status=422 if request.method == "POST" else 200)


def _narrowed(owners: Sequence[tuple[Any, list[IntegratedRow]]], words: str) -> list[tuple[Any, list[IntegratedRow]]]:
    """The plans whose name, or that of their unit, says the words."""
    said = words.casefold()
    found = [
        (owner, [row for row in plans if said in row.node.name.casefold() or said in owner.name.casefold()])
        for owner, plans in owners
    ]
    return [(owner, plans) for owner, plans in found if plans]


def _listed(owner: str, name: str, placed: Any) -> ListedAction:
    """A plan without activities is a row too."""
    if placed is None:
        return ListedAction(owner, name, "", "", "", "")
    revision = placed.revision
    target = (
        "" if revision.quantity is None else f"{written_quantity(revision.quantity)} {revision.measure_unit}".strip()
    )
    reports = "; ".join(each.unit.name for each in revision.units.all() if each.reports)
    return ListedAction(owner, name, placed.number, revision.statement, target, reports)


def _asked(request: HttpRequest, uid: UUID, node_uid: UUID) -> tuple[Any, Any]:
    version = version_asked(request, uid)
    node = found_or_404(node_by_uid(version, node_uid))
    return version, found_or_404(node if node.kind == INTEGRATED else None)


def _integrated_link(version: Any) -> Link:
    return Link(_("Planes integrados"), reverse("web:plans-integrated", args=[version.uid]))


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
