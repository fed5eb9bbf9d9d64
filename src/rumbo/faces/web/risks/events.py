"""That a risk came true: told, and withdrawn where it was told by mistake. Also of maps that were approved long ago."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.risks.access import tells_for
from rumbo.apps.risks.actions import Happened, tell_materialization, withdraw_materialization
from rumbo.apps.risks.queries import materialization_by_uid
from rumbo.faces.web.risks.forms import EventForm
from rumbo.faces.web.risks.pages import about_risk, risk_asked
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may
from rumbo.faces.web.versions import RemarkForm

both = require_http_methods(["GET", "POST"])


def can_tell(request: HttpRequest, row: Any) -> bool:
    """Whether this person tells what came true of a risk."""
    return may(request, "risks.event.tell", row.risk) and tells_for(actor_of(request), row.unit_id)


@both
def tell(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A risk came true."""
    row = risk_asked(request, uid)
    if not can_tell(request, row):
        raise Http404
    form = EventForm(request.POST or None)
    return about_risk(
        request,
        row,
        form,
        lambda told: tell_materialization(actor_of(request), row.risk, Happened(**told)),
        done=_("La materialización quedó registrada. Revise los controles y valore el riesgo otra vez."),
        heading=_("Registrar que el riesgo se materializó"),
        verb=_("Registrar la materialización"),
        consequences=[_("Lo registrado no se cambia ni se borra; si hubo un error, se retira con su motivo.")],
    )


@both
def withdraw(request: HttpRequest, uid: UUID, event: UUID) -> HttpResponse:
    """What was told by mistake does not count any more."""
    row = risk_asked(request, uid)
    found = found_or_404(materialization_by_uid(entity_id_of(request), event))
    if found.risk_id != row.risk_id or found.withdrawn_at or not can_tell(request, row):
        raise Http404
    return about_risk(
        request,
        row,
        RemarkForm(request.POST or None),
        lambda told: withdraw_materialization(actor_of(request), found, reason=told["reason"]),
        done=_("La materialización quedó retirada; se conserva con su motivo."),
        heading=_("Retirar la materialización"),
        lead=found.facts,
        verb=_("Retirar"),
        danger=True,
    )
