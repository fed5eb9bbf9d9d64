"""Who may make figures come about. Everybody of the entity may read how they did."""

from typing import Any

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import not_permitted, permits
from rumbo.findings import Finding


@permits(
    "measurement.period.open",
    "measurement.period.close",
    "measurement.report.accept",
    "measurement.figures.rebuild",
    "measurement.intake.approve",
    "measurement.setting.record",
)
def planning_office(actor: Actor, subject: Any) -> Finding | None:
    """The planning office opens, accepts and closes, and figures follow."""
    return None if actor.has(Role.PLANNING_OFFICE) else not_permitted()
