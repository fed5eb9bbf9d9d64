"""What surrounds every public page: context variable `frame`, also of an answer that nothing was found."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from rumbo.faces.kit.pieces import Frame, Link

DOORS = ("entities", "reading", "open_data")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor; those who work here have a frame of their own."""
    match = request.resolver_match
    if match is None or "portal" not in match.app_names:
        return {}
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def of_entity(request: HttpRequest, entity: Any) -> None:
    """Says whose pages these are: what is told on them is told by the clock of that entity."""
    timezone.activate(entity.time_zone)
    request.publisher = entity  # type: ignore[attr-defined]


def frame_of(request: HttpRequest) -> Frame:
    """The frame of a request: with the entity whose page it is, or the portal's own."""
    entity = getattr(request, "publisher", None)
    here = request.resolver_match.url_name if request.resolver_match else ""
    words = {
        "entities": _("Entidades"),
        "reading": _("Cómo leer las cifras"),
        "open_data": _("Datos abiertos"),
    }
    nav = [Link(words[door], reverse(f"portal:{door}"), current=door == here) for door in DOORS]
    if entity is None:
        return Frame(home=reverse("portal:entities"), nav=nav)
    logo = reverse("portal:logo", args=[entity.slug]) if entity.logo_svg else ""
    return Frame(entity=entity.name, logo=logo, home=reverse("portal:entity", args=[entity.slug]), nav=nav)


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the entities to a page."""
    return [Link(label, href) for label, href in ((_("Entidades"), reverse("portal:entities")), *more)]
