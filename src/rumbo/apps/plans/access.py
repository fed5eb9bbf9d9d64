"""Who may make, propose, approve and read plans."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits(
    "plans.plan.create",
    "plans.version.draft",
    "plans.version.continue",
    "plans.version.write",
    "plans.target.write",
    "plans.target.remove",
    "plans.target.show",
    "plans.target.settle",
    "plans.node.write",
    "plans.node.remove",
    "plans.node.move",
    "plans.target.move",
    "plans.section.write",
    "plans.section.remove",
    "plans.basis.say",
    "plans.rule.say",
    "plans.target.measure",
    "plans.sheets.begin",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office writes the plan."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("plans.periods.ensure")
def whoever_programmes(actor: Actor, subject: Any) -> Finding | None:
    """Periods are made for whoever programmes something in them: planning, and the units in what they formulate."""
    programmes = actor.has(Role.PLANNING_OFFICE, Role.LIAISON, Role.UNIT_LEAD)
    return None if programmes else not_permitted()


@permits("plans.version.propose")
def planning_proposes(actor: Actor, subject: Any) -> Finding | None:
    """The planning office proposes what it wrote; a formulation is approved by its own act."""
    if getattr(subject, "in_formulation", False):
        return not_permitted()
    return planning_office(actor, subject)


@permits("plans.version.approve", "plans.version.return")
def planning_or_director(actor: Actor, subject: Any) -> Finding | None:
    """Approval records the act of the committee or the head; planning or the director enters it."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR) else not_permitted()
