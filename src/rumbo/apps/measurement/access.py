"""Who may make figures come about. Everybody of the entity may read how they did."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.apps.indicators.access import writes_for
from rumbo.findings import Finding


@permits(
    "measurement.period.open",
    "measurement.period.close",
    "measurement.report.accept",
    "measurement.report.send_back",
    "measurement.figures.rebuild",
    "measurement.intake.approve",
    "measurement.basis.say",
    "measurement.rule.say",
    "measurement.results.load",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office opens, accepts and closes, and figures follow."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()


@permits("measurement.setting.record")
def planning_or_administrator(actor: Actor, subject: Any) -> Finding | None:
    """Whoever may record a setting of the entity; the figures of what is open follow it."""
    return None if actor.has(Role.PLANNING_OFFICE, Role.ADMINISTRATOR) else not_permitted()


@permits(
    "measurement.period.differs",
    "measurement.closing.keep",
    "measurement.verification.record",
    "measurement.closings.verify",
)
def task_worker(actor: Actor, subject: Any) -> Finding | None:
    """Only the machine compares what was closed with itself, and keeps it as files."""
    return not_permitted()


@permits("measurement.count.take", "measurement.count.leave")
def planning_or_the_unit_of_the_variable(actor: Actor, subject: Any) -> Finding | None:
    """Whoever keeps a variable says where its values come from."""
    return None if writes_for(actor, getattr(subject, "unit_id", None)) else not_permitted()
