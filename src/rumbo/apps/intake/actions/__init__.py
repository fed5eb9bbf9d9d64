"""Every write on received documents, one verb a file."""

from rumbo.apps.intake.actions.approve_document import approve_document
from rumbo.apps.intake.actions.choose_destination import choose_destination
from rumbo.apps.intake.actions.decide_cell import correct_cell, forget_decision, overrule_finding
from rumbo.apps.intake.actions.decide_name import decide_name
from rumbo.apps.intake.actions.discard_document import discard_document
from rumbo.apps.intake.actions.propose_document import propose_document
from rumbo.apps.intake.actions.receive_file import read_received, receive_file
from rumbo.apps.intake.actions.settle_continuity import settle_continuity

__all__ = [
    "approve_document",
    "choose_destination",
    "correct_cell",
    "decide_name",
    "discard_document",
    "forget_decision",
    "overrule_finding",
    "propose_document",
    "read_received",
    "receive_file",
    "settle_continuity",
]
