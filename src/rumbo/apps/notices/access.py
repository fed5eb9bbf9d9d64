"""Who writes messages, who sees that they leave, and who chooses what they are told."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding


@permits("notices.message.write", "notices.message.claim", "notices.message.settle", "notices.message.postpone")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """Messages are written and sent by the machine, on behalf of whoever caused them."""
    return not_permitted()


@permits("notices.outbox.send", "notices.outbox.read")
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """The outbox of the entity."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


@permits("notices.preference.choose", "notices.calendar.renew")
def oneself(actor: Actor, subject: Any) -> Finding | None:
    """Everybody chooses for themselves."""
    return None


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
