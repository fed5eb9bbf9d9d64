"""How a version moves from state to state: a conditional update from the state expected, or somebody was faster."""

from typing import Any

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.plans.models import PlanVersion


def move(version: PlanVersion, *expected: str, **columns: Any) -> PlanVersion:
    """Moves a version that is still in one of the states expected; refuses when it no longer is."""
    moved = PlanVersion.objects.filter(pk=version.pk, state__in=expected).update(edit=version.edit + 1, **columns)
    if not moved:
        raise somebody_was_faster()
    version.refresh_from_db()
    return version
