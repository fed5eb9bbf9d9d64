"""The controls of a risk of a draft: a page for a new one, for one that stands there, and to take one away."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.risks.actions import remove_control, write_control
from rumbo.apps.risks.actions.controls import UNSAID
from rumbo.apps.risks.bridge import control_data
from rumbo.apps.risks.queries import control_by_uid
from rumbo.faces.web.risks.editions import edition
from rumbo.faces.web.risks.forms import ControlForm, control_start
from rumbo.faces.web.risks.pages import about_risk, writable
from rumbo.faces.web.session import actor_of, found_or_404

both = require_http_methods(["GET", "POST"])


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new control, the last to act."""
    row = writable(request, uid)
    form = ControlForm(request.POST or None, edition=edition(row.method))
    return about_risk(
        request,
        row,
        form,
        lambda told: write_control(actor_of(request), row, form.data_told()),
        done=_("El control quedó registrado y el riesgo se valoró de nuevo."),
        heading=_("Agregar un control"),
        verb=_("Agregar el control"),
    )


@both
def edit(request: HttpRequest, uid: UUID, control: UUID) -> HttpResponse:
    """Another wording of a control."""
    row = writable(request, uid)
    found = found_or_404(control_by_uid(row, control))
    said = control_data(found)
    unsaid = [name for name in UNSAID if not getattr(said, name)]
    form = ControlForm(request.POST or None, edition=edition(row.method), unsaid=unsaid, initial=control_start(said))
    return about_risk(
        request,
        row,
        form,
        lambda told: write_control(actor_of(request), row, form.data_told(), control=found),
        done=_("El control quedó guardado y el riesgo se valoró de nuevo."),
        heading=_("Editar el control"),
        verb=_("Guardar"),
    )


@both
def remove(request: HttpRequest, uid: UUID, control: UUID) -> HttpResponse:
    """Takes a control away."""
    row = writable(request, uid)
    found = found_or_404(control_by_uid(row, control))
    return about_risk(
        request,
        row,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda told: remove_control(actor_of(request), row, found),
        done=_("El control se quitó y el riesgo se valoró de nuevo."),
        heading=_("Quitar el control {number}").format(number=found.ordinal),
        verb=_("Quitar el control"),
        consequences=[_("El riesgo residual se calcula otra vez sin él.")],
        danger=True,
    )
