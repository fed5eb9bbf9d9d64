"""Every write on plans, one verb a file."""

from rumbo.apps.plans.actions.approve_version import approve_version
from rumbo.apps.plans.actions.continue_version import continue_version
from rumbo.apps.plans.actions.create_plan import create_plan
from rumbo.apps.plans.actions.describe_version import describe_version
from rumbo.apps.plans.actions.draft_version import draft_version
from rumbo.apps.plans.actions.ensure_periods import ensure_periods
from rumbo.apps.plans.actions.measure_target import begin_sheets, measure_target
from rumbo.apps.plans.actions.move_node import move_node, move_target
from rumbo.apps.plans.actions.place_target import place_target, remove_target, settle_targets, show_target
from rumbo.apps.plans.actions.propose_version import propose_version
from rumbo.apps.plans.actions.return_version import return_version
from rumbo.apps.plans.actions.say_basis import say_basis
from rumbo.apps.plans.actions.say_rule import say_rule
from rumbo.apps.plans.actions.write_node import place_node, remove_node, write_node
from rumbo.apps.plans.actions.write_section import remove_section, write_section
from rumbo.apps.plans.actions.write_version import write_version
from rumbo.apps.versions.actions.adopting import Act

__all__ = [
    "Act",
    "approve_version",
    "begin_sheets",
    "continue_version",
    "create_plan",
    "describe_version",
    "draft_version",
    "ensure_periods",
    "measure_target",
    "move_node",
    "move_target",
    "place_node",
    "place_target",
    "propose_version",
    "remove_node",
    "remove_section",
    "remove_target",
    "return_version",
    "say_basis",
    "say_rule",
    "settle_targets",
    "show_target",
    "write_node",
    "write_section",
    "write_version",
]
