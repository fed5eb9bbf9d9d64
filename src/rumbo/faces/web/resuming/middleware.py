"""Brings a held form back into its page, once its person has signed in again."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from rumbo.faces.web.resuming.holding import Held, held, remember
from rumbo.faces.web.resuming.refilling import place_for, refilled

# Keys of rows and numbers of edits that pages send along say nothing to who wrote the rest.
_NOT_WRITTEN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class FormsComeBack:
    """Notes who works in a browser, and fills the page that a held form stood on. It never sends anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, filled where there is something to bring back to who is asking."""
        found = held(request)
        response = self.get_response(request)
        remember(request, response)
        return response if found is None else _brought_back(request, response, found)


def _brought_back(request: HttpRequest, response: HttpResponse, found: Held) -> HttpResponse:
    """The page filled; where its form is no longer there, what was written, to be copied."""
    page = response.content.decode() if _is_page(response) else ""
    place = place_for(page, request.path, found.action, found.values) if page else None
    if place is None:
        written = [text for name, said in found.values.items() if name != "edit" for text in _texts(said)]
        return render(request, "web/resuming/apart.html", {"written": written, "with_files": found.with_files})
    left = [text for said in place.left.values() for text in _texts(said)]
    notice = render_to_string("web/resuming/notice.html", {"left": left, "with_files": found.with_files})
    response.content = refilled(page, place.form, found.values, notice)
    response["Cache-Control"] = "private, no-store"
    return response


def _is_page(response: HttpResponse) -> bool:
    html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and html and not response.streaming


def _texts(said: list[str]) -> list[str]:
    return [text for text in said if text.strip() and not _NOT_WRITTEN.fullmatch(text)]
