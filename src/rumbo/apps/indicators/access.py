"""Who keeps sheets and variables, who reports values, and who approves. Everybody of the entity reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

FIRST_LINE = (Role.LIAISON, Role.UNIT_LEAD)


@permits("indicators.sheet.create", "indicators.variable.create")
def planning_or_a_unit(actor: Actor, subject: Any) -> Finding | None:
    """Planning, or the first line; that a unit begins only what is its own is for the action to say."""
    return None if actor.has(Role.PLANNING_OFFICE, *FIRST_LINE) else not_permitted()


@permits(
    "indicators.sheet.write",
    "indicators.sheet.propose",
    "indicators.sheet.continue",
    "indicators.sheet.analyse",
    "indicators.printed_results.offer",
    "indicators.printed_results.settle",
    "indicators.sheet_variable.place",
    "indicators.sheet_variable.take",
    "indicators.variable.change",
    "indicators.value.report",
)
def planning_or_its_unit(actor: Actor, subject: Any) -> Finding | None:
    """The planning office, or the liaison or the lead of the unit of the sheet or of the variable."""
    return None if writes_for(actor, getattr(subject, "unit_id", None)) else not_permitted()


@permits("indicators.sheet.approve", "indicators.sheet.return", "indicators.result.close", "indicators.results.close")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """Sheets are approved or returned, and results closed, by the planning office."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


def writes_for(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor writes sheets and variables of a unit."""
    return actor.user_id is None or actor.has(Role.PLANNING_OFFICE) or unit_id in actor.units_as(*FIRST_LINE)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None
