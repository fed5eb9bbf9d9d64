"""Who keeps the processes of an entity; everybody of the entity reads them."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits(
    "processes.process.create",
    "processes.process.change",
    "processes.process.close",
    "processes.alias.create",
    "processes.alias.remove",
)
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """The planning office keeps the map of processes; the administrator helps, as with the units."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()
