"""Who may put a copy back: whoever runs the installation, from its command line."""

from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("keeping.copy.restore")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """No person inside of an entity: a copy holds what all of them wrote."""
    return not_permitted()
