"""Who asks, in which entity and language: a session opens the API as it opens the screens, by the same permissions."""

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.security import SessionAuth

from rumbo.apps.audit.actor import Actor
from rumbo.apps.measurement import queries
from rumbo.apps.people.queries import places_of
from rumbo.faces.api.shapes import Problem

PROBLEMS = {frozenset({401, 404, 422, 503}): Problem}
"""What every operation may answer instead."""
USUAL, LANGUAGES = "es", ("es", "en")
PAGES = 10**6


class SignedIn(SessionAuth):
    """A person who signed in; anybody else is answered 401."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The person, or nothing. The words of the answer are in the language that was asked for."""
        speak(request)
        return request.user if request.user.is_authenticated else None


def speak(request: HttpRequest) -> None:
    """Answers in the language of `Accept-Language`, Spanish where it asks for none that there is."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    asked = (language.partition("-")[0] for language, _weight in wanted)
    chosen = next((each for each in asked if each in LANGUAGES), USUAL)
    translation.activate(chosen)
    request.LANGUAGE_CODE = chosen


def places(request: HttpRequest) -> list[tuple[Any, Actor]]:
    """The entities in which the person works."""
    return places_of(cast(Any, request.user), timezone.localdate(), "api")


def place(request: HttpRequest, slug: str) -> tuple[Any, Actor]:
    """An entity in which the person works, by its slug, and who they are there; 404 for any other."""
    found = next(((entity, actor) for entity, actor in places(request) if entity.slug == slug), None)
    if found is None:
        raise Http404
    timezone.activate(found[0].time_zone)
    return found


def followup_asked(request: HttpRequest, slug: str, uid: Any) -> Any:
    """A follow-up of an entity of the person; 404 for any other."""
    entity, _actor = place(request, slug)
    return found_or_404(queries.followup_to_measure(entity.pk, str(uid)))


def found_or_404(row: Any) -> Any:
    """The row, or the answer that unknown and forbidden share."""
    if row is None:
        raise Http404
    return row
