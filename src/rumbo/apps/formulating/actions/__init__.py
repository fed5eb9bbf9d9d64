"""Every write on formulations, one verb a file."""

from rumbo.apps.formulating.actions.answer_part import return_part, take_part
from rumbo.apps.formulating.actions.approve_components import approve_components
from rumbo.apps.formulating.actions.change_window import change_window
from rumbo.apps.formulating.actions.formulate_target import formulate_target, withdraw_target
from rumbo.apps.formulating.actions.note_changes import note_changes
from rumbo.apps.formulating.actions.open_formulation import open_formulation
from rumbo.apps.formulating.actions.pass_targets import pass_targets
from rumbo.apps.formulating.actions.propose_level import answer_level, propose_level
from rumbo.apps.formulating.actions.submit_part import submit_part

__all__ = [
    "answer_level",
    "approve_components",
    "change_window",
    "formulate_target",
    "note_changes",
    "open_formulation",
    "pass_targets",
    "propose_level",
    "return_part",
    "submit_part",
    "take_part",
    "withdraw_target",
]
