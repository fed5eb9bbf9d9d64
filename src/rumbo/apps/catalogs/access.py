"""Who may change the official lists: they are of the whole installation."""

from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("catalogs.catalogue.load")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """Editions come with the program and are loaded by whoever runs the installation."""
    return not_permitted()
