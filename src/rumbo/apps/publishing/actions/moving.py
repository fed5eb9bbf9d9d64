"""How a publication changes: a conditional update from the state expected, or somebody was faster."""

from typing import Any

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.publishing.models import Publication


def move(publication: Publication, *expected: str, **columns: Any) -> Publication:
    """Moves a publication that is still in one of the states expected; refuses when it no longer is."""
    if not Publication.objects.filter(pk=publication.pk, state__in=expected).update(**columns):
        raise somebody_was_faster()
    publication.refresh_from_db()
    return publication
