"""The formulations of the entity, the board of one (units × states), and the days of a unit."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.formulating.actions import change_window
from rumbo.apps.formulating.queries import (
    board_of,
    components_of,
    formulation_of_plan,
    formulations_of,
    parts_to_write,
    proposals_of,
)
from rumbo.domain.formulating.windows import PASSED, WRITABLE
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.followup.bulk import buttons_for
from rumbo.faces.web.formulating.pages import formulation_asked, only, part_asked
from rumbo.faces.web.formulating.proposing import proposed
from rumbo.faces.web.formulating.words import STATES, crumbs
from rumbo.faces.web.people.forms import carried_out, day_field
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, worded

FIELD_OF = {"formulating.days_out_of_order": "until", "formulating.reason_missing": "reason"}


class WindowForm(forms.Form):
    """From when and until when a unit writes, and why its days are others."""

    opens_on = day_field(__("Desde"))
    until = day_field(__("Hasta"), help_text=__("Ese día cuenta completo."))
    reason = forms.CharField(label=__("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The formulations of the entity, and what this person has to write."""
    actor = actor_of(request)
    context = {
        "crumbs": crumbs(),
        "formulations": list(formulations_of(entity_id_of(request))),
        "parts": [(each.part, *STATES[each.part.state]) for each in parts_to_write(actor)],
        "may_open": may(request, "formulating.formulation.open"),
    }
    return render(request, "web/formulating/list.html", context)


@require_safe
def of_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """From a version of a plan to the board of its formulation."""
    found = found_or_404(formulation_of_plan(entity_id_of(request), uid))
    return redirect("web:formulating-board", found.uid)


@require_safe
def board(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where each unit is, what an act may approve, and what acts approved."""
    found = formulation_asked(request, uid)
    rows = board_of(found)
    counted = Counter(row.part.state for row in rows)
    finished = found.finished_at is not None
    approvals = list(found.approvals.select_related("version"))
    states = {row.part.unit_id: row.part.state for row in rows}
    components = [] if finished else components_of(found, approvals, states)
    wanted = request.GET.get("estado", "")
    shown = [row for row in rows if row.part.state == wanted] if wanted in STATES else rows
    context = {
        "formulation": found,
        "crumbs": crumbs(found),
        "tiles": [
            Fact(str(word), counted[state], href=f"?estado={state}")
            for state, (_tone, word) in STATES.items()
            if counted[state] or state != PASSED
        ],
        "rows": [(row, *STATES[row.part.state], worded([row.lock])[0] if row.lock else None) for row in shown],
        "ended": [row.part for row in rows if row.ended and row.part.state != PASSED and not finished],
        "owing": sum(row.part.state in WRITABLE for row in shown),
        "buttons": [] if finished else buttons_for(actor_of(request), "parts"),
        "back": request.get_full_path(),
        "writable": WRITABLE,
        "wanted": wanted if wanted in STATES else "",
        "components": components,
        "proposals": proposed(proposals_of(found)),
        "may_answer_levels": not finished and may(request, "formulating.level.answer"),
        "approvals": approvals,
        "may_window": not finished and may(request, "formulating.window.change", found),
        "may_approve": not finished
        and any(each.ready for each in components)
        and may(request, "formulating.components.approve", found),
        "may_write": not finished and may(request, "plans.target.write", found.version),
    }
    return render(request, "web/formulating/board.html", context)


@require_http_methods(["GET", "POST"])
def window(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Other days for one unit, with why."""
    part = part_asked(request, uid)
    only(request, "formulating.window.change", part)
    here = reverse("web:formulating-board", args=[part.formulation.uid])
    initial = {"opens_on": part.opens_on, "until": part.until, "reason": part.window_reason}
    form = WindowForm(request.POST or None, initial=initial)
    if form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        done = _("El plazo de la dependencia cambió; ya lo ve en su pantalla.")
        if carried_out(request, form, lambda: change_window(actor_of(request), part, **told), done, FIELD_OF):
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Cambiar el plazo de una dependencia"),
        "over": part.formulation.plan.name,
        "lead": part.unit.name,
        "verb": _("Cambiar el plazo"),
        "cancel_href": here,
        "crumbs": crumbs(part.formulation, part, _("Plazo")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
