"""Every write on follow-up, one verb a file."""

from rumbo.apps.followup.actions.accept_report import accept_report
from rumbo.apps.followup.actions.ask_report import ask_report, begin_report
from rumbo.apps.followup.actions.attach_evidence import attach_again, attach_file, attach_link, detach_evidence
from rumbo.apps.followup.actions.close_followup import close_followup
from rumbo.apps.followup.actions.contribute import (
    contribute_file,
    contribute_link,
    save_contribution,
    submit_contribution,
    withdraw_evidence,
)
from rumbo.apps.followup.actions.end_reopening import expire_reopening, withdraw_reopening
from rumbo.apps.followup.actions.endorse_report import endorse_report
from rumbo.apps.followup.actions.evaluate_report import EvaluationData, evaluate_report
from rumbo.apps.followup.actions.import_reports import import_reports
from rumbo.apps.followup.actions.open_followup import open_followup
from rumbo.apps.followup.actions.record_chain import record_chain
from rumbo.apps.followup.actions.record_parts import record_parts
from rumbo.apps.followup.actions.release_reports import release_reports
from rumbo.apps.followup.actions.reopen_report import reopen_report
from rumbo.apps.followup.actions.reschedule_followup import reschedule_followup
from rumbo.apps.followup.actions.return_report import return_report
from rumbo.apps.followup.actions.save_draft import save_draft
from rumbo.apps.followup.actions.send_back_report import send_back_report
from rumbo.apps.followup.actions.submit_report import submit_report
from rumbo.apps.followup.actions.succeed_units import merge_units, split_unit

__all__ = [
    "EvaluationData",
    "accept_report",
    "ask_report",
    "attach_again",
    "attach_file",
    "attach_link",
    "begin_report",
    "close_followup",
    "contribute_file",
    "contribute_link",
    "detach_evidence",
    "endorse_report",
    "evaluate_report",
    "expire_reopening",
    "import_reports",
    "merge_units",
    "open_followup",
    "record_chain",
    "record_parts",
    "release_reports",
    "reopen_report",
    "reschedule_followup",
    "return_report",
    "save_contribution",
    "save_draft",
    "send_back_report",
    "split_unit",
    "submit_contribution",
    "submit_report",
    "withdraw_evidence",
    "withdraw_reopening",
]
