"""Who may bring documents in."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits(
    "intake.file.receive",
    "intake.cell.decide",
    "intake.cell.forget",
    "intake.name.decide",
    "intake.continuity.settle",
    "intake.destination.choose",
    "intake.value.decide",
    "intake.row.add",
    "intake.row.remove",
    "intake.row.restore",
    "intake.question.answer",
    "intake.document.propose",
    "intake.document.discard",
    "intake.document.read",
    "intake.document.write",
    "intake.document.fail",
    "intake.document.resume",
    "intake.document.reopen",
    "intake.document.approve",
    "intake.mapping.keep",
    "intake.mapping.use",
    "intake.mapping.import",
    "intake.mapping.retire",
    "intake.table.record",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office settles what comes in."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


def may_settle(actor: Actor) -> bool:
    """Whether screens offer to decide; the doorway asks again."""
    return actor.has(Role.PLANNING_OFFICE)


def may_read(actor: Actor) -> bool:
    """Planning, direction and internal control see what came in and how it was settled."""
    return actor.has(Role.PLANNING_OFFICE, Role.DIRECTOR, Role.INTERNAL_CONTROL)
