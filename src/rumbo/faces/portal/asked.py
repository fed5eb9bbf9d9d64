"""The publication of an address, and when its pages change."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from rumbo.apps.publishing import queries
from rumbo.faces.portal import showing


def publication_asked(request: HttpRequest, slug: str, year: int, number: int) -> Any:
    """The publication of an address, read once a request."""
    if not hasattr(request, "publication"):
        found: Any = queries.public_publication(slug, year, number)
        if found is not None:
            found.corrected = queries.corrected_after(found)
        request.publication = found  # type: ignore[attr-defined]
    return request.publication  # type: ignore[attr-defined]


def etag(request: HttpRequest, slug: str, year: int, number: int, **_more: Any) -> str | None:
    """What the pages of a publication depend on besides their address."""
    found = publication_asked(request, slug, year, number)
    return showing.etag_of(found) if found else None


def changed(request: HttpRequest, slug: str, year: int, number: int, **_more: Any) -> datetime | None:
    """A publication never changes: its page does, when another supersedes it or what it tells is corrected."""
    found = publication_asked(request, slug, year, number)
    if found is None:
        return None
    known = [each.published_at for each in (found, *found.superseding)]
    return max([*known, *(each.at for each in found.corrected)])
