"""Reads of figures: the sheet of a follow-up, the explanation of one figure, the proof that closed ones still hold."""

from rumbo.apps.measurement.queries.closed import closed_followups, closing_to_verify, closings_gone, named_closing
from rumbo.apps.measurement.queries.corrections import CorrectionTold, FigureChange, corrections_of
from rumbo.apps.measurement.queries.counting import counted_periods, level_counted, plans_to_count
from rumbo.apps.measurement.queries.differing import UNREADABLE, Difference
from rumbo.apps.measurement.queries.explanation import (
    Explained,
    Inside,
    explained_figure,
)
from rumbo.apps.measurement.queries.followups import (
    MeasuredRound,
    followup_to_measure,
    followups_to_print,
    measured_followups,
    settings_of_followup,
)
from rumbo.apps.measurement.queries.groups import (
    ExplainedGroup,
    Groups,
    axes_of,
    axes_with_money,
    explained_group,
    groups_of,
)
from rumbo.apps.measurement.queries.money import ExplainedMoney, MoneyBeside, explained_money, money_beside
from rumbo.apps.measurement.queries.narrowing import PAGE, SheetFilter
from rumbo.apps.measurement.queries.outlooks import (
    PROJECTION,
    OutlookRow,
    explained_projection,
    outlook_page,
    outlooks_in,
)
from rumbo.apps.measurement.queries.sheet import SHOWN, Sheet, Standing, sheet_of
from rumbo.apps.measurement.queries.sides import Axis, Key
from rumbo.apps.measurement.queries.spending import Spending, spending_of
from rumbo.apps.measurement.queries.targets import LastMeasured, last_measured
from rumbo.apps.measurement.queries.verification import differences
from rumbo.apps.measurement.queries.verifying import closing_gone, day_to_verify, in_trail, last_verification, verified

__all__ = [
    "PAGE",
    "PROJECTION",
    "SHOWN",
    "UNREADABLE",
    "Axis",
    "CorrectionTold",
    "Difference",
    "Explained",
    "ExplainedGroup",
    "ExplainedMoney",
    "FigureChange",
    "Groups",
    "Inside",
    "Key",
    "LastMeasured",
    "MeasuredRound",
    "MoneyBeside",
    "OutlookRow",
    "Sheet",
    "SheetFilter",
    "Spending",
    "Standing",
    "axes_of",
    "axes_with_money",
    "closed_followups",
    "closing_gone",
    "closing_to_verify",
    "closings_gone",
    "corrections_of",
    "counted_periods",
    "day_to_verify",
    "differences",
    "explained_figure",
    "explained_group",
    "explained_money",
    "explained_projection",
    "followup_to_measure",
    "followups_to_print",
    "groups_of",
    "in_trail",
    "last_measured",
    "last_verification",
    "level_counted",
    "measured_followups",
    "money_beside",
    "named_closing",
    "outlook_page",
    "outlooks_in",
    "plans_to_count",
    "settings_of_followup",
    "sheet_of",
    "spending_of",
    "verified",
]
