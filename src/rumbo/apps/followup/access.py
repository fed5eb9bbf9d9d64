"""Who opens, reports, reviews, closes and reads."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits, refusal
from rumbo.domain.followup.chain import Step
from rumbo.findings import Finding

READ_ALL = (Role.PLANNING_OFFICE, Role.INTERNAL_CONTROL, Role.DIRECTOR)
REPORT = (Role.LIAISON, Role.UNIT_LEAD)


@permits(
    "followup.followup.open",
    "followup.followup.reschedule",
    "followup.followup.close",
    "followup.report.import",
    "followup.report.ask",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office opens a round, closes it, asks for what is reported on demand, and brings in what a document
    says was reported."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("followup.report.reopen", "followup.reopening.withdraw", "followup.target.release")
def planning_reopens(actor: Actor, subject: Any) -> Finding | None:
    """The planning office says which report of a closed round is opened again, and may lock it before its moment."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("followup.reopening.expire")
def the_clock(actor: Actor, subject: Any) -> Finding | None:
    """Only the machine locks what its moment came for."""
    return not_permitted()


@permits("followup.report.accept", "followup.report.send_back")
def reviewer(actor: Actor, subject: Any) -> Finding | None:
    """The planning office verifies. That nobody reviews their own report is for the action to say, with its reason."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("followup.report.endorse")
def lead_of_the_unit(actor: Actor, subject: Any) -> Finding | None:
    """A lead endorses what their own unit reports, and nothing else."""
    unit = getattr(subject, "unit_id", None)
    return None if unit is not None and unit in actor.units_as(Role.UNIT_LEAD) else not_permitted()


@permits("followup.report.return")
def whoever_answers_to_it(actor: Actor, subject: Any) -> Finding | None:
    """Whoever endorses or verifies may return; which of them it is now is for the action to say."""
    return reviewer(actor, subject) and lead_of_the_unit(actor, subject)


@permits("followup.report.evaluate")
def internal_control(actor: Actor, subject: Any) -> Finding | None:
    """Internal control evaluates, and only it."""
    return None if actor.has(Role.INTERNAL_CONTROL) else not_permitted()


@permits("followup.chain.record", "followup.parts.record", "followup.unit.merge", "followup.unit.split")
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """Whoever may record a setting of the entity, or keep its units."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


TAKES = {
    Step.ENDORSE: "followup.report.endorse",
    Step.VERIFY: "followup.report.accept",
    Step.EVALUATE: "followup.report.evaluate",
}
"""The verb of each step of the chain."""

SIGNS_AS = {
    Step.ENDORSE: (Role.UNIT_LEAD,),
    Step.VERIFY: (Role.PLANNING_OFFICE,),
    Step.EVALUATE: (Role.INTERNAL_CONTROL,),
}
"""The roles by which each step is signed."""


def may_take(actor: Actor, step: Step | None, report: Any) -> bool:
    """Whether a step of a report is this actor's to take."""
    return step is not None and may(actor, TAKES[step], report)


@permits(
    "followup.report.begin",
    "followup.report.draft",
    "followup.report.submit",
    "followup.report.attach",
    "followup.report.detach",
    "followup.contribution.draft",
    "followup.contribution.submit",
    "followup.contribution.attach",
    "followup.contribution.detach",
)
def responsible_unit(actor: Actor, subject: Any) -> Finding | None:
    """A report is begun and answered, and a contribution told, by the liaison or the lead of its unit alone."""
    unit = getattr(subject, "unit_id", None)
    return None if unit is not None and unit in actor.units_as(*REPORT) else not_permitted()


@permits("followup.workbook.apply")
def who_reports_in(actor: Actor, subject: Any) -> Finding | None:
    """The workbook of a unit is filled in by whoever reports for it. The subject is the unit."""
    return None if getattr(subject, "pk", None) in actor.units_as(*REPORT) else not_permitted()


@permits("followup.target.reassign")
def planning_reassigns(actor: Actor, subject: Any) -> Finding | None:
    """Who reports a target from a day on is for the planning office to say, and of several, one at a time."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


def reads_everything(actor: Actor) -> bool:
    """Whether the actor reads the follow-up of the whole entity."""
    return actor.user_id is None or actor.has(*READ_ALL)


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether a screen offers this to the actor; the doorway asks again when it is done."""
    return refusal(actor, verb, subject) is None


def may_reopen(actor: Actor, report: Any) -> bool:
    """Whether a screen offers to open a report again: only one that is closed."""
    return report.state_now == "closed" and may(actor, "followup.report.reopen", report)


def may_send_back(actor: Actor, report: Any) -> bool:
    """Whether a screen offers to take the acceptance of a report back: only while its round is open."""
    accepted = report.state == "accepted" and report.followup.state == "open"
    return accepted and may(actor, "followup.report.send_back", report)
