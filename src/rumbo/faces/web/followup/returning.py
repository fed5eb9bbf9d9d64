"""The page that asks before an accepted report goes back to its unit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup import access, queries
from rumbo.apps.measurement.actions import send_back_report
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.forms import SendBackForm
from rumbo.faces.web.followup.reports import report_crumbs
from rumbo.faces.web.session import actor_of, attempt, found_or_404


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes an acceptance back, with what must be mended."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may(actor, "followup.report.send_back", found):
        raise Http404
    here = reverse("web:followup-report", args=[found.uid])
    if not access.may_send_back(actor, found):
        messages.info(request, _("Solo un reporte aceptado de un seguimiento abierto se puede devolver así."))
        return redirect(here)
    form = SendBackForm(request.POST or None, initial={"edit": found.edit})
    if request.method == "POST" and form.is_valid():
        edit, reason = form.cleaned_data["edit"], form.cleaned_data["reason"]
        done = _("El reporte volvió a la dependencia con su observación; sus cifras ya se actualizaron.")
        _after, refusals = attempt(request, lambda: send_back_report(actor, found, edit, reason=reason), done)
        if not refusals:
            return redirect(here)
    name = _("Acción {number}").format(number=found.number or "")
    context = {
        "form": form,
        "heading": _("Devolver un reporte aceptado"),
        "statement": found.revision.statement,
        "consequences": [
            _("Mientras no se acepte de nuevo cuenta como no reportado, y las cifras cambian desde ahora."),
            _("La respuesta y su aceptación se conservan en la historia del reporte."),
        ],
        "verb": _("Devolver el reporte"),
        "cancel_href": here,
        "crumbs": [*report_crumbs(request, found)[:-1], Link(name, here), Link(_("Devolver"), "")],
    }
    return render(request, "web/followup/send_back.html", context, status=422 if request.method == "POST" else 200)
