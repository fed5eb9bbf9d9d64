"""What surrounds every page of those who work here: context variable `frame`, made when a page asks for it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from rumbo.apps.audit.actor import Actor, Role
from rumbo.faces.kit.pieces import Fact, Frame, Link, Paper
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.session import person_of

EVERYBODY = frozenset(Role)
PRINTED = frozenset({"plans", "formulating"})
"""The subjects whose pages are documents of the entity: they are printed under its header, with the lines to sign."""
WATCHING = frozenset({Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.DIRECTOR})
REPORTING = frozenset({Role.LIAISON, Role.UNIT_LEAD})

ROLE_WORDS: dict[Role, Promise] = {
    Role.PLANNING_OFFICE: _("Oficina de planeación"),
    Role.LIAISON: _("Enlace de dependencia"),
    Role.UNIT_LEAD: _("Jefe de dependencia"),
    Role.INTERNAL_CONTROL: _("Control interno"),
    Role.DIRECTOR: _("Dirección"),
    Role.ADMINISTRATOR: _("Administración del sistema"),
}


@dataclass(frozen=True, slots=True)
class Door:
    """An item of the navigation: where it leads, which screens stand behind it, for whom it is there, and whether it is
    always at hand: with more than ten of them the line breaks on a screen of 1280 points."""

    label: Promise
    screen: str
    subject: str
    roles: frozenset[Role] = EVERYBODY
    at_hand: bool = True


DOORS = (
    Door(_("Inicio"), "web:home", "home"),
    Door(_("Tablero"), "web:directing-board", "directing"),
    Door(_("Planes"), "web:plans-list", "plans"),
    # The planning office has the plans at hand, and reaches it from there.
    Door(_("Formulación"), "web:formulating-list", "formulating", EVERYBODY - {Role.PLANNING_OFFICE}, at_hand=False),
    Door(_("Proyectos"), "web:projects-list", "projects"),
    Door(_("Presupuesto"), "web:budget-list", "budget", at_hand=False),
    Door(_("Documentos"), "web:intake-list", "intake", frozenset({Role.PLANNING_OFFICE})),
    Door(_("Seguimiento"), "web:followup-rounds", "followup", WATCHING),
    Door(_("Mis reportes"), "web:followup-owed", "followup", REPORTING),
    # Whoever has the follow-up at hand reaches the calendar from there.
    Door(_("Calendario"), "web:calendar-year", "calendar", EVERYBODY - {Role.PLANNING_OFFICE}, at_hand=False),
    Door(_("Indicadores"), "web:indicators-list", "indicators"),
    Door(_("Riesgos"), "web:risks-list", "risks", at_hand=False),
    Door(_("Procesos"), "web:processes-list", "processes", at_hand=False),
    Door(_("Cifras"), "web:measurement-list", "measurement"),
    Door(_("Revisión"), "web:reviewing-entity", "reviewing", WATCHING, at_hand=False),
    Door(_("Publicaciones"), "web:publishing-list", "publishing", WATCHING),
    Door(_("Entidad"), "web:people-entity", "people", at_hand=False),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor. The portal brings a frame of its own."""
    match = request.resolver_match
    if match is not None and "portal" in match.app_names:
        return {}
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of a request; an empty one for whoever is nobody here."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return Frame()
    try:
        person = person_of(request)
    except Http404:
        return Frame()
    logo = reverse("web:people-logo", args=[person.entity.uid]) if person.entity.logo_svg else ""
    others = [Link(str(_("Cambiar de entidad")), reverse("web:home-entities"))] if len(person.entities) > 1 else []
    doors = [door for door in DOORS if person.actor.has(*door.roles)]
    return Frame(
        entity=person.entity.name,
        logo=logo,
        home=reverse("web:home"),
        role=", ".join(role_words(person.actor)),
        nav=[_link(door, request) for door in doors if door.at_hand],
        more=[_link(door, request) for door in doors if not door.at_hand],
        paper=paper_of(person.entity) if _subject(request) in PRINTED else None,
        account=[Link(str(_("Avisos y recordatorios")), reverse("web:notices-own")), *others],
    )


def paper_of(entity: Any) -> Paper:
    """The header of the entity's documents and their lines to sign, as its own page tells them."""
    day = written_day(entity.document_date, "short") if entity.document_date else ""
    control = (
        (_("Proceso"), entity.document_process),
        (_("Código"), entity.document_code),
        (_("Versión"), entity.document_version),
        (_("Fecha"), day),
    )
    lines = ((line.get("label", ""), line.get("post", ""), line.get("unit", "")) for line in entity.signatories)
    return Paper(
        [Fact(str(label), said) for label, said in control if said],
        [(label, ", ".join(said for said in (post, unit) if said)) for label, post, unit in lines],
    )


def role_words(actor: Actor) -> list[str]:
    """What somebody is in the entity, in words, each once."""
    held = {grant.role for grant in actor.grants}
    return [str(words) for role, words in ROLE_WORDS.items() if role in held]


def _link(door: Door, request: HttpRequest) -> Link:
    return Link(str(door.label), reverse(door.screen), _subject(request) == door.subject)


def _subject(request: HttpRequest) -> str:
    """What the page is about, by the name of its address."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return here.removeprefix("web:").split("-")[0]
