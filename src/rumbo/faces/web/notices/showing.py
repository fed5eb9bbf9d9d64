"""What the screens of messages share: their tabs, the way to them, and states in words."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.notices.access import may
from rumbo.apps.notices.bridge import Line
from rumbo.apps.notices.queries import mail_configured
from rumbo.apps.reminding import access as reminding
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import actor_of

STATES: dict[str, tuple[str, Promise]] = {
    "waiting": ("waiting", __("Espera")),
    "sending": ("waiting", __("Se está enviando")),
    "sent": ("done", __("Enviado")),
    "failed": ("returned", __("No se pudo entregar")),
    "replaced": ("absent", __("No salió")),
}
ON_SCREEN = __("Solo en la pantalla")
SCREENS = {
    "owed": "web:followup-report",
    "escalated": "web:followup-report",
    "contribute": "web:followup-contribute",
    "contribute_escalated": "web:followup-contribute",
    "variable": "web:indicators-variable",
    "variable_escalated": "web:indicators-variable",
    "formulate": "web:formulating-part",
    "formulate_escalated": "web:formulating-part",
}
"""Where each kind of line leads, with its uid."""
LISTS = {"differing": "web:measurement-list"}
"""Where kinds of lines lead that are told all together."""


def address_of(line: Line) -> str:
    """Where a line leads."""
    return reverse(LISTS[line.kind]) if line.kind in LISTS else reverse(SCREENS[line.kind], args=[line.uid])


def tabs(request: HttpRequest, here: str) -> list[Link]:
    """The parts of messages that this person may see."""
    actor = actor_of(request)
    shown = [
        ("web:notices-own", _("Mis avisos"), True),
        ("web:notices-choose", _("Preferencias"), True),
        ("web:notices-calendar", _("Mi calendario"), True),
        ("web:notices-outbox", _("Bandeja de salida"), may(actor, "notices.outbox.read")),
        ("web:notices-rules", _("Cuándo se avisa"), reminding.may(actor, "reminding.rules.record")),
    ]
    return [Link(label, reverse(name), name == here) for name, label, allowed in shown if allowed]


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of messages."""
    way = [(_("Inicio"), reverse("web:home")), (_("Avisos"), reverse("web:notices-own")), *more]
    return [Link(label, href) for label, href in way]


def state_of(message: Any) -> tuple[str, str]:
    """The tone and the word of a message's state."""
    tone, word = STATES[message.state]
    if message.state == "waiting" and not mail_configured():
        return "absent", str(ON_SCREEN)
    return tone, str(word)
