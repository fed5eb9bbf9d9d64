"""Who may seal the trail and who may read it."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("audit.trail.seal")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """Seals are put by the installation itself, from its command line or its clock."""
    return not_permitted()


@permits("audit.trail.read")
def whoever_watches(actor: Actor, subject: Any) -> Finding | None:
    """Planning, internal control and the administrator read what everybody did."""
    allowed = actor.has(Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.ADMINISTRATOR)
    return None if allowed else not_permitted()


@permits("audit.trail.export")
def whoever_audits(actor: Actor, subject: Any) -> Finding | None:
    """Internal control and the administrator take the trail along."""
    return None if actor.has(Role.INTERNAL_CONTROL, Role.ADMINISTRATOR) else not_permitted()
