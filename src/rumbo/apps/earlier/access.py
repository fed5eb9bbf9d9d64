"""Who loads results from before; everybody of the entity reads them."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("earlier.results.load")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office answers for what was achieved before."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()
