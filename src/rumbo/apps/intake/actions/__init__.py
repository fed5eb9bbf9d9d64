"""Every write on received documents, one verb a file."""

from rumbo.apps.intake.actions.answer_questions import Answered, answer_questions
from rumbo.apps.intake.actions.approve_document import approve_document
from rumbo.apps.intake.actions.change_rows import add_row, remove_row, restore_row
from rumbo.apps.intake.actions.choose_destination import choose_destination
from rumbo.apps.intake.actions.decide_cell import (
    accept_suggestion,
    accept_suggestions,
    correct_cells,
    describe_document,
    forget_decision,
    overrule_finding,
    overrule_findings,
)
from rumbo.apps.intake.actions.decide_name import NameAnswer, decide_names
from rumbo.apps.intake.actions.decide_value import accept_value, accept_values, correct_values
from rumbo.apps.intake.actions.discard_document import discard_document
from rumbo.apps.intake.actions.mappings import import_mapping, keep_mapping, retire_mapping, use_mapping
from rumbo.apps.intake.actions.propose_document import propose_document
from rumbo.apps.intake.actions.receive_file import receive_file
from rumbo.apps.intake.actions.reopen_document import reopen_document
from rumbo.apps.intake.actions.resume_document import resume_document
from rumbo.apps.intake.actions.settle_continuity import ContinuityAnswer, settle_continuity

__all__ = [
    "Answered",
    "ContinuityAnswer",
    "NameAnswer",
    "accept_suggestion",
    "accept_suggestions",
    "accept_value",
    "accept_values",
    "add_row",
    "answer_questions",
    "approve_document",
    "choose_destination",
    "correct_cells",
    "correct_values",
    "decide_names",
    "describe_document",
    "discard_document",
    "forget_decision",
    "import_mapping",
    "keep_mapping",
    "overrule_finding",
    "overrule_findings",
    "propose_document",
    "receive_file",
    "remove_row",
    "reopen_document",
    "restore_row",
    "resume_document",
    "retire_mapping",
    "settle_continuity",
    "use_mapping",
]
