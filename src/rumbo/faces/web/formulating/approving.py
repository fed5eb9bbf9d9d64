"""The act of the committee is recorded: of all that is ready, or of the components that it names."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.formulating.actions import approve_components
from rumbo.apps.formulating.queries import Component, components_of
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.bridge.programming import programme_findings
from rumbo.apps.plans.queries import matrix_rows
from rumbo.faces.web.formulating.pages import formulation_asked, only
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of
from rumbo.faces.web.versions import FIELD_OF, AdoptionForm

LOOSE = "sueltas"
FIELDS = FIELD_OF | {"formulating.no_components": "components", "formulating.units_waiting": "components"}


class ComponentsForm(AdoptionForm):
    """The act, and what it approves."""

    components = forms.MultipleChoiceField(label=__("El acto aprueba"), widget=forms.CheckboxSelectMultiple)
    field_order = ("components",)

    def __init__(self, *args: Any, components: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["components"].choices = components  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Which components the act approves, and the act."""
    found = formulation_asked(request, uid)
    only(request, "formulating.components.approve", found)
    here = reverse("web:formulating-board", args=[found.uid])
    if found.finished_at is not None:
        return redirect(here)
    standing = [each for each in components_of(found) if each.approval is None and each.targets]
    choices = [(each.key or LOOSE, name_of(each)) for each in standing]
    ready = [each.key or LOOSE for each in standing if each.ready]
    form = ComponentsForm(request.POST or None, components=choices, initial={"components": ready})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        keys = {"" if key == LOOSE else key for key in told["components"]}
        act = Act(told["kind"], told["number"], told["day"])

        def deed() -> None:
            approve_components(actor_of(request), found, keys, act, in_force_from=told["in_force_from"])

        if carried_out(request, form, deed, _("El acto quedó registrado."), FIELDS):
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Registrar el acto que aprueba {plan}").format(plan=found.plan.name),
        "consequences": [
            *_unbalanced(found),
            _("Lo aprobado rige y ya no cambia; los cambios se hacen en una versión nueva."),
            _("Los componentes que no elija siguen en formulación con lo que tienen."),
        ],
        "verb": _("Registrar el acto"),
        "cancel_href": here,
        "crumbs": crumbs(found, further=_("Acto")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)


def _unbalanced(formulation: Any) -> list[str]:
    """How many targets have a programme that does not agree with their year."""
    rows = list(matrix_rows(formulation.version))
    if not (count := len(programme_findings(rows, formulation.plan))):
        return []
    words = ngettext(
        "{n} meta tiene una programación que no cuadra; está en la revisión del plan.",
        "{n} metas tienen una programación que no cuadra; están en la revisión del plan.",
        count,
    )
    return [words.format(n=count)]


def name_of(component: Component) -> str:
    """What a component is called, with what it waits for."""
    name = component.name or _("Metas que no cuelgan de ningún nivel")
    if component.waiting:
        units = "; ".join(component.waiting)
        return _("{name} (falta recibir: {units})").format(name=name, units=units)
    return name
