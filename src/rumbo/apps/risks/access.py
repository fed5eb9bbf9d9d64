"""Who writes, proposes and approves maps of risks, and who tells that one came true. Everybody of the entity reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

FIRST_LINE = (Role.LIAISON, Role.UNIT_LEAD)


@permits(
    "risks.finding.ask_again",
    "risks.finding.overrule",
    "risks.map.create",
    "risks.risk.bring",
    "risks.version.draft",
    "risks.version.continue",
    "risks.version.propose",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office, second line, keeps the maps together."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("risks.version.approve", "risks.version.return")
def planning_or_director(actor: Actor, subject: Any) -> Finding | None:
    """Approval records the act of the committee or the head; planning or the director enters it."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR) else not_permitted()


@permits("risks.risk.add")
def planning_or_a_unit(actor: Actor, subject: Any) -> Finding | None:
    """Planning, or the first line; that a unit writes its own risks only is for the action to say."""
    return None if actor.has(Role.PLANNING_OFFICE, *FIRST_LINE) else not_permitted()


@permits(
    "risks.risk.write",
    "risks.risk.remove",
    "risks.control.write",
    "risks.control.remove",
    "risks.treatment.choose",
    "risks.treatment.write",
    "risks.treatment.remove",
)
def planning_or_its_unit(actor: Actor, subject: Any) -> Finding | None:
    """The planning office, or the liaison or the lead of the unit that answers for the risk."""
    return None if writes_for(actor, getattr(subject, "unit_id", None)) else not_permitted()


@permits("risks.event.tell", "risks.event.withdraw")
def whoever_finds_out(actor: Actor, subject: Any) -> Finding | None:
    """That a risk came true is told by planning, by internal control, or by the first line."""
    allowed = actor.has(Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, *FIRST_LINE)
    return None if allowed else not_permitted()


def writes_for(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor writes risks of a unit."""
    return actor.user_id is None or actor.has(Role.PLANNING_OFFICE) or unit_id in actor.units_as(*FIRST_LINE)


def tells_for(actor: Actor, unit_id: int) -> bool:
    """Whether the actor tells what came true of risks of a unit."""
    return actor.has(Role.INTERNAL_CONTROL) or writes_for(actor, unit_id)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
