"""The clock of a page is that of the entity in which a person works, and it ends with the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class EntityZone:
    """Whoever finds who is behind a request sets the time zone (`session.person_of`); here it is put back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers with a clock of its own."""
        with timezone.override(None):
            return self.get_response(request)
