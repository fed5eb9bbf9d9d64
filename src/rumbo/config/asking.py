"""Whoever looks at a page asks the database each question once; whoever sends something asks anew each time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rumbo.apps.remembering import remembering

LOOKING = frozenset({"GET", "HEAD"})


class AskedOnce:
    """Remembers, while a page is made, what was already asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, and nothing of what was asked outlives it."""
        if request.method not in LOOKING:
            return self.get_response(request)
        with remembering():
            return self.get_response(request)
