"""How an intake changes: a conditional update from the state expected, or somebody was faster."""

from typing import Any

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.intake.models import Intake, IntakeState


def move(intake: Intake, *expected: str, **columns: Any) -> Intake:
    """Moves an intake that is still in one of the states expected; refuses when it no longer is."""
    if not Intake.objects.filter(pk=intake.pk, state__in=expected).update(edit=intake.edit + 1, **columns):
        raise somebody_was_faster()
    intake.refresh_from_db()
    return intake


def settling(intake: Intake) -> Intake:
    """Makes sure that the intake still waits for decisions, and that two people deciding notice each other."""
    return move(intake, IntakeState.SETTLING)
