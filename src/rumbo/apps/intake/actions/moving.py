"""How an intake changes: a conditional update from the state expected, or somebody was faster."""

from typing import Any

from django.db.models import F

from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.findings import Finding


def move(intake: Intake, *expected: str, edit: int | None = None, **columns: Any) -> Intake:
    """Moves an intake that is still in one of the states expected; refuses when it no longer is.

    `edit` is the edit that the person had before their eyes: when another has decided something since, nothing is
    written and they are told. Each change raises it.
    """
    standing = Intake.objects.filter(pk=intake.pk, state__in=expected)
    if edit is not None:
        standing = standing.filter(edit=edit)
    if not standing.update(edit=F("edit") + 1, **columns):
        raise somebody_was_faster()
    intake.refresh_from_db()
    return intake


def refusal_told(finding: Finding) -> dict[str, Any]:
    """A finding as an intake keeps it."""
    return {"code": finding.code, "severity": finding.severity.value, "facts": dict(finding.facts)}


def settling(intake: Intake, edit: int | None) -> Intake:
    """Makes sure that the intake still waits for decisions, and that two people deciding notice each other."""
    return move(intake, IntakeState.SETTLING, edit=edit)
