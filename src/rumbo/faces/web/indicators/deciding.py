"""The review of a sheet: proposing, approving, returning, and beginning its next revision."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators.actions import approve_sheet, continue_sheet, propose_sheet, return_sheet
from rumbo.faces.web.indicators.pages import may, sheet_asked, sheet_way
from rumbo.faces.web.people.forms import ReasonForm
from rumbo.faces.web.session import actor_of, attempt

both = require_http_methods(["GET", "POST"])


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A draft becomes a proposal."""
    row = sheet_asked(request, uid)
    return _ask(
        request,
        row,
        "indicators.sheet.propose",
        None,
        lambda told: propose_sheet(actor_of(request), row),
        done=_("La hoja quedó propuesta."),
        heading=_("Proponer la hoja de «{name}»").format(name=row.name),
        consequences=[
            _("Mientras esté propuesta nadie puede cambiarla."),
            _("La oficina de planeación la aprueba o la devuelve con una observación."),
        ],
        verb=_("Proponer la hoja"),
    )


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is in force."""
    row = sheet_asked(request, uid)
    return _ask(
        request,
        row,
        "indicators.sheet.approve",
        None,
        lambda told: approve_sheet(actor_of(request), row),
        done=_("La hoja quedó aprobada."),
        heading=_("Aprobar la hoja de «{name}»").format(name=row.name),
        consequences=[_("Desde ahora no puede cambiar; los cambios se hacen en una revisión nueva.")],
        verb=_("Aprobar la hoja"),
    )


@both
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal goes back with a remark."""
    row = sheet_asked(request, uid)
    return _ask(
        request,
        row,
        "indicators.sheet.return",
        ReasonForm(request.POST or None),
        lambda told: return_sheet(actor_of(request), row, reason=told["reason"]),
        done=_("La hoja quedó devuelta con su observación."),
        heading=_("Devolver la hoja de «{name}»").format(name=row.name),
        consequences=[_("La dependencia verá la observación y podrá volver a proponerla.")],
        verb=_("Devolver la hoja"),
    )


@both
def proceed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The next revision begins as a copy."""
    row = sheet_asked(request, uid)
    return _ask(
        request,
        row,
        "indicators.sheet.continue",
        None,
        lambda told: continue_sheet(actor_of(request), row),
        done=_("Empezó la revisión siguiente. Cambie lo que haga falta y propóngala."),
        heading=_("Empezar la revisión siguiente de «{name}»").format(name=row.name),
        consequences=[_("La hoja aprobada sigue rigiendo hasta que se apruebe la nueva.")],
        verb=_("Empezar la revisión"),
    )


def _ask(request: HttpRequest, row: Any, right: str, form: Any, deed: Any, *, done: str, **page: Any) -> HttpResponse:
    """The page that asks, and the deed once it was confirmed."""
    if not may(request, right, row):
        raise Http404
    if request.method == "POST" and (form is None or form.is_valid()):
        told = form.cleaned_data if form is not None else {}
        after, refusals = attempt(request, lambda: deed(told), done)
        if not refusals:
            return redirect("web:indicators-sheet", after.uid)
    context = {
        "form": form,
        "crumbs": sheet_way(row),
        "cancel_href": reverse("web:indicators-sheet", args=[row.uid]),
        **page,
    }
    return render(request, "web/plans/ask.html", context, status=422 if request.method == "POST" else 200)
