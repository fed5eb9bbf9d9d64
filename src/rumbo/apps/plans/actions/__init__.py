"""Every write on plans, one verb a file."""

from rumbo.apps.plans.actions.approve_version import Act, approve_version
from rumbo.apps.plans.actions.create_plan import create_plan
from rumbo.apps.plans.actions.draft_version import draft_version
from rumbo.apps.plans.actions.ensure_periods import ensure_periods
from rumbo.apps.plans.actions.propose_version import propose_version
from rumbo.apps.plans.actions.return_version import return_version
from rumbo.apps.plans.actions.write_version import write_version

__all__ = [
    "Act",
    "approve_version",
    "create_plan",
    "draft_version",
    "ensure_periods",
    "propose_version",
    "return_version",
    "write_version",
]
