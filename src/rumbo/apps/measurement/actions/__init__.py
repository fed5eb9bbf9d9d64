"""Every write on figures, and the verbs of lower floors that make figures change, one verb a file."""

from rumbo.apps.measurement.actions.accept_report import accept_report
from rumbo.apps.measurement.actions.approve_intake import approve_intake
from rumbo.apps.measurement.actions.close_period import close_period
from rumbo.apps.measurement.actions.keep_closing import write_closing
from rumbo.apps.measurement.actions.load_results import load_results
from rumbo.apps.measurement.actions.open_period import open_period
from rumbo.apps.measurement.actions.rebuild_figures import rebuild_figures
from rumbo.apps.measurement.actions.record_differences import record_differences
from rumbo.apps.measurement.actions.record_setting import record_setting
from rumbo.apps.measurement.actions.say_basis import say_basis
from rumbo.apps.measurement.actions.say_rule import say_rule
from rumbo.apps.measurement.actions.send_back_report import send_back_report
from rumbo.apps.measurement.actions.take_counts import leave_counts, take_counts
from rumbo.apps.measurement.actions.verify_closings import ask_to_verify

__all__ = [
    "accept_report",
    "approve_intake",
    "ask_to_verify",
    "close_period",
    "leave_counts",
    "load_results",
    "open_period",
    "rebuild_figures",
    "record_differences",
    "record_setting",
    "say_basis",
    "say_rule",
    "send_back_report",
    "take_counts",
    "write_closing",
]
