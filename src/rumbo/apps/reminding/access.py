"""Who reminds whom, and who says when the entity reminds."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding


@permits("reminding.day.write")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """The reminders of a day are written by the machine, at its clock."""
    return not_permitted()


@permits("reminding.reminder.send")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office reminds those who owe."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("reminding.rules.record")
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """Whoever may record a setting of the entity."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
