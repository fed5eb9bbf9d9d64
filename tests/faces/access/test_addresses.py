"""Every address of the site: a person of another entity is answered the same for a record as for none, a stranger is
sent to the door, and each role finds what the tables in `tests/cases/access` say. An address without row fails here."""

import re
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from allauth.core.context import request_context
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.urls import resolve

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.people.queries import zone_of
from rumbo.apps.remembering import brought_along, remembering
from rumbo.faces.web.session import Person
from tests.characters import Character
from tests.faces.access.town import ADDRESSES, OF_NO_RECORD, OPEN, PAGES, Town, asked, views
from tests.faces.web.walking import MOST_QUESTIONS, OF_THE_WHOLE, questions_counted

OF_RECORDS = [name for name, (about, _more) in ADDRESSES.items() if about not in OF_NO_RECORD]
INSIDE = [name for name, (about, _more) in ADDRESSES.items() if about not in OPEN]
IN_A_UNIT = (Role.LIAISON.value, Role.UNIT_LEAD.value)
NOT_THIS_WAY = 405
OF_THE_DOOR = 2
"""The questions that were asked before a view is: whose session it is, and what they hold."""
CHANGES_BY_ITSELF = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


def test_every_address_stands_in_the_table() -> None:
    known = {name for name, _view in views()}
    missing, gone = known - set(ADDRESSES), set(ADDRESSES) - known
    assert not missing, f"say in tests/cases/access/addresses.yaml what they are about: {missing}"
    assert not gone, f"no longer addresses, to be taken out of tests/cases/access/addresses.yaml: {gone}"


