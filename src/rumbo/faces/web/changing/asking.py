"""A unit asks for a change of a target in force: it chooses what, and says why."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.changing import queries
from rumbo.apps.changing.access import may
from rumbo.apps.changing.actions import ask_change
from rumbo.apps.changing.bridge import ChangeData
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.followup.queries import entries_of, report_by_uid
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.queries import nodes_of, version_by_uid
from rumbo.faces.web.changing import forms
from rumbo.faces.web.changing.one import One, units_offered
from rumbo.faces.web.changing.words import KINDS, LABELS, crumbs
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

FIELDS = ("statement", "quantity", "programme", "milestones", "start", "end", "unit", "weight", "indicator",
          "measure_unit", "baseline", "annualization", "programme_basis", "report_kind", "periodicity",
          "expected_evidence", "funding", "funding_source", "expense_type", "alignments")  # fmt: skip
WHOLE = ("cancel", "suspend", "move")
TOLD = 600
"""So many letters of a narrative are taken over as the reason, to be written further."""
both = require_http_methods(["GET", "POST"])


@require_safe
def choose(request: HttpRequest, target: UUID) -> HttpResponse:
    """What may be asked of a target."""
    placement = _placement(request, target)
    context = {
        "placement": placement,
        "whole": [(_address(target, key), KINDS[key]) for key in WHOLE],
        "fields": [(_address(target, key), LABELS[key]) for key in FIELDS],
        "crumbs": crumbs((_("Pedir un cambio"), "")),
    }
    return render(request, "web/changing/choose.html", context)


@both
def ask(request: HttpRequest, target: UUID, what: str) -> HttpResponse:
    """Asks for one thing, with its reason."""
    placement = _placement(request, target)
    if what not in (*FIELDS, *WHOLE):
        raise Http404
    one = One(entity_id_of(request), placement, what)
    form = one.form(request)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = one.asked(form)
            made, _refusals = attempt(request, lambda: _sent(request, placement, asked, form), _sent_words())
            if made is not None:
                return redirect("web:changing-request", made.uid)
    kind = KINDS.get(what) or KINDS["edit"]
    context = {
        "placement": placement,
        "form": form,
        "heading": str(kind) if what in WHOLE else f"{kind}: {LABELS[what]}",
        "now": one.now(),
        "crumbs": crumbs((_("Pedir un cambio"), reverse("web:changing-choose", args=[target])), (str(kind), "")),
    }
    return render(request, "web/changing/ask.html", context, status=status)


@require_safe
def from_report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """From a report that says its target will not be done, one step leads to asking that it be cancelled, with its day
    and what the report says; whoever may not ask reads the report."""
    actor = actor_of(request)
    found: Any = found_or_404(report_by_uid(actor, str(uid)))
    placement = queries.placement_in_force(entity_id_of(request), found.target.uid)
    if placement is None or not may(actor, "changing.request.ask", placement.version):
        return redirect("web:followup-report", uid)
    entries = entries_of(found)
    told = {
        "desde": found.period.first_day.isoformat(),
        "motivo": entries[0].narrative[:TOLD] if entries else "",
    }
    return redirect(f"{_address(found.target.uid, 'cancel')}?{urlencode(told)}")


@both
def add(request: HttpRequest, version: UUID) -> HttpResponse:
    """Asks for a new target in a version in force."""
    found = found_or_404(version_by_uid(entity_id_of(request), str(version)))
    if found.state != "approved" or not may(actor_of(request), "changing.request.ask", found):
        raise Http404
    units, nodes = units_offered(entity_id_of(request)), [(str(node.pk), node.name) for node in nodes_of(found)]
    form = forms.AddForm(request.POST or None, request.FILES or None, units=units, nodes=nodes)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        names = ("statement", "indicator", "measure_unit", "quantity", "start", "end", "node", "expected_evidence")
        target = TargetData(number="", units=(int(told["unit"]),), **{name: told[name] for name in names})
        asked = ChangeData("add", told["reason"], value=target, new_text=told["statement"])  # type: ignore[arg-type]
        made, _refusals = attempt(request, lambda: _sent(request, None, asked, form, found), _sent_words())
        if made is not None:
            return redirect("web:changing-request", made.uid)
    context = {"form": form, "heading": str(KINDS["add"]), "version": found, "crumbs": crumbs((_("Nueva meta"), ""))}
    return render(request, "web/changing/ask.html", context, status=422 if form.is_bound else 200)


def _sent(request: HttpRequest, placement: Any, asked: ChangeData, form: Any, version: Any = None) -> Any:
    actor, annex = actor_of(request), form.cleaned_data.get("annex")
    kept = store_file(actor, person_of(request).entity, annex.name, annex.file) if annex else None
    return ask_change(actor, version or placement.version, asked, placement=placement, annex=kept)


def _sent_words() -> str:
    return _("La solicitud quedó firmada y enviada a la oficina de planeación.")


def _placement(request: HttpRequest, target: UUID) -> Any:
    found: Any = found_or_404(queries.placement_in_force(entity_id_of(request), target))
    if not may(actor_of(request), "changing.request.ask", found.version):
        raise Http404
    return found


def _address(target: UUID, what: str) -> str:
    return reverse("web:changing-ask", args=[target, what])
