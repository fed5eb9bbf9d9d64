"""The outbox of the entity: what waits, what was sent, what failed and why."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.notices import access, queries
from rumbo.apps.notices.actions import send_messages
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.notices.showing import STATES, crumbs, state_of, tabs
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, person_of

PAGE = 50
TONES = {"waiting": "watch", "failed": "bad", "sent": "good"}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every message of the entity, the latest first, or those in one state."""
    if not access.may(actor_of(request), "notices.outbox.read"):
        raise Http404
    entity = entity_id_of(request)
    state = request.GET.get("estado", "")
    counts = queries.message_counts(entity)
    rows = queries.messages_of(entity, state if state in STATES else "")
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [(row, *state_of(row)) for row in page],
        "tiles": _tiles(counts),
        "states": [(key, word) for key, (_tone, word) in STATES.items()],
        "state": state,
        "mail": queries.mail_configured(),
        "may_send": counts.get("waiting", 0) and queries.mail_configured(),
        "tabs": tabs(request, "web:notices-outbox"),
        "crumbs": crumbs((_("Bandeja de salida"), "")),
    }
    return render(request, "web/notices/outbox.html", context)


def _tiles(counts: dict[str, int]) -> list[Fact]:
    labels = {"waiting": _("Esperan"), "sent": _("Enviados"), "failed": _("Sin entregar")}
    here = reverse("web:notices-outbox")
    return [
        Fact(label, counts.get(key, 0), "", f"{here}?estado={key}", TONES[key] if counts.get(key) else "")
        for key, label in labels.items()
    ]


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Sends now what waits, without waiting for its next try."""
    person: Any = person_of(request)
    count, refused = attempt(request, lambda: send_messages(person.actor, person.entity, at_once=True))
    if not refused:
        _told(request, count)
    return redirect("web:notices-outbox")


def _told(request: HttpRequest, count: int) -> None:
    text = ngettext("{n} aviso sale ahora.", "{n} avisos salen ahora.", count).format(n=count)
    messages.success(request, text if count else _("No hay avisos por enviar."))
