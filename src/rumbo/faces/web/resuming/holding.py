"""What somebody sent after their session had ended, kept for a while for that same person.

Who it was is known by a signed cookie that stays when the session ends. The words lie in the cache of the server under
a key that nobody can guess; files are not kept.
"""

import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

PARAMETER = "lo-escrito"
COOKIE = "rumbo_person"
KEPT_SECONDS = 60 * 60
LARGEST = 256 * 1024
# The cookie outlives the session, or there would be nobody to know when it ends.
REMEMBERED_SECONDS = settings.SESSION_COOKIE_AGE + 24 * 60 * 60
_signer = Signer(salt="rumbo.faces.web.resuming")


@dataclass(frozen=True, slots=True)
class Held:
    """A form that was sent too late: whose it is, where it was going, the page it stood on, and what it said."""

    person: str
    action: str
    page: str
    said: str
    with_files: bool

    @property
    def values(self) -> dict[str, list[str]]:
        """What each field said."""
        return {name: values for name, values in QueryDict(self.said).lists() if name != "csrfmiddlewaretoken"}


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Notes in the browser who is working in it, once for each person."""
    user = request.user
    if user.is_authenticated and request.COOKIES.get(COOKIE) != _signer.sign(str(user.pk)):
        response.set_cookie(
            COOKIE,
            _signer.sign(str(user.pk)),
            max_age=REMEMBERED_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def to_the_door(request: HttpRequest) -> HttpResponse:
    """The way to the door for who sent a form without a session, with what they wrote kept where that can be."""
    page = _page(request)
    if kept := page_with_form(request, _person(request)):
        page = kept
        messages.info(request, _("Su sesión terminó. Lo que escribió se conserva: entre y lo encontrará, sin enviar."))
    else:
        messages.warning(request, _("No se recibió lo que envió, porque su sesión había terminado. Entre de nuevo."))
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page})}")


def page_with_form(request: HttpRequest, person: str) -> str:
    """Keeps what was sent for a person, by their key, and gives the address that brings it back to its page;
    empty when nobody knows whose it is, or it is too much."""
    page = _page(request)
    key = _hold(request, page, person)
    return page + ("&" if "?" in page else "?") + urlencode({PARAMETER: key}) if key else ""


def written_here(request: HttpRequest) -> bool:
    """Whether a form comes from a page of ours, as the browser tells."""
    came_from: Any = request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())


def held(request: HttpRequest) -> Held | None:
    """The form that an address brings back, when it belongs to who is asking."""
    key = request.GET.get(PARAMETER, "")
    if request.method != "GET" or not key or not request.user.is_authenticated:
        return None
    kept = cache.get(_key(key))
    found = Held(**kept) if kept else None
    return found if found and found.person == str(request.user.pk) else None


def _hold(request: HttpRequest, page: str, person: str) -> str:
    said = request.POST.urlencode()
    if not person or len(said) > LARGEST:
        return ""
    form = Held(person, request.path, page, said, request.content_type == "multipart/form-data")
    key = secrets.token_urlsafe(24)
    cache.set(_key(key), asdict(form), KEPT_SECONDS)
    return key


def _person(request: HttpRequest) -> str:
    """Who worked last in this browser; empty when it does not say, or somebody wrote it by hand."""
    try:
        return str(_signer.unsign(request.COOKIES.get(COOKIE, "")))
    except BadSignature:
        return ""


def _page(request: HttpRequest) -> str:
    """The page on which the form stood: many addresses that receive a form show nothing by themselves."""
    if not written_here(request):
        return request.get_full_path()
    parts = urlsplit(request.headers["Referer"])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _key(token: str) -> str:
    return f"held-form:{token}"
