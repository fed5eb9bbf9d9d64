"""A plan begins; its versions are proposed, returned, approved, and followed by the next. Each asks before it does."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.changing.queries import weaker_between
from rumbo.apps.plans.actions import (
    approve_version,
    continue_version,
    create_plan,
    draft_version,
    propose_version,
    return_version,
)
from rumbo.apps.plans.queries import plan_by_uid, version_changes, version_in_force
from rumbo.faces.web.deciding import Decided, decide
from rumbo.faces.web.plans.forms import PlanForm
from rumbo.faces.web.plans.pages import crumbs, version_asked, version_name
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, may, person_of
from rumbo.faces.web.versions import FIELD_OF, TOO_LATE, decisions_on_versions

KIND = "action_plan_matrix"
VERSION = Decided(
    name=version_name,
    address=lambda version: reverse("web:plans-version", args=[version.uid]),
    way=crumbs,
    too_late=TOO_LATE,
    fields=FIELD_OF,
)
DECISIONS = decisions_on_versions(
    "plans", propose=propose_version, approve=approve_version, give_back=return_version, proceed=continue_version
)
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
    before = found_or_404(version_in_force(found_or_404(plan_by_uid(entity_id_of(request), str(uid)))))
    return decide(request, before, DECISIONS.proceed, VERSION)


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A draft becomes a proposal."""
    return decide(request, version_asked(request, uid), DECISIONS.propose, VERSION)


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is adopted by its act."""
    found = version_asked(request, uid)
    return decide(request, found, replace(DECISIONS.approve, consequences=_pointed_out(found)), VERSION)


def _pointed_out(version: Any) -> tuple[Any, ...]:
    """What a proposal brings, and in how many targets it promises less than what is in force."""
    before = version_in_force(version.plan)
    weaker = weaker_between(before, version, version_changes(before, version)) if before else {}
    told = ngettext(
        "En {n} acción se promete menos que en la versión {label}: mírela en «Qué cambió» antes de decidir.",
        "En {n} acciones se promete menos que en la versión {label}: mírelas en «Qué cambió» antes de decidir.",
        len(weaker),
    )
    more = (told.format(n=len(weaker), label=before.label or before.number),) if before and weaker else ()
    return (*DECISIONS.approve.consequences, *more)


@both
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal goes back with a remark."""
    return decide(request, version_asked(request, uid), DECISIONS.give_back, VERSION)
