"""How a version of a project is held while it is written, and how it goes from one state of the bank to the next."""

from datetime import date
from typing import Any

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.projects.models import BankStep, ProjectVersion
from rumbo.apps.versions.actions import moving as steps
from rumbo.domain.project.bank import EDITABLE, BankState, before


def hold(version: ProjectVersion, edit: int | None = None, **columns: Any) -> None:
    """Keeps a version that can still be written, until the end of the transaction, and writes columns of it.

    `edit` is what its editor saw: who comes second is told. None for who looked at nothing.
    """
    steps.hold(version, edit, states=[state.value for state in EDITABLE], **columns)
    version.refresh_from_db()


def move(actor: Actor, version: ProjectVersion, state: BankState, told: dict[str, Any], **columns: Any) -> None:
    """Moves a version to a state from one that it follows, and keeps the step with its day, act and signature."""
    steps.move(version, *(earlier.value for earlier in before(state)), state=state.value, **columns)
    keep_step(actor, version, told)


def keep_step(actor: Actor, version: ProjectVersion, told: dict[str, Any]) -> BankStep:
    """A step as it was taken, today where it says no other day."""
    now = timezone.now()
    day: date = told.pop("day", None) or timezone.localdate(now)
    return BankStep.objects.create(
        entity_id=version.entity_id,
        version=version,
        state=version.state,
        day=day,
        recorded_by=actor.name,
        recorded_at=now,
        **told,
    )
