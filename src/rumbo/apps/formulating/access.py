"""Who opens a formulation, writes it, answers to it and records its act. Everybody of the entity may read it."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

WRITES = (Role.LIAISON, Role.UNIT_LEAD)


@permits(
    "formulating.formulation.open",
    "formulating.window.change",
    "formulating.part.take",
    "formulating.part.return",
    "formulating.part.pass",
    "formulating.level.answer",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office opens, gives time, takes and returns. That nobody takes what is their own is for the action
    to say, with its reason."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("formulating.components.approve")
def planning_or_director(actor: Actor, subject: Any) -> Finding | None:
    """The act of the committee is recorded by whoever may record that of a version."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR) else not_permitted()


@permits(
    "formulating.target.write",
    "formulating.target.withdraw",
    "formulating.part.submit",
    "formulating.workbook.apply",
    "formulating.level.propose",
    "formulating.changes.note",
)
def whoever_writes_for_the_unit(actor: Actor, subject: Any) -> Finding | None:
    """The part of a unit is written by its liaison or its lead, and by nobody else. The subject is the part."""
    unit = getattr(subject, "unit_id", None)
    return None if unit is not None and unit in actor.units_as(*WRITES) else not_permitted()


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
