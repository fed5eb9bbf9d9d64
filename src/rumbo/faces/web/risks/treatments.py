"""What is done with a risk of a draft: the option, and the actions of its plan."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.people.queries import units_of
from rumbo.apps.risks.actions import choose_option, remove_treatment, write_treatment
from rumbo.apps.risks.queries import treatment_by_uid
from rumbo.faces.web.risks.editions import edition
from rumbo.faces.web.risks.forms import OptionForm, TreatmentForm
from rumbo.faces.web.risks.pages import about_risk, writable
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404

both = require_http_methods(["GET", "POST"])


@both
def option(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Whether the risk is reduced, shared, accepted or avoided."""
    row = writable(request, uid)
    start = {"option": row.option}
    form = OptionForm(request.POST or None, edition=edition(row.method), risk_class=row.risk_class, initial=start)
    return about_risk(
        request,
        row,
        form,
        lambda told: choose_option(actor_of(request), row, told["option"]),
        done=_("El tratamiento quedó decidido."),
        heading=_("Decidir el tratamiento"),
        verb=_("Guardar"),
    )


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new action of the plan."""
    row = writable(request, uid)
    form = _form(request, {"unit": str(row.unit.uid)})
    return about_risk(
        request,
        row,
        form,
        lambda told: write_treatment(actor_of(request), row, form.data_told(), unit=told["unit"]),
        done=_("La acción quedó en el plan de tratamiento."),
        heading=_("Agregar una acción de tratamiento"),
        verb=_("Agregar la acción"),
    )


@both
def edit(request: HttpRequest, uid: UUID, treatment: UUID) -> HttpResponse:
    """Another wording of an action."""
    row = writable(request, uid)
    found = found_or_404(treatment_by_uid(row, treatment))
    start = {name: getattr(found, name) for name in ("action", "start", "end", "evidence")}
    unsaid = [name for name in ("start", "end") if start[name] is None]
    form = _form(request, start | {"unit": str(found.unit.uid)}, unsaid)
    return about_risk(
        request,
        row,
        form,
        lambda told: write_treatment(actor_of(request), row, form.data_told(), unit=told["unit"], treatment=found),
        done=_("La acción quedó guardada."),
        heading=_("Editar la acción de tratamiento"),
        verb=_("Guardar"),
    )


@both
def remove(request: HttpRequest, uid: UUID, treatment: UUID) -> HttpResponse:
    """Takes an action out of the plan."""
    row = writable(request, uid)
    found = found_or_404(treatment_by_uid(row, treatment))
    return about_risk(
        request,
        row,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda told: remove_treatment(actor_of(request), row, found),
        done=_("La acción se quitó del plan."),
        heading=_("Quitar la acción de tratamiento"),
        lead=found.action,
        verb=_("Quitar la acción"),
        danger=True,
    )


def _form(request: HttpRequest, start: dict[str, Any], unsaid: Collection[str] = ()) -> TreatmentForm:
    units = units_of(entity_id_of(request), timezone.localdate())
    return TreatmentForm(request.POST or None, units=units, unsaid=unsaid, initial=start)
