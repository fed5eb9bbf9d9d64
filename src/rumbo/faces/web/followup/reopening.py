"""Opening one report of a closed round again, to be corrected, and locking it before its moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import reopen_report, withdraw_reopening
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.forms import day_field
from rumbo.faces.web.followup.reports import report_crumbs
from rumbo.faces.web.session import actor_of, attempt, found_or_404

LAST_MINUTE = time(23, 59)
CONSEQUENCES = (
    __("Solo se abre lo elegido; los demás reportes del periodo siguen cerrados."),
    __("La dependencia corrige por el mismo camino: envía, se avala donde se pide, y planeación verifica."),
    __("Lo anterior se conserva: la corrección y sus cifras quedan al lado, con su motivo, y se publican así."),
    __("Lo que llegó tarde sigue marcado como fuera de plazo."),
)


class ReopenForm(forms.Form):
    """Until when, why, and by which act."""

    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = day_field(__("Abierto hasta el día"))
    hour = forms.TimeField(
        label=__("Hora"),
        initial=LAST_MINUTE,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=__("A esa hora el reporte vuelve a cerrarse solo, se haya corregido o no."),
    )
    reason = forms.CharField(
        label=__("Motivo"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=__("Qué error se corrige y quién lo advirtió. Se publica junto a la cifra corregida."),
    )
    act = forms.CharField(
        label=__("Acto o solicitud que lo pide"),
        max_length=200,
        required=False,
        help_text=__("Por ejemplo: Acta 7 del comité, del 12 de mayo. Puede quedar vacío."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"].required = True


def moment_of(typed: Mapping[str, Any]) -> datetime:
    """The end as typed, in the time of the installation."""
    return timezone.make_aware(datetime.combine(typed["day"], typed["hour"]))


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks for the reason and the end, and gives the report back to its unit."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may_reopen(actor, found):
        raise Http404
    form = ReopenForm(request.POST or None, initial={"edit": found.edit})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        edit = found.edit if told["edit"] is None else told["edit"]
        given = {"ends_at": moment_of(told), "reason": told["reason"], "act": told["act"]}
        done = _("El reporte quedó abierto para corregirlo; el resto del periodo sigue cerrado.")
        _after, refusals = attempt(request, lambda: reopen_report(actor, found, edit, **given), done)
        if not refusals:
            return redirect("web:followup-report", found.uid)
    heading, verb = _("Reabrir un reporte cerrado"), _("Reabrir el reporte")
    context = _asking(request, found, form, heading, CONSEQUENCES, verb)
    return render(request, "web/followup/send_back.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def lock_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Locks a reopened report before its moment."""
    actor = actor_of(request)
    found: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    reopening = reopening_in_force(found)
    if reopening is None or not access.may(actor, "followup.reopening.withdraw", reopening):
        raise Http404
    if request.method == "POST":
        done = _("El reporte volvió a quedar cerrado, como estaba.")
        attempt(request, lambda: withdraw_reopening(actor, reopening), done)
        return redirect("web:followup-report", found.uid)
    consequences = [_("Lo que la dependencia haya escrito y no se aceptó no corrige nada; queda en la historia.")]
    context = _asking(request, found, None, _("Cerrar de nuevo este reporte"), consequences, _("Cerrar de nuevo"))
    return render(request, "web/followup/send_back.html", context)


def _asking(
    request: HttpRequest, found: Any, form: forms.Form | None, heading: str, consequences: Sequence[object], verb: str
) -> dict[str, Any]:
    here = reverse("web:followup-report", args=[found.uid])
    name = _("Acción {number}").format(number=found.number or "")
    return {
        "form": form,
        "heading": heading,
        "statement": found.revision.statement,
        "consequences": consequences,
        "verb": verb,
        "cancel_href": here,
        "crumbs": [*report_crumbs(request, found)[:-1], Link(name, here), Link(heading, "")],
    }
