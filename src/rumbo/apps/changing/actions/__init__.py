"""Every write on requests to change a plan, one verb a file."""

from rumbo.apps.changing.actions.ask_change import ask_change
from rumbo.apps.changing.actions.decide_changes import Decided, decide_changes
from rumbo.apps.changing.actions.give_opinion import give_opinion
from rumbo.apps.changing.actions.hand_over_request import hand_over_request
from rumbo.apps.changing.actions.withdraw_request import withdraw_request

__all__ = ["Decided", "ask_change", "decide_changes", "give_opinion", "hand_over_request", "withdraw_request"]
