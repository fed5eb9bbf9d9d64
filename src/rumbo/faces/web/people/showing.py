"""What the screens of the entity share: its tabs, the way to them, and who may what."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import may

# Screen and the verb that shows it; what everybody of the entity may read asks for none.
TABS = (
    ("web:people-entity", ""),
    ("web:people-units", ""),
    ("web:people-posts", "people.post.create"),
    ("web:people-list", "people.member.read"),
    ("web:people-settings", ""),
    ("web:people-catalogues", ""),
    ("web:people-trail", "audit.trail.read"),
)
PAGE = 50


def only(request: HttpRequest, verb: str) -> None:
    """Whoever may not is told that there is nothing here."""
    if not may(request, verb):
        raise Http404


def tabs(request: HttpRequest, here: str) -> list[Link]:
    """The parts of the entity that this person may see; `here` is the one they are in."""
    words = {
        "web:people-entity": _("Datos"),
        "web:people-units": _("Dependencias"),
        "web:people-posts": _("Cargos"),
        "web:people-list": _("Personas"),
        "web:people-settings": _("Ajustes"),
        "web:people-catalogues": _("Catálogos"),
        "web:people-trail": _("Rastro"),
    }
    seen = [name for name, verb in TABS if not verb or may(request, verb)]
    return [Link(words[name], reverse(name), name == here) for name in seen]


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of the entity."""
    way = [(_("Inicio"), reverse("web:home")), (_("Entidad"), reverse("web:people-entity")), *more]
    return [Link(label, href) for label, href in way]


def page_of(request: HttpRequest, rows: Any) -> Any:
    """The page asked for; what is no page is the first."""
    return Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
