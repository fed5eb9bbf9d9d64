"""Who may look after an entity, its units, people and settings."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits(
    "people.unit.create",
    "people.unit.describe",
    "people.unit.rename",
    "people.unit.move",
    "people.unit.close",
    "people.unit.succeed",
    "people.unit.rename_since",
    "people.unit.merge",
    "people.unit.split",
    "people.alias.create",
    "people.post.create",
    "people.post.change",
    "people.post.end",
    "people.setting.record",
)
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """The planning office keeps the units and the settings of measurement; the administrator helps."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


@permits(
    "people.entity.describe",
    "people.entity.set_zone",
    "people.user.invite",
    "people.member.invite",
    "people.membership.grant",
    "people.membership.end",
    "people.membership.title",
)
def administrator(actor: Actor, subject: Any) -> Finding | None:
    """People and rights belong to the administrator of the entity."""
    return None if actor.has(Role.ADMINISTRATOR) else not_permitted()


@permits("people.entity.found")
def installation_only(actor: Actor, subject: Any) -> Finding | None:
    """Entities are founded by whoever runs the installation, from its command line."""
    return not_permitted()


@permits("people.language.choose")
def oneself(actor: Actor, subject: Any) -> Finding | None:
    """Everybody chooses for themselves."""
    return None if getattr(subject, "pk", None) == actor.user_id else not_permitted()


@permits("people.member.read")
def whoever_watches(actor: Actor, subject: Any) -> Finding | None:
    """Names and addresses of everybody are for those who assign, invite or watch; nothing is written by this verb."""
    allowed = actor.has(Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.ADMINISTRATOR)
    return None if allowed else not_permitted()
