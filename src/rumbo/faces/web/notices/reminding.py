"""Reminding by hand: the buttons of other screens post here, and come back to where they stand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rumbo.apps.calendar.queries import today_in
from rumbo.apps.notices.queries import mail_configured
from rumbo.apps.reminding.actions import send_reminders
from rumbo.apps.reminding.queries import reports_to_remind
from rumbo.faces.web.session import attempt, person_of


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Reminds of what is still owed: `reporte` and `dependencia` choose some, `seguimiento` the rounds; all of them
    may be said several times. `next` is where to come back to."""
    person = person_of(request)
    chosen = {name: _uids(request, name) for name in ("reporte", "dependencia", "seguimiento")}
    if not any(chosen.values()):
        raise Http404
    reports = reports_to_remind(
        person.actor, uids=chosen["reporte"], units=chosen["dependencia"], rounds=chosen["seguimiento"]
    )
    reminded, refused = attempt(request, lambda: send_reminders(person.actor, person.entity, reports))
    if not refused:
        _tell(request, reminded, len(reports))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "web:notices-outbox")


def _tell(request: HttpRequest, reminded: list[Any], asked: int) -> None:
    """Says who is told today, who tomorrow, and that nobody was where nobody answers."""
    today = today_in(person_of(request).entity.pk)
    now = [each for each in reminded if each.day == today]
    later = [each for each in reminded if each.day != today]
    if now:
        text = ngettext("Se avisa a {n} persona: {names}.", "Se avisa a {n} personas: {names}.", len(now))
        messages.success(request, text.format(n=len(now), names=_names(now)))
    if later:
        text = _("Ya tuvieron su aviso de hoy, y mañana se les recuerda: {names}.")
        messages.info(request, text.format(names=_names(later)))
    if not reminded:
        messages.warning(
            request,
            _("Nadie responde por esos reportes: asigne un enlace o un jefe a la dependencia.")
            if asked
            else _("No queda nada por recordar: todo se entregó."),
        )
    if now and not mail_configured():
        messages.warning(request, _("El correo no está configurado: los avisos solo se leen en la pantalla."))


def _names(reminded: list[Any]) -> str:
    return ", ".join(each.person.name for each in reminded)


def _uids(request: HttpRequest, name: str) -> list[UUID]:
    try:
        return [UUID(text) for text in request.POST.getlist(name)]
    except ValueError as error:
        raise Http404 from error
