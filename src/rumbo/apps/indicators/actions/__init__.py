"""Every write on sheets of indicators, their variables and what is reported of them."""

from rumbo.apps.indicators.actions.closing import close_result, close_results
from rumbo.apps.indicators.actions.deciding import approve_sheet, propose_sheet, return_sheet
from rumbo.apps.indicators.actions.printed import offer_results, settle_results
from rumbo.apps.indicators.actions.reporting import analyse_result, report_value
from rumbo.apps.indicators.actions.sheets import (
    continue_sheet,
    create_sheet,
    place_variable,
    take_variable,
    write_sheet,
)
from rumbo.apps.indicators.actions.variables import VariableData, change_variable, create_variable

__all__ = [
    "VariableData",
    "analyse_result",
    "approve_sheet",
    "change_variable",
    "close_result",
    "close_results",
    "continue_sheet",
    "create_sheet",
    "create_variable",
    "offer_results",
    "place_variable",
    "propose_sheet",
    "report_value",
    "return_sheet",
    "settle_results",
    "take_variable",
    "write_sheet",
]
