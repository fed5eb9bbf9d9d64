"""Who asks for a change, who gives an opinion of it, and who enters what the committee decided."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

ASK = (Role.LIAISON, Role.UNIT_LEAD)


@permits("changing.request.ask")
def who_answers_for_targets(actor: Actor, subject: Any) -> Finding | None:
    """Units and the planning office ask; that a unit asks for its own targets only is for the action to say."""
    return None if actor.has(*ASK, Role.PLANNING_OFFICE) else not_permitted()


@permits("changing.request.withdraw")
def who_asked(actor: Actor, subject: Any) -> Finding | None:
    """A request is taken back by who made it, or by their unit."""
    unit = getattr(subject, "unit_id", None)
    own = getattr(subject, "asker_id", None) == actor.user_id
    return None if own or (unit is not None and unit in actor.units_as(*ASK)) else not_permitted()


@permits("changing.request.opine", "changing.request.hand_over", "changing.version.decide")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office gives the opinion, hands requests over and enters the act; that it is nobody's own is for the
    action to say."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


def reads_all(actor: Actor) -> bool:
    """Whether the actor reads the requests of every unit."""
    return actor.user_id is None or actor.has(Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.DIRECTOR)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
