"""Who opens, reports, reviews, closes and reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.findings import Finding

READ_ALL = (Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.DIRECTOR)
REPORT = (Role.LIAISON, Role.UNIT_LEAD)


@permits("followup.followup.open", "followup.followup.reschedule", "followup.followup.close", "followup.report.import")
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office opens a round, closes it, and brings in what a document says was reported."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("followup.report.accept", "followup.report.return", "followup.report.send_back")
def reviewer(actor: Actor, subject: Any) -> Finding | None:
    """The planning office reviews. That nobody reviews their own report is for the action to say, with its reason."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("followup.report.draft", "followup.report.submit", "followup.report.attach", "followup.report.detach")
def responsible_unit(actor: Actor, subject: Any) -> Finding | None:
    """A report is answered by the liaison or the lead of the unit that owes it, and by nobody else."""
    unit = getattr(subject, "unit_id", None)
    return None if unit is not None and unit in actor.units_as(*REPORT) else not_permitted()


def reads_everything(actor: Actor) -> bool:
    """Whether the actor reads the follow-up of the whole entity."""
    return actor.user_id is None or actor.has(*READ_ALL)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None


def may_send_back(actor: Actor, report: Any) -> bool:
    """Whether a screen offers to take the acceptance of a report back: only while its round is open."""
    accepted = report.state == "accepted" and report.followup.state == "open"
    return accepted and may(actor, "followup.report.send_back", report)
