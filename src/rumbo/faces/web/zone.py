"""The clock of a page is that of the entity in which a person works, or whose publications are read; it ends with the
page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class EntityZone:
    """Whoever finds whose a page is sets the time zone (`session.person_of`, the portal's `of_entity`); here it is put
    back. Outside of pages `people.queries.clock_of` does both."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers with a clock of its own."""
        with timezone.override(None):
            return self.get_response(request)
