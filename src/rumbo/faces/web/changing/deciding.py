"""The act of the committee is entered: what it decided of each request, and the version that comes of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.changing import queries
from rumbo.apps.changing.access import may
from rumbo.apps.changing.actions import Decided, decide_changes
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.queries import version_by_uid
from rumbo.faces.web.changing.forms import ActForm
from rumbo.faces.web.changing.words import ANSWERS, crumbs, name_of, what_asked
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

NOTHING_MADE = object()


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, version: UUID) -> HttpResponse:
    """Asks what the act decided of each request that has its opinion; the approved ones become the next version."""
    found: Any = found_or_404(version_by_uid(entity_id_of(request), str(version)))
    if not may(actor_of(request), "changing.version.decide", found):
        raise Http404
    requests = queries.requests_to_decide(found)
    form = ActForm(request.POST or None, request.FILES or None, requests=requests)
    if request.method == "POST" and form.is_valid():
        done = _("El acto quedó registrado.")
        made, refusals = attempt(request, lambda: _decided(request, found, requests, form.cleaned_data), done)
        if not refusals:
            return redirect("web:plans-changes", made.uid) if made else redirect("web:changing-list")
    rows = [_row(form, each) for each in requests]
    context = {"version": found, "form": form, "rows": rows, "crumbs": crumbs((_("Registrar el acto"), ""))}
    return render(request, "web/changing/decide.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, version: Any, requests: list[Any], told: dict[str, Any]) -> Any:
    actor, sent = actor_of(request), told.get("document")
    document = store_file(actor, person_of(request).entity, sent.name, sent.file) if sent else None
    decisions = {
        each: Decided(told[f"d_{each.uid}"] == "yes", told[f"t_{each.uid}"], told[f"e_{each.uid}"] or 0)
        for each in requests
        if told[f"d_{each.uid}"]
    }
    act = Act(told["kind"], told["number"], told["day"])
    return decide_changes(actor, version, decisions, act, document=document)


def _row(form: ActForm, each: Any) -> dict[str, Any]:
    opinions = [step for step in each.steps.all() if step.kind == "opinion"]
    return {
        "request": each,
        "what": what_asked(each),
        "name": name_of(each),
        "opinion": [(step, ANSWERS[step.kind, step.favourable]) for step in opinions],
        "weakened": queries.pointed_out(each),
        "fields": [form[f"{prefix}_{each.uid}"] for prefix in "dte"],
    }
