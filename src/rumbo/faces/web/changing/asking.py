"""A unit asks for a change of a target in force: it chooses what, and says why."""

from typing import Any
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
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge import TargetData, target_data
from rumbo.apps.plans.queries import nodes_of, version_by_uid
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.changing import forms
from rumbo.faces.web.changing.words import KINDS, LABELS, crumbs
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of
from rumbo.faces.web.words import period_words

FIELDS = ("statement", "quantity", "programme", "start", "end", "unit", "weight", "indicator", "measure_unit",
          "baseline", "annualization", "report_kind", "expected_evidence")  # fmt: skip
WHOLE = ("cancel", "suspend", "move")
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
    (data,) = target_data([placement])
    form = _form(request, placement, data, what)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = _asked(what, form, data, placement)
            made, _refusals = attempt(request, lambda: _sent(request, placement, asked, form), _sent_words())
            if made is not None:
                return redirect("web:changing-request", made.uid)
    kind = KINDS.get(what) or KINDS["edit"]
    context = {
        "placement": placement,
        "form": form,
        "heading": str(kind) if what in WHOLE else f"{kind}: {LABELS[what]}",
        "now": "" if what in (*WHOLE[:2], "programme") else old_text(what, data, placement),
        "crumbs": crumbs((_("Pedir un cambio"), reverse("web:changing-choose", args=[target])), (str(kind), "")),
    }
    return render(request, "web/changing/ask.html", context, status=status)


@both
def add(request: HttpRequest, version: UUID) -> HttpResponse:
    """Asks for a new target in a version in force."""
    found = found_or_404(version_by_uid(entity_id_of(request), str(version)))
    if found.state != "approved" or not may(actor_of(request), "changing.request.ask", found):
        raise Http404
    units, nodes = _units(request), [(str(node.pk), node.name) for node in nodes_of(found)]
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


def _form(request: HttpRequest, placement: Any, data: TargetData, what: str) -> Any:
    sent: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    told = request.GET
    initial: dict[str, Any] = {"reason": told.get("motivo", "")[:4000], "since": told.get("desde", "")[:10]}
    if what == "cancel":
        return forms.CancelForm(sent[0], sent[1], initial=initial)
    if what == "suspend":
        return forms.SuspendForm(sent[0], sent[1], initial=initial)
    if what == "programme":
        periods = queries.periods_by_key(data.programme)
        rows = [(each.pk, period_words(each), data.programme[each.pk]) for each in periods]
        return forms.ProgrammeForm(*sent, periods=rows, initial=initial)
    choices: list[tuple[str, str]] = []
    if what == "unit":
        choices, initial["value"] = _units(request), str(data.reporting_unit or "")
    elif what == "move":
        choices = [(str(node.pk), node.name) for node in nodes_of(placement.version)]
        initial["value"] = data.node
    else:
        initial["value"] = getattr(data, what)
    return forms.EditForm(*sent, field=what, choices=choices, initial=initial)


def _asked(what: str, form: Any, data: TargetData, placement: Any) -> ChangeData:
    told = form.cleaned_data
    if what in ("cancel", "suspend"):
        return ChangeData(what, told["reason"], since=told["since"], until=told.get("until"))  # type: ignore[arg-type]
    if what == "programme":
        value: Any = form.value()
        old = "; ".join(f"{name}: {_amount(amount)}" for key, name, amount in form.periods if key in value)
        new = "; ".join(f"{name}: {_amount(value[key])}" for key, name, _old in form.periods if key in value)
        return ChangeData("edit", told["reason"], what, value, old, new)  # type: ignore[arg-type]
    value = told["value"]
    listed = dict(getattr(form.fields["value"], "choices", ()))
    new = str(listed.get(value, "")) if listed else _words(value)
    if what == "unit":
        value = int(value)
    kind, field = ("move", "") if what == "move" else ("edit", what)
    old = old_text(what, data, placement, listed)
    return ChangeData(kind, told["reason"], field, value, old, new)  # type: ignore[arg-type]


def old_text(what: str, data: TargetData, placement: Any, listed: Any = None) -> str:
    """What a target says now, as a person reads it."""
    if what == "move":
        return placement.node.name if placement.node else ""
    if what == "unit":
        return str((listed or {}).get(str(data.reporting_unit), ""))
    if what in forms.CHOICES:
        return str(forms.CHOICES[what].get(getattr(data, what), ""))
    return _words(getattr(data, what))


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if hasattr(value, "units"):
        return written_quantity(value)
    return written_day(value) if hasattr(value, "isoformat") else str(value)


def _amount(amount: Any) -> str:
    return written_quantity(amount) if amount is not None else _("no programado")


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(unit.pk), unit.name) for unit in units_of(entity_id_of(request)).order_by("name")]


def _address(target: UUID, what: str) -> str:
    return reverse("web:changing-ask", args=[target, what])
