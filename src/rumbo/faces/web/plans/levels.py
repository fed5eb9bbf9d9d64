"""The levels of a version: the tree as it is read, and its levels written by hand in a draft."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.plans.actions import place_node, remove_node
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.queries import node_by_uid, nodes_of, targets_by_node
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans.forms import PlacedNodeForm, WithdrawalForm
from rumbo.faces.web.plans.pages import can_edit, crumbs, refuse_unless_editable, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt, found_or_404

both = require_http_methods(["GET", "POST"])


@require_safe
def tree(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The levels of a version, each with the targets it holds directly."""
    version = version_asked(request, uid)
    counted = targets_by_node(version)
    editable = can_edit(request, version)
    context = {
        "version": version,
        "crumbs": crumbs(version, Link(_("Niveles"), "")),
        "tabs": version_tabs(version, "web:plans-tree", editable=editable),
        "rows": [(node, "\N{NO-BREAK SPACE}" * 4 * node.depth, counted[node.pk]) for node in nodes_of(version)],
        "loose": counted[None],
        "editable": editable,
    }
    return render(request, "web/plans/tree.html", context)


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new level, under another one or at the top."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    nodes = {str(node.uid): node for node in nodes_of(version)}
    form = PlacedNodeForm(request.POST or None, nodes=_offered(nodes))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        node, _refusals = attempt(
            request,
            lambda: _placed(request, version, told, nodes, None),
            _("El nivel quedó creado."),
        )
        if node is not None:
            return redirect("web:plans-tree", version.uid)
    return _form_page(request, version, form, _("Agregar un nivel"), _("Agregar el nivel"))


@both
def edit(request: HttpRequest, uid: UUID, node_uid: UUID) -> HttpResponse:
    """Another wording of a level."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    node = found_or_404(node_by_uid(version, node_uid))
    nodes = {str(each.uid): each for each in nodes_of(version)}
    initial = {name: getattr(node, name) for name in ("kind", "code", "name", "weight")}
    initial["parent"] = str(node.parent.uid) if node.parent else ""
    form = PlacedNodeForm(request.POST or None, initial=initial, nodes=_offered(nodes, node))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        written, _refusals = attempt(
            request,
            lambda: _placed(request, version, told, nodes, node),
            _("El nivel quedó guardado."),
        )
        if written is not None:
            return redirect("web:plans-tree", version.uid)
    return _form_page(request, version, form, _("Editar el nivel"), _("Guardar"))


@both
def remove(request: HttpRequest, uid: UUID, node_uid: UUID) -> HttpResponse:
    """Takes an empty level away, once asked."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    node = found_or_404(node_by_uid(version, node_uid))
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _value, refusals = attempt(
            request, lambda: remove_node(actor_of(request), version, node, reason=reason), _("El nivel quedó quitado.")
        )
        if not refusals:
            return redirect("web:plans-tree", version.uid)
    context = {
        "heading": _("Quitar el nivel «{name}»").format(name=node.name),
        "consequences": [_("Solo se puede quitar si no tiene metas ni otros niveles debajo.")],
        "form": form,
        "verb": _("Quitar el nivel"),
        "danger": True,
        "crumbs": crumbs(version),
        "cancel_href": reverse("web:plans-tree", args=[version.uid]),
    }
    return render(request, "web/plans/ask.html", context, status=422 if request.method == "POST" else 200)


def _offered(nodes: dict[str, Any], moved: Any = None) -> list[tuple[str, str]]:
    """The levels under which one may stand: never under itself."""
    return [
        (key, "\N{NO-BREAK SPACE}" * 3 * each.depth + each.name)
        for key, each in nodes.items()
        if moved is None or each.pk != moved.pk
    ]


def _placed(request: HttpRequest, version: Any, told: dict[str, Any], nodes: dict[str, Any], node: Any) -> Any:
    """Writes a level and puts it where the form says."""
    parent, place = nodes.get(told["parent"]), told["place"] or 0
    return place_node(actor_of(request), version, _data(told), parent=parent, place=place, node=node)


def _data(told: dict[str, Any]) -> NodeData:
    return NodeData(key="", kind=told["kind"], code=told["code"], name=told["name"], weight=told["weight"])


def _form_page(request: HttpRequest, version: Any, form: Any, heading: str, verb: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "verb": verb,
        "crumbs": crumbs(version, Link(heading, "")),
        "cancel_href": reverse("web:plans-tree", args=[version.uid]),
    }
    return render(request, "web/plans/form.html", context, status=422 if form.is_bound else 200)
