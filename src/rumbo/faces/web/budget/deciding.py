"""What planning decides about an execution: which projects its codes are, and that it was brought by mistake."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.budget import queries
from rumbo.apps.budget.access import may_keep
from rumbo.apps.budget.actions import settle_pairing, withdraw_version
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.budget.pages import cut_words, version_asked, way
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

NONE_OF_THESE = "ninguno"
both = require_http_methods(["GET", "POST"])


class ReasonForm(forms.Form):
    """Why a version is withdrawn."""

    reason = forms.CharField(label=__("Por qué se retira"), widget=forms.Textarea(attrs={"rows": 3}))


@both
def projects(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every project's code of an execution with the project that it is, proposed or settled."""
    version = version_asked(request, uid)
    if request.method == "POST":
        return _settle(request, version)
    known = queries.projects_to_pair(entity_id_of(request))
    options = [(NONE_OF_THESE, _("Ninguno de estos"))]
    options += [(str(each.project.uid), f"{each.code} {each.name}".strip()) for each in known]
    rows = [
        (code, [(value, label, _chosen(code, value)) for value, label in options])
        for code in queries.codes_to_pair(version)
    ]
    context = {
        "version": version,
        "crumbs": way(version, Link(_("Proyectos"), "")),
        "rows": rows,
        "left": sum(not code.settled for code, _options in rows),
        "may_keep": may_keep(actor_of(request)),
    }
    return render(request, "web/budget/projects.html", context)


def _chosen(code: Any, value: str) -> bool:
    if code.project is not None:
        return str(code.project.project.uid) == value
    return bool(code.settled and value == NONE_OF_THESE)


def _settle(request: HttpRequest, version: Any) -> HttpResponse:
    actor, entity = actor_of(request), person_of(request).entity
    if not may_keep(actor):
        raise Http404
    known = {str(each.project.uid): each.project for each in queries.projects_to_pair(entity.pk)}
    said, kind, code = (request.POST.get(name, "") for name in ("project", "kind", "code"))
    if kind not in queries.KINDS or not code or not (said in known or said == NONE_OF_THESE):
        raise Http404
    done = _("Quedó dicho de qué proyecto es {code}.").format(code=code)
    attempt(request, lambda: settle_pairing(actor, entity, kind, code, known.get(said)), done)
    return redirect("web:budget-projects", version.uid)


@both
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks, with a reason, before a version is withdrawn."""
    version = version_asked(request, uid)
    actor = actor_of(request)
    if not may_keep(actor) or hasattr(version, "withdrawal"):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("La versión quedó retirada, con su razón.")
        attempt(request, lambda: withdraw_version(actor, found_or_404(version), reason=reason), done)
        return redirect("web:budget-list")
    context = {
        "heading": _("Retirar «{name}»").format(name=cut_words(version)),
        "consequences": [
            _("Deja de usarse en los proyectos y en las revisiones."),
            _("No se borra: queda en el historial con la razón."),
        ],
        "form": form,
        "verb": _("Retirar la versión"),
        "cancel_href": reverse("web:budget-execution", args=[uid]),
        "danger": True,
    }
    return render(request, "kit/confirm.html", context, status=422 if request.method == "POST" else 200)
