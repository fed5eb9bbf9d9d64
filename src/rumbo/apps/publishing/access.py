"""Who may publish in the name of the entity."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding


@permits("publishing.publication.prepare", "publishing.publication.discard")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office prepares what is published."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("publishing.publication.publish", "publishing.publication.resume")
def director_or_planning(actor: Actor, subject: Any) -> Finding | None:
    """The head of the entity approves a publication; planning may do it by their order."""
    return None if actor.has(Role.DIRECTOR, Role.PLANNING_OFFICE) else not_permitted()


@permits("publishing.publication.draw", "publishing.publication.fail")
def task_worker(actor: Actor, subject: Any) -> Finding | None:
    """Drawing what was approved is the machine's part: no person does it."""
    return not_permitted()


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None


def may_read(actor: Actor) -> bool:
    """Publications are for everybody; those still prepared, for who works with them."""
    return actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR, Role.INTERNAL_CONTROL)
