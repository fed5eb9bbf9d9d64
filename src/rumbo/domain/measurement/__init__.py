"""Measurement: from a target and its reports to its figures, up the levels of a plan, with a trace behind each figure.

The way in: `measure_target` for a target and `outlook_of` for where its year will end; `roll_up_plan` for all levels at
once, `node_sum` for one of them and `carry_up` for those above one report; `grouped` for the same targets from another
side and `ratio_of_sums` for money; `trace_of`, `explain` and `recompute` when a figure is opened, `inputs_digest` when
it is kept, `settings_of` for what the entity chose. Each rule is defined in docs/measurement.md by the name that it has
here.
"""

from rumbo.domain.measurement.bands import DEFAULT_BANDS, Band, Percentage, band_of, check_bands
from rumbo.domain.measurement.checks import check_reports
from rumbo.domain.measurement.digests import inputs_digest, node_digest, plain_inputs
from rumbo.domain.measurement.explaining import Line, explain, shown
from rumbo.domain.measurement.grouping import Counts, Group, Grouping, Item, count_variables, grouped, trace_of_share
from rumbo.domain.measurement.levels import Above, Level, LevelFigure, Placed, Reach, carry_up, roll_up_plan
from rumbo.domain.measurement.outlook import (
    Outlook,
    Projection,
    Trend,
    Way,
    outlook_from,
    outlook_of,
    project,
    trend_of,
)
from rumbo.domain.measurement.provenance import Provenance
from rumbo.domain.measurement.ratios import MoneyRatio, Spent, ratio_of_sums, trace_of_ratio
from rumbo.domain.measurement.recomputing import NotRecomputable, holds, recompute, told_by
from rumbo.domain.measurement.rollup import (
    NOTHING,
    NodeSum,
    check_weights,
    contribution,
    excluded_because,
    node_sum,
    weight_of,
)
from rumbo.domain.measurement.rules import MEASURING_RULES, MeasuringRule
from rumbo.domain.measurement.settings import DEFAULTS, SOURCES, LevelNamed, Settings, Weighting, plain, settings_of
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, TargetFigures, TargetState, measure_target
from rumbo.domain.measurement.trace import Source, Trace, canonical, digest, from_plain, to_plain
from rumbo.domain.measurement.tracing import (
    trace_of,
    trace_of_node,
    trace_of_projection,
)

__all__ = [
    "DEFAULTS",
    "DEFAULT_BANDS",
    "MEASURING_RULES",
    "NOTHING",
    "SOURCES",
    "Above",
    "Band",
    "Counts",
    "CutOff",
    "Group",
    "Grouping",
    "Item",
    "Level",
    "LevelFigure",
    "LevelNamed",
    "Line",
    "MeasuredTarget",
    "MeasuringRule",
    "MoneyRatio",
    "NodeSum",
    "NotRecomputable",
    "Outlook",
    "Percentage",
    "Placed",
    "Projection",
    "Provenance",
    "Reach",
    "Settings",
    "Source",
    "Spent",
    "TargetFigures",
    "TargetState",
    "Trace",
    "Trend",
    "Way",
    "Weighting",
    "band_of",
    "canonical",
    "carry_up",
    "check_bands",
    "check_reports",
    "check_weights",
    "contribution",
    "count_variables",
    "digest",
    "excluded_because",
    "explain",
    "from_plain",
    "grouped",
    "holds",
    "inputs_digest",
    "measure_target",
    "node_digest",
    "node_sum",
    "outlook_from",
    "outlook_of",
    "plain",
    "plain_inputs",
    "project",
    "ratio_of_sums",
    "recompute",
    "roll_up_plan",
    "settings_of",
    "shown",
    "to_plain",
    "told_by",
    "trace_of",
    "trace_of_node",
    "trace_of_projection",
    "trace_of_ratio",
    "trace_of_share",
    "trend_of",
    "weight_of",
]