def told(answer: HttpResponseBase, address: str) -> tuple[Any, ...]:
    """All that an answer tells, but for the words that change with each answer and the address itself, which decides
    the length."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    body = CHANGES_BY_ITSELF.sub(b"", body)
    headers = {
        name: value for name, value in answer.items() if name not in ("Content-Security-Policy", "Content-Length")
    }
    return answer.status_code, headers, body.replace(address.encode(), b"")


@pytest.mark.django_db
@pytest.mark.any_engine
@pytest.mark.parametrize("method", ["get", "fragment", "post"])
def test_a_person_of_another_entity_cannot_tell_a_record_from_none(town: Town, db: None, method: str) -> None:
    """Neither where all of the address is of the other entity, nor where its last part hangs below a record of one's
    own. Nothing is done to the record."""
    lines = VerbLine.objects.filter(entity_id=town.house.entity.pk).count()
    nothing: dict[str, tuple[Any, ...]] = {}
    told_apart = []
    for name in OF_RECORDS:
        keys = town.keys(name)
        for house, foreign in ((town.house, keys), (town.other, keys[1:])):
            if not foreign:
                continue
            there = {key: town.records["primera"][ADDRESSES[name][0]][key] for key in foreign}
            real = town.address(name, house, **there)
            answer = told(asked(town.stranger, method, real), real)
            if answer[0] == 405:
                continue
            part = real.split("/")[1]
            if part not in nothing:
                none = town.address(name, house, **{key: uuid4() for key in there})
                nothing[part] = told(asked(town.stranger, method, none), none)
            if answer[0] != 404 or answer != nothing[part]:
                told_apart.append((name, answer[0]))
    assert not told_apart
    assert VerbLine.objects.filter(entity_id=town.house.entity.pk).count() == lines


def test_only_the_portal_and_the_door_are_open_to_who_is_not_signed_in() -> None:
    """The door asks each view before it is reached; these say that they need no person."""
    opened = {
        name
        for name, view in views()
        if not getattr(view, "login_required", True) and not name.startswith(("portal:", "account_", "api:"))
    }
    outside = {name for name, (about, _more) in ADDRESSES.items() if about in OPEN and not name.startswith("api:")}
    assert opened | {name for name in ADDRESSES if name.startswith(("portal:", "account_"))} == outside


@pytest.mark.django_db
@pytest.mark.any_engine
@pytest.mark.parametrize("method", ["get", "fragment", "post"])
def test_who_is_not_signed_in_is_sent_to_the_door(town: Town, db: None, method: str) -> None:
    """The same for a real record as for none: the door answers before anything is looked for."""
    let_in = {}
    for name in INSIDE:
        answer = asked(Client(), method, town.address(name))
        # A program is told that it is not known; what is sent to it there is no way at all.
        refused = ((401, ""), (405, "")) if name.startswith("api:") else ((302, "/cuenta/login/"),)
        if (answer.status_code, answer.get("Location", "").split("?")[0]) not in refused:
            let_in[name] = answer.status_code
    assert not let_in


@pytest.mark.django_db
@pytest.mark.any_engine
def test_a_calendar_nobody_has_is_not_there(town: Town, db: None) -> None:
    assert Client().get(town.address("web:notices-feed")).status_code == 404


@pytest.mark.django_db
@pytest.mark.any_engine
def test_what_is_not_published_is_not_in_the_portal(town: Town, db: None) -> None:
    """A publication that is being prepared has no address there, not even for the one who prepares it."""
    for name in ("portal:publication", "portal:file", "portal:figure", "portal:trace"):
        assert town.house.pilar.browser().get(town.address(name)).status_code == 404


def status(person: Character, method: str, address: str) -> tuple[int, int]:
    """The status that a view answers a person with, asked by itself, and how many questions its page asks the database;
    nothing of it is kept."""
    request: Any = RequestFactory().generic(method, address)
    request.user, request.session = person.user, SessionStore()
    request._messages, request._dont_enforce_csrf_checks = CookieStorage(request), True
    request.person = Person(person.entity, person.actor, [person.entity])
    request.resolver_match = match = resolve(address)
    try:
        looking = remembering() if method == "GET" else nullcontext()
        with transaction.atomic(), request_context(request), looking, questions_counted() as asked:
            brought_along(zone_of, person.entity.time_zone, person.entity.pk)
            answer = match.func(request, *match.args, **match.kwargs)
            transaction.set_rollback(True)
    except Http404:
        return 404, 0
    page = method == "GET" and answer.get("Content-Type", "").startswith("text/html")
    return int(answer.status_code), asked.total() if page else 0


def found(people: dict[str, Character], method: str, address: str) -> tuple[dict[str, str] | None, int]:
    """The roles that find something there, and where; None where nothing is taken in that way. And the most questions
    that its page asks for one of them."""
    answers, most = {}, 0
    for who, person in people.items():
        answers[who], asked = status(person, method, address)
        most = max(most, asked)
        if answers[who] == NOT_THIS_WAY:
            return None, 0
        assert answers[who] < 500, (address, who)
    there = {who for who, answer in answers.items() if answer != 404}
    return {who: _where(who, "other" in there) for who in answers if who in there and who != "other"}, most


def _where(who: str, elsewhere: bool) -> str:
    return "unit" if who in IN_A_UNIT and not elsewhere else "entity"


def test_every_address_inside_says_who_finds_it() -> None:
    missing, gone = set(INSIDE) - set(PAGES), set(PAGES) - set(INSIDE)
    assert not missing, f"say in tests/cases/access/pages.yaml who finds them: {missing}"
    assert not gone, f"no longer addresses, to be taken out of tests/cases/access/pages.yaml: {gone}"


@pytest.mark.django_db
@pytest.mark.any_engine
def test_the_site_shows_each_role_what_the_table_says_and_asks_little_for_it(town: Town, db: None) -> None:
    people = town.who()
    wrong: dict[str, Any] = {}
    with patch.object(Template, "render", lambda *_args, **_more: ""):
        for name in INSIDE:
            address, said = town.address(name), PAGES[name]
            for way, method in (("reads", "GET"), ("sends", "POST")):
                who, questions = found(people, method, address)
                if who != said.get(way):
                    wrong[f"{name} {way}"] = who
                if questions > MOST_QUESTIONS - OF_THE_DOOR and name not in OF_THE_WHOLE:
                    wrong[f"{name} asks"] = questions + OF_THE_DOOR
    assert not wrong, "\n".join(f"{name}: {told}" for name, told in wrong.items())


HISTORIES = {
    "web:changing-request": "Solicitud de cambio",
    "web:followup-contribute": "Aporte",
    "web:followup-report": "Reporte",
    "web:followup-round": "Seguimiento",
    "web:formulating-part": "Formulación",
    "web:founding-load": "Carga",
    "web:indicators-sheet": "Hoja de vida",
    "web:intake-document": "Documento",
    "web:intake-mapping-edit": "Correspondencia",
    "web:people-person": "Rol de una persona",
    "web:people-unit": "Dependencia",
    "web:plans-about": "Versión de un plan",
    "web:plans-target": "Meta",
    "web:processes-process": "Proceso",
    "web:projects-bank": "Versión de un proyecto",
    "web:publishing-detail": "Publicación",
    "web:risks-about": "Versión de un mapa",
    "web:risks-risk": "Riesgo",
    "web:calendar-exceptions": "Excepción",
}
HISTORY = re.compile(r"[a-z/]+/rastro/registros/([a-z]+)/[0-9a-f-]{36}/")


@pytest.mark.django_db
@pytest.mark.any_engine
def test_every_record_leads_to_who_did_what_to_it_with_before_and_after(town: Town, db: None) -> None:
    """From its own page, for who may read the trail; told in words, and with what its columns point at by its name."""
    watchers = [town.house.people[name].browser() for name in ("irene", "pilar", "andres")]
    watcher, unit, told = watchers[0], town.house.units["Oficina de Proyectos"].name, {}
    for name, kind in HISTORIES.items():
        seen = (each.get(town.address(name)) for each in watchers)
        ways = list(HISTORY.finditer(next(page for page in seen if page.status_code == 200).text))
        assert ways, f"{name} leads to no history"
        for way in {each[0]: each for each in ways}.values():
            page = watcher.get(way[0]).text
            told[way[1]] = page
            assert "Antes" in page, f"{way[0]} does not tell what it was before"
            assert not re.search(r">\s*[a-z]+\.[a-z_]+\.[a-z_]+\s*<", page), f"{way[0]} tells a verb by its code"
        assert any(kind in told[way[1]] for way in ways), f"{name} calls it otherwise"
    assert {"membership", "reportingexception", "changerequest", "contribution", "resultload"} <= set(told)
    assert unit in told["changerequest"], "what a column points at is told by its name"
    report = town.address("web:followup-report")
    assert not HISTORY.search(town.house.lucia.browser().get(report).text), "offered to who may read it"
