"""Who may bring files and evidence in, and who decides what of it is public."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits("evidence.file.store")
def who_brings(actor: Actor, subject: Any) -> Finding | None:
    """Whoever writes what evidence supports, and the administrator, who brings the workbook of the entity."""
    return None if actor.has(Role.ADMINISTRATOR) else who_writes(actor, subject)


@permits("evidence.evidence.attach", "evidence.evidence.link")
def who_writes(actor: Actor, subject: Any) -> Finding | None:
    """The units bring what supports their reports; the planning office brings the documents of the plan."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.LIAISON, Role.UNIT_LEAD) else not_permitted()


@permits("evidence.files.clear_away")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """What nothing names is of no entity: the installation itself takes it away, from its clock."""
    return not_permitted()


@permits("evidence.evidence.mark_public")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """What leaves the house is for the planning office to say."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()
