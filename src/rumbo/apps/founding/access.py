"""Who brings the workbook of the entity: whoever administers it, for it invites people and gives them roles."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("founding.workbook.apply")
def administrator(actor: Actor, subject: Any) -> Finding | None:
    """People and rights belong to the administrator of the entity."""
    return None if actor.has(Role.ADMINISTRATOR) else not_permitted()


@permits("founding.path.read")
def who_begins(actor: Actor, subject: Any) -> Finding | None:
    """The path of the first day is walked by the administrator and the planning office; nothing is written by it."""
    return None if actor.has(Role.ADMINISTRATOR, Role.PLANNING_OFFICE) else not_permitted()
