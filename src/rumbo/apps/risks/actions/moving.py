"""How a version moves from state to state, and how a risk of a draft is held and computed anew."""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.risks.bridge import assessed, place_columns
from rumbo.apps.risks.models import Assessment, MapVersion, VersionState

EDITABLE = (VersionState.DRAFT, VersionState.RETURNED)


def move(version: MapVersion, *expected: str, **columns: Any) -> MapVersion:
    """Moves a version that is still in one of the states expected; refuses when it no longer is."""
    moved = MapVersion.objects.filter(pk=version.pk, state__in=expected).update(edit=F("edit") + 1, **columns)
    if not moved:
        raise somebody_was_faster()
    version.refresh_from_db()
    return version


def hold(version_id: int) -> None:
    """Keeps a version editable until the end of the transaction; refuses when it no longer is."""
    held = MapVersion.objects.filter(pk=version_id, state__in=EDITABLE)
    if not held.update(edit=F("edit") + 1):
        raise somebody_was_faster()


def place_again(row: Assessment) -> Assessment:
    """Writes the levels and zones that follow from what a risk and its controls say now."""
    found = assessed(row, list(row.controls.order_by("ordinal")))
    Assessment.objects.filter(pk=row.pk).update(**place_columns(found))
    row.refresh_from_db()
    return row
