"""How the portal answers: the same to everybody, so that it may be kept on the way; in the language asked for; and
with a sentence, never with a trace, where what was published can no longer be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from rumbo.apps.publishing.queries import Damaged

LANGUAGE_FIELD = "idioma"
A_YEAR = 365 * 24 * 3600
# Long enough to spare a crowd's visits, short enough for a correction to be seen.
PAGE_SECONDS = 60

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page for everybody: nothing in it depends on who asks, only on the language."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        chosen = request.GET.get(LANGUAGE_FIELD, "")
        if chosen in dict(settings.LANGUAGES):
            return _remember(request, chosen)
        # Not the language of the person who may be signed in: a page kept on the way would then tell it to others.
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
        try:
            return view(request, *args, **named)
        except Damaged:
            answer = render(request, "portal/damaged.html", status=503)
            answer["Cache-Control"] = "no-store"
            return answer

    return answered


def public(answer: HttpResponseBase, seconds: int = PAGE_SECONDS) -> HttpResponseBase:
    """Says that an answer may be kept on the way, and how long."""
    answer["Cache-Control"] = f"public, max-age={seconds}" + (", immutable" if seconds == A_YEAR else "")
    return answer


def sealed(answer: HttpResponseBase) -> HttpResponseBase:
    """A file is what we say it is, and runs nothing even where it is opened."""
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _remember(request: HttpRequest, chosen: str) -> HttpResponseBase:
    """Keeps the language in its cookie and goes on to the same page."""
    query = request.GET.copy()
    del query[LANGUAGE_FIELD]
    answer = redirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    answer["Cache-Control"] = "no-store"
    return answer
