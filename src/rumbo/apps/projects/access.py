"""Who writes projects, who sends them to the bank and who decides there. Everybody of the entity reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

FORMULATES = (Role.LIAISON, Role.UNIT_LEAD)


@permits("projects.project.create", "projects.project.register")
def planning_or_a_unit(actor: Actor, subject: Any) -> Finding | None:
    """Planning, or whoever formulates in a unit; that a unit begins its own projects only is for the action to say."""
    return None if actor.has(Role.PLANNING_OFFICE, *FORMULATES) else not_permitted()


@permits(
    "projects.version.continue",
    "projects.identity.write",
    "projects.section.write",
    "projects.picture.write",
    "projects.picture.remove",
    "projects.tree.settle",
    "projects.goal.write",
    "projects.goal.remove",
    "projects.budget.write",
    "projects.codes.write",
    "projects.relations.write",
    "projects.schedule.write",
    "projects.schedule.bring",
    "projects.bank.enter",
    "projects.bank.send",
)
def planning_or_its_unit(actor: Actor, subject: Any) -> Finding | None:
    """The planning office, or the liaison or the lead of the unit that answers for the project."""
    return None if writes_for(actor, getattr(subject, "unit_id", None)) else not_permitted()


@permits("projects.bank.return", "projects.bank.declare_viable", "projects.bank.put_in_force", "projects.bank.close")
def planning_or_director(actor: Actor, subject: Any) -> Finding | None:
    """The bank is kept by planning; the director may enter its acts."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR) else not_permitted()


def writes_for(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor writes projects of a unit; those without a unit are planning's to settle."""
    return actor.user_id is None or actor.has(Role.PLANNING_OFFICE) or unit_id in actor.units_as(*FORMULATES)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
