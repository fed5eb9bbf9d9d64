"""Indicators as values: their sheets, the formulas they are computed by, and what a sheet is asked."""

from rumbo.domain.indicators.checks import check_sheet, formula_of, refusals
from rumbo.domain.indicators.evaluating import Result, evaluate
from rumbo.domain.indicators.formula import Node, names_in, printed, ratio_in
from rumbo.domain.indicators.measuring import is_percent, measured, range_of, reaches
from rumbo.domain.indicators.naming import named_variables, with_symbols
from rumbo.domain.indicators.parsing import NotUnderstood, TooLarge, parse_formula
from rumbo.domain.indicators.sheet import (
    Change,
    IndicatorSheet,
    IndicatorSheets,
    Range,
    SheetMeasurement,
    Variable,
    YearTarget,
    sheets_in,
)

__all__ = [
    "Change",
    "IndicatorSheet",
    "IndicatorSheets",
    "Node",
    "NotUnderstood",
    "Range",
    "Result",
    "SheetMeasurement",
    "TooLarge",
    "Variable",
    "YearTarget",
    "check_sheet",
    "evaluate",
    "formula_of",
    "is_percent",
    "measured",
    "named_variables",
    "names_in",
    "parse_formula",
    "printed",
    "range_of",
    "ratio_in",
    "reaches",
    "refusals",
    "sheets_in",
    "with_symbols",
]
