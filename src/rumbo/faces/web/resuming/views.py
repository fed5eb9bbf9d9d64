"""What somebody is answered whose form was not received, or whose page is not in this entity: a way on that keeps what
they wrote."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.defaults import page_not_found

from rumbo.faces.web.resuming.holding import page_with_form, written_here
from rumbo.faces.web.session import person_of

# How Django says that there was a token, and that it is not the one of this session.
_OF_ANOTHER_SESSION = "CSRF token from"


def not_received(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without a token of this session. One of an older tab of ours is brought back to be looked at
    and sent again; it is never sent by itself, and what comes from elsewhere is refused."""
    old_tab = reason.startswith(_OF_ANOTHER_SESSION) and written_here(request) and request.user.is_authenticated
    if old_tab and (page := page_with_form(request, str(request.user.pk))):
        messages.info(request, _("La página en la que escribió era de una sesión anterior. Revise y envíe de nuevo."))
        return redirect(page)
    return cast(HttpResponse, csrf_failure(request, reason))


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that is not known. Who works in several entities is offered the others, because the page
    may be of one of them; whether it is, nobody is told."""
    others = _other_entities(request)
    if not others:
        return page_not_found(request, exception)
    sent = request.method == "POST"
    page = page_with_form(request, str(request.user.pk)) if sent else request.get_full_path()
    context = {"entity": person_of(request).entity, "others": others, "page": page, "kept": sent and bool(page)}
    return render(request, "web/resuming/elsewhere.html", context, status=404)


def _other_entities(request: HttpRequest) -> list[Any]:
    """Where else a person works; nowhere for a citizen, and outside the pages of those who work here."""
    match = request.resolver_match
    if match is None or "web" not in match.app_names or not request.user.is_authenticated:
        return []
    try:
        person = person_of(request)
    except Http404:
        return []
    return [each for each in person.entities if each.pk != person.entity.pk]
