"""Requests to change a plan put into words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.changing.queries import pointed_out, requests_behind
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_day, written_moment
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import FIELDS

KINDS: dict[str, Promise] = {
    "edit": __("Modificar"),
    "add": __("Agregar una meta"),
    "cancel": __("Cancelar la meta"),
    "suspend": __("Suspender la meta"),
    "move": __("Mover a otro nivel"),
}
LABELS: dict[str, Any] = {
    **FIELDS,
    "unit": __("Dependencia que reporta"),
    "weight": __("Peso"),
    "baseline": __("Línea base"),
    "annualization": __("Anualización"),
    "report_kind": __("Cómo se reporta"),
    "expected_evidence": __("Soportes esperados"),
    "programme": __("Programación"),
    "programme_basis": __("Base de la programación"),
    "milestones": __("Hitos"),
    "funding": __("Recursos por fuente"),
}
STATES: dict[str, tuple[str, Promise]] = {
    "asked": ("waiting", __("Espera concepto")),
    "opined": ("waiting", __("Espera decisión")),
    "approved": ("done", __("Aprobada")),
    "denied": ("stopped", __("Negada")),
    "withdrawn": ("stopped", __("Retirada")),
}
ANSWERS: dict[tuple[str, bool], Promise] = {
    ("opinion", True): __("Concepto favorable"),
    ("opinion", False): __("Concepto desfavorable"),
    ("decision", True): __("Aprobada por el acto"),
    ("decision", False): __("Negada por el acto"),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of a list of requests."""

    what: str
    statement: str
    plan: str
    unit: str
    at: Any
    href: str
    tone: str
    word: str


def what_asked(request: Any) -> str:
    """What a request asks, in a few words."""
    if request.kind == "edit":
        return _("Modificar: {field}").format(field=LABELS.get(request.field, request.field))
    told = str(KINDS[request.kind])
    if request.kind == "cancel":
        return _("{what} desde el {day}").format(what=told, day=written_day(request.since))
    if request.kind == "suspend":
        days = {"since": written_day(request.since), "until": written_day(request.until)}
        return _("{what} del {since} al {until}").format(what=told, **days)
    return told


def name_of(request: Any) -> str:
    """What a request is about: its target, or the new one."""
    return f"{request.number}. {request.statement}" if request.target_id else request.new_text


def request_row(request: Any) -> RequestRow:
    """A request as a list shows it."""
    tone, word = STATES[request.state]
    href = reverse("web:changing-request", args=[request.uid])
    unit = request.unit.name if request.unit else ""
    plan = request.version.plan.name
    return RequestRow(what_asked(request), name_of(request), plan, unit, request.at, href, tone, str(word))


@dataclass(frozen=True, slots=True)
class Behind:
    """A request that made a version: what, of which target, why, by which act, and in what less is promised."""

    what: str
    name: str
    why: str
    act: str
    href: str
    weakened: tuple[str, ...]


def behind(version: Any) -> list[Behind]:
    """The requests that made a version, in words."""
    return [
        Behind(
            what_asked(each),
            name_of(each),
            each.reason,
            each.act or "",
            reverse("web:changing-request", args=[each.uid]),
            tuple(told.what for told in worded(pointed_out(each))),
        )
        for each in requests_behind(version)
    ]


def signatures(request: Any, steps: list[Any]) -> list[Fact]:
    """Who signed the request and each step of it: name, post, moment and digest."""
    told = [_signed(_("Pidió"), request.asked_by, request.post, request.at, request.digest)]
    for each in steps:
        label = str(ANSWERS[each.kind, each.favourable])
        told.append(_signed(label, each.signed_by, each.post, each.at, each.digest))
    return told


def standing_words(standing: Any) -> str:
    """What an act cancelled or suspended, with its days."""
    days = {"since": written_day(standing.since), "act": standing.act}
    if standing.kind == "cancelled":
        return _("Cancelada desde el {since}, {act}").format(**days)
    return _("Suspendida del {since} al {until}, {act}").format(until=written_day(standing.until), **days)


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a page of requests."""
    way = [(_("Inicio"), reverse("web:home")), (_("Cambios del plan"), reverse("web:changing-list")), *more]
    return [Link(label, href) for label, href in way]


def _signed(label: str, name: str, post: str, at: Any, digest: str) -> Fact:
    who = name if not post or f"({post})" in name else f"{name} ({post})"
    return Fact(label, who, _("{when} · huella {digest}").format(when=written_moment(at), digest=digest[:12]))
