"""Who brings executions of the budget and pairs them with projects; everybody of the entity reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("budget.execution.record", "budget.version.withdraw", "budget.pairing.settle")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office brings what finance sends, and says which project a code is."""
    return None if may_keep(actor) else not_permitted()


def may_keep(actor: Actor) -> bool:
    """Whether screens offer to record and to pair; the doorway asks again."""
    return actor.has(Role.PLANNING_OFFICE)
