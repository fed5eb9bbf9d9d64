"""Who sets the windows of the entity and who lengthens them. Everybody of the entity may read them."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding


@permits("calendar.windows.record", "calendar.lateness.record")
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """Whoever may record a setting of the entity."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


@permits("calendar.exception.give", "calendar.exception.withdraw", "calendar.target.stand")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """An exception to a term is for the planning office to give and to withdraw; what an act cancelled or suspended, to
    enter."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
