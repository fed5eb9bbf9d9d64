"""Decisions on versions: begin one, propose it, return it, approve it. Each asks before it does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    continue_version,
    create_plan,
    draft_version,
    propose_version,
    return_version,
)
from rumbo.apps.plans.queries import plan_by_uid, version_in_force
from rumbo.faces.web.plans.forms import ActForm, NextVersionForm, PlanForm, ReasonForm
from rumbo.faces.web.plans.pages import EDITABLE, crumbs, may, version_asked, version_name
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

KIND = "action_plan_matrix"
# The states in which each decision can be taken; in any other the page of the version says how it stands.
ASKED_OF = {
    "plans.version.propose": EDITABLE,
    "plans.version.approve": ("proposed",),
    "plans.version.return": ("proposed",),
    "plans.version.continue": ("approved",),
}
_TOO_LATE: dict[str, Promise] = {
    "draft": __("Esta versión todavía no se ha propuesto."),
    "returned": __("Esta versión ya fue devuelta; se decide sobre ella cuando se vuelva a proponer."),
    "proposed": __("Esta versión ya está propuesta y espera aprobación."),
    "approved": __("Esta versión ya está aprobada y rige; nada de ella puede cambiar."),
    "superseded": __("Esta versión ya no rige: otra la reemplazó."),
}
both = require_http_methods(["GET", "POST"])


@both
def create(request: HttpRequest) -> HttpResponse:
    """A plan that begins by hand, with an empty first draft."""
    if not may(request, "plans.plan.create", None):
        raise Http404
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data

        def begin() -> Any:
            actor = actor_of(request)
            plan = create_plan(actor, person_of(request).entity, told["name"], KIND, fiscal_year=told["fiscal_year"])
            return draft_version(actor, plan, objective=told["objective"])

        version, _refusals = attempt(request, begin, _("El plan quedó creado. Escriba sus niveles y sus metas."))
        if version is not None:
            return redirect("web:plans-version", version.uid)
    context = {"form": form, "cancel_href": reverse("web:plans-list")}
    return render(request, "web/plans/create.html", context, status=422 if form.is_bound else 200)


@both
def next_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The next version begins as a copy of the one in force."""
    plan = found_or_404(plan_by_uid(entity_id_of(request), str(uid)))
    before = found_or_404(version_in_force(plan))
    form = NextVersionForm(request.POST or None)
    return _ask(
        request,
        before,
        "plans.version.continue",
        form,
        lambda told: continue_version(actor_of(request), before, label=told["label"]),
        done=_("Empezó la versión siguiente. Cambie lo que haga falta y propóngala."),
        heading=_("Empezar la versión siguiente de «{plan}»").format(plan=plan.name),
        consequences=[
            _("Se copia todo lo que rige: sus niveles, sus metas y sus articulaciones."),
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
        "plans.version.propose",
        None,
        lambda told: propose_version(actor_of(request), version),
        done=_("La versión quedó propuesta."),
        heading=_("Proponer {version}").format(version=version_name(version)),
        consequences=[
            _("Mientras esté propuesta nadie puede cambiar sus metas."),
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
        "plans.version.approve",
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
        "plans.version.return",
        ReasonForm(request.POST or None),
        lambda told: return_version(actor_of(request), version, reason=told["reason"]),
        done=_("La versión quedó devuelta con su observación."),
        heading=_("Devolver {version}").format(version=version_name(version)),
        consequences=[_("La oficina de planeación verá la observación y podrá volver a proponerla.")],
        verb=_("Devolver la versión"),
    )


def _ask(
    request: HttpRequest,
    version: Any,
    right: str,
    form: Any,
    deed: Any,
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """The page that asks, and the deed once it was confirmed."""
    if not may(request, right, version):
        raise Http404
    if version.state not in ASKED_OF[right]:
        messages.info(request, str(_TOO_LATE[version.state]))
        return redirect("web:plans-version", version.uid)
    refusals: list[Any] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        told = form.cleaned_data if form is not None else {}
        after, refusals = attempt(request, lambda: deed(told), done)
        if not refusals:
            return redirect("web:plans-version", after.uid)
    context = {
        "form": form,
        "crumbs": crumbs(version),
        "cancel_href": reverse("web:plans-version", args=[version.uid]),
        **page,
    }
    return render(request, "web/plans/ask.html", context, status=422 if request.method == "POST" else 200)
