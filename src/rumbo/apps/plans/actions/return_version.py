"""Whoever approves returns a proposal with a remark."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.versions.actions.moving import send_back


@doorway("plans.version.return")
def return_version(actor: Actor, version: PlanVersion, *, reason: str) -> PlanVersion:
    """The proposal goes back to planning, with what should change."""
    return send_back(version, reason)
