"""Whoever approves returns a proposal with a remark."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.plans.actions.moving import move
from rumbo.apps.plans.models import PlanVersion, VersionState


@doorway("plans.version.return")
def return_version(actor: Actor, version: PlanVersion, *, reason: str) -> PlanVersion:
    """The proposal goes back to planning, with what should change."""
    return move(version, VersionState.PROPOSED, state=VersionState.RETURNED, return_remark=reason)
