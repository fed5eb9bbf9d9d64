"""Planning passes targets of a unit that are being formulated to another one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.formulating.actions import pass_targets
from rumbo.apps.formulating.queries import approved_nodes, placements_of
from rumbo.apps.people.queries import heirs_on, units_of
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of

FIELD_OF = {
    "formulating.reason_missing": "reason",
    "formulating.pass_without_targets": "targets",
    "formulating.pass_to_unit_not_in_force": "unit",
    "formulating.pass_to_part_handed_in": "unit",
}


class PassForm(forms.Form):
    """To which unit, which targets, and why; `edit` is the part as it was seen."""

    unit = forms.ChoiceField(label=__("Dependencia que las formula y las va a reportar"))
    targets = forms.MultipleChoiceField(label=__("Metas que pasan"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=__("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    edit = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: dict[str, Any], targets: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        named = [("", "—"), *((uid, unit.name) for uid, unit in units.items())]
        numbered = [(uid, f"{row.number}. {row.revision.statement}") for uid, row in targets.items()]
        self.fields["unit"].choices = named  # type: ignore[attr-defined]
        self.fields["targets"].choices = numbered  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Which targets pass to which unit; that which answers for one that is no more is proposed."""
    part = part_asked(request, uid)
    only(request, "formulating.part.pass", part)
    here = reverse("web:formulating-board", args=[part.formulation.uid])
    if part.state == "passed" or part.formulation.finished_at is not None:
        return redirect(here)
    today = today_in(part.entity_id)
    units = {str(each.uid): each for each in units_of(part.entity_id, today) if each.pk != part.unit_id}
    approved = approved_nodes(part.formulation)
    targets = {str(row.uid): row for row in placements_of(part) if row.node_id not in approved}
    heir = heirs_on(part.entity_id, today).get(part.unit_id)
    initial = {
        "unit": next((key for key, each in units.items() if each.pk == heir), ""),
        "targets": list(targets),
        "edit": part.edit,
    }
    form = PassForm(request.POST or None, units=units, targets=targets, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        unit, rows = units[told["unit"]], [targets[key] for key in told["targets"]]

        def act() -> None:
            pass_targets(actor_of(request), part, told["edit"], unit, rows, reason=told["reason"])

        done = _("Las metas elegidas las formula ahora «{unit}».").format(unit=unit.name)
        if carried_out(request, form, act, done, FIELD_OF):
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Pasar metas a otra dependencia"),
        "over": part.formulation.plan.name,
        "lead": part.unit.name,
        "consequences": [
            _("Si pasan todas y la otra dependencia no formula este plan, pasan con su estado y sus firmas."),
            _("Si la otra ya lo formula, se suman a sus metas y ella las envía con las suyas."),
        ],
        "verb": _("Pasar las metas"),
        "cancel_href": here,
        "crumbs": crumbs(part.formulation, part, _("Pasar metas")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)
