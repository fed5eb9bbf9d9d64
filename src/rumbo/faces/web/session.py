"""Who is acting and in which entity, for every screen; and how a refusal of the doorway becomes an answer."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, refusal
from rumbo.apps.people import queries as people
from rumbo.faces.kit import wording
from rumbo.findings import Finding, Wording

T = TypeVar("T")
ENTITY_KEY = "entity"


class Person:
    """The signed-in person in the entity they are working in: `entity` is its row, `actor` who they are there.

    `entities` are all those in which they could work.
    """

    def __init__(self, entity: Any, actor: Actor, entities: list[Any]) -> None:
        self.entity = entity
        self.actor = actor
        self.entities = entities


def person_of(request: HttpRequest) -> Person:
    """The person behind a request, made once. Somebody without any entity meets a 404, as a stranger does."""
    known = cast(Person | None, getattr(request, "person", None))
    if known is None:
        known = _find(request)
        request.person = known  # type: ignore[attr-defined]
        timezone.activate(known.entity.time_zone)
    return known


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request."""
    return person_of(request).actor


def entity_id_of(request: HttpRequest) -> int:
    """The key of the entity in which the request works."""
    return cast(int, person_of(request).entity.pk)


def may(request: HttpRequest, verb: str, subject: Any = None) -> bool:
    """Whether to offer a verb to the person behind the request; the doorway asks again."""
    return refusal(actor_of(request), verb, subject) is None


def choose_entity(request: HttpRequest, uid: UUID) -> bool:
    """Works in another entity from now on; False when the person holds nothing there."""
    if uid not in {entity.uid for entity, _ in _places(request)}:
        return False
    request.session[ENTITY_KEY] = str(uid)
    return True


def found_or_404(row: T | None) -> T:
    """The row, or the answer that unknown and forbidden share."""
    if row is None:
        raise Http404
    return row


def worded(findings: tuple[Finding, ...] | list[Finding]) -> list[Wording]:
    """Findings in the language of the reader."""
    return [wording.worded(finding) for finding in findings]


def attempt(request: HttpRequest, action: Callable[[], Any], done: str = "") -> tuple[Any, list[Finding]]:
    """Tries an action: its value and no findings, or None and what stands in the way (told as messages too).

    What is forbidden to the actor is answered as the unknown is, with 404.
    """
    try:
        value = action()
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        for told in worded(refused.findings):
            messages.error(request, f"{told.title}. {told.what} {told.how}")
        return None, list(refused.findings)
    if done:
        messages.success(request, done)
    return value, []


def _find(request: HttpRequest) -> Person:
    places = _places(request)
    chosen = request.session.get(ENTITY_KEY)
    found = next((place for place in places if str(place[0].uid) == chosen), places[0] if places else None)
    if found is None:
        raise Http404
    return Person(*found, [entity for entity, _ in places])


def _places(request: HttpRequest) -> list[tuple[Any, Actor]]:
    """Where somebody may work, and who they are there; nowhere for a stranger."""
    user = cast(Any, request.user)
    return people.places_of(user, timezone.localdate()) if user.is_authenticated else []
