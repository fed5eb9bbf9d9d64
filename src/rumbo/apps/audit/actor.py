"""Who acts: a value made once per request, command or task, and handed to every action."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be in an entity. One person may hold several, some of them in one unit only."""

    PLANNING_OFFICE = "planning_office"
    LIAISON = "liaison"
    UNIT_LEAD = "unit_lead"
    INTERNAL_CONTROL = "internal_control"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held, in one unit (`unit_id`) or in the whole entity (None)."""

    role: Role
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one entity. `name` is what the audit trail prints; `origin` is web, cli, task or demo."""

    user_id: int | None
    name: str
    entity_id: int | None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    origin: str = "web"

    def has(self, *roles: Role) -> bool:
        """Whether any of these roles is held, wherever."""
        return any(grant.role in roles for grant in self.grants)

    def units_as(self, *roles: Role) -> frozenset[int]:
        """The units in which any of these roles is held."""
        return frozenset(g.unit_id for g in self.grants if g.role in roles and g.unit_id is not None)


def system_actor(origin: str, entity_id: int | None = None) -> Actor:
    """The installation itself: commands of its administrator and scheduled tasks. No person, every right."""
    return Actor(user_id=None, name="Rumbo", entity_id=entity_id, origin=origin)
