"""A person's own messages, and the way from a letter to what it tells of."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rumbo.apps.notices import access, queries
from rumbo.apps.notices.bridge import sections_of
from rumbo.faces.web.notices.showing import address_of, crumbs, state_of, tabs
from rumbo.faces.web.session import actor_of, choose_entity, entity_id_of, found_or_404

PAGE = 30


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What the person was told, the latest first; whether it also came by mail."""
    mine = queries.messages_of(entity_id_of(request), person_id=actor_of(request).user_id)
    page = Paginator(mine, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [(row, *state_of(row)) for row in page],
        "mail": queries.mail_configured(),
        "tabs": tabs(request, "web:notices-own"),
        "crumbs": crumbs(),
    }
    return render(request, "web/notices/own.html", context)


@require_safe
def message(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One message as it was written: for its person, and for whoever looks after the outbox."""
    found = _message(request, uid)
    context = {
        "message": found,
        "state": state_of(found),
        "mine": found.person_id == actor_of(request).user_id,
        "sections": [(each.heading, [(line, address_of(line)) for line in each.lines]) for each in sections_of(found)],
        "crumbs": crumbs((found.subject, "")),
    }
    return render(request, "web/notices/message.html", context)


@require_safe
def open_record(request: HttpRequest, uid: UUID, record: UUID) -> HttpResponse:
    """From a line of a letter to its record, in the entity that it is of."""
    found = _message(request, uid)
    for section in sections_of(found):
        for line in section.lines:
            if line.uid == str(record):
                return redirect(address_of(line))
    raise Http404


def _message(request: HttpRequest, uid: UUID) -> Any:
    """A message that the person may read. Their own ones of another entity bring them to that entity first."""
    found = found_or_404(queries.message_by_uid(uid))
    user: Any = request.user
    if found.person_id == user.pk:
        if not choose_entity(request, found.entity.uid):
            raise Http404
        return found
    if found.entity_id == entity_id_of(request) and access.may(actor_of(request), "notices.outbox.read"):
        return found
    raise Http404
