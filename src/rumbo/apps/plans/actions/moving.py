"""How a version moves from state to state: a conditional update from the state expected, or somebody was faster."""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.plans.models import PlanVersion, VersionState

EDITABLE = (VersionState.DRAFT, VersionState.RETURNED)


def move(version: PlanVersion, *expected: str, **columns: Any) -> PlanVersion:
    """Moves a version that is still in one of the states expected; refuses when it no longer is."""
    moved = PlanVersion.objects.filter(pk=version.pk, state__in=expected).update(edit=F("edit") + 1, **columns)
    if not moved:
        raise somebody_was_faster()
    version.refresh_from_db()
    return version


def hold(version: PlanVersion, edit: int | None = None) -> None:
    """Keeps a version editable until the end of the transaction; refuses when it no longer is.

    With the count of changes that somebody saw, also when there were others since.
    """
    held = PlanVersion.objects.filter(pk=version.pk, state__in=EDITABLE)
    if edit is not None:
        held = held.filter(edit=edit)
    if not held.update(edit=F("edit") + 1):
        raise somebody_was_faster()
