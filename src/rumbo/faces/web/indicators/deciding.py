"""The review of a sheet: proposing, approving, returning, and beginning its next revision. Each asks before it does."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.indicators.actions import approve_sheet, continue_sheet, propose_sheet, return_sheet
from rumbo.faces.web.deciding import Decided, Decision, decide
from rumbo.faces.web.indicators.pages import sheet_asked, sheet_way
from rumbo.faces.web.versions import EDITABLE, RemarkForm, asked

SHEET = Decided(
    name=lambda row: row.name,
    address=lambda row: reverse("web:indicators-sheet", args=[row.uid]),
    way=sheet_way,
    too_late={
        "draft": _("Esta hoja todavía no se ha propuesto."),
        "returned": _("Esta hoja ya fue devuelta; se decide sobre ella cuando se vuelva a proponer."),
        "proposed": _("Esta hoja ya está propuesta y espera aprobación."),
        "approved": _("Esta hoja ya está aprobada; los cambios se hacen en una revisión nueva."),
    },
)
PROPOSE = Decision(
    "indicators.sheet.propose",
    EDITABLE,
    _("Proponer la hoja"),
    _("Proponer la hoja de «{name}»"),
    _("La hoja quedó propuesta."),
    lambda actor, row, form: propose_sheet(actor, row),
    (
        _("Mientras esté propuesta nadie puede cambiarla."),
        _("La oficina de planeación la aprueba o la devuelve con una observación."),
    ),
)
APPROVE = Decision(
    "indicators.sheet.approve",
    ("proposed",),
    _("Aprobar la hoja"),
    _("Aprobar la hoja de «{name}»"),
    _("La hoja quedó aprobada."),
    lambda actor, row, form: approve_sheet(actor, row),
    (_("Desde ahora no puede cambiar; los cambios se hacen en una revisión nueva."),),
)
RETURN = Decision(
    "indicators.sheet.return",
    ("proposed",),
    _("Devolver la hoja"),
    _("Devolver la hoja de «{name}»"),
    _("La hoja quedó devuelta con su observación."),
    lambda actor, row, form: return_sheet(actor, row, reason=form.cleaned_data["reason"]),
    (_("La dependencia verá la observación y podrá volver a proponerla."),),
    asked(RemarkForm),
)
CONTINUE = Decision(
    "indicators.sheet.continue",
    ("approved",),
    _("Empezar la revisión"),
    _("Empezar la revisión siguiente de «{name}»"),
    _("Empezó la revisión siguiente. Cambie lo que haga falta y propóngala."),
    lambda actor, row, form: continue_sheet(actor, row),
    (_("La hoja aprobada sigue rigiendo hasta que se apruebe la nueva."),),
)
both = require_http_methods(["GET", "POST"])


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A draft becomes a proposal."""
    return decide(request, sheet_asked(request, uid), PROPOSE, SHEET)


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is in force."""
    return decide(request, sheet_asked(request, uid), APPROVE, SHEET)


@both
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal goes back with a remark."""
    return decide(request, sheet_asked(request, uid), RETURN, SHEET)


@both
def proceed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The next revision begins as a copy."""
    return decide(request, sheet_asked(request, uid), CONTINUE, SHEET)
