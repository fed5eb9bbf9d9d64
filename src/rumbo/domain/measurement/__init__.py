"""Measurement: from a target and its reports to its figures, up the levels of a plan, with a trace behind each figure.

The way in: `measure_target` for a target, `contribution` and `NodeSum` for a level, `trace_of` and `explain` when a
figure is opened, `inputs_digest` when it is kept, `settings_of` for what the entity chose, `outlook_of` for where the
year will end.
"""

from rumbo.domain.measurement.bands import DEFAULT_BANDS, Band, Percentage, band_of, check_bands
from rumbo.domain.measurement.checks import check_reports
from rumbo.domain.measurement.outlook import Outlook, Projection, Trend, Way, outlook_of, project, trend_of
from rumbo.domain.measurement.rollup import (
    NOTHING,
    NodeSum,
    check_weights,
    contribution,
    excluded_because,
    exclusions,
    node_sum,
    roll_up,
    weight_of,
)
from rumbo.domain.measurement.rules import MEASURING_RULES, MeasuringRule
from rumbo.domain.measurement.sentences import Line, explain, shown
from rumbo.domain.measurement.settings import DEFAULTS, SOURCES, Settings, Weighting, plain, settings_of
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, TargetFigures, TargetState, measure_target
from rumbo.domain.measurement.trace import Source, Trace, canonical, digest, from_plain, to_plain
from rumbo.domain.measurement.tracing import (
    Provenance,
    inputs_digest,
    node_digest,
    plain_inputs,
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
    "Band",
    "CutOff",
    "Line",
    "MeasuredTarget",
    "MeasuringRule",
    "NodeSum",
    "Outlook",
    "Percentage",
    "Projection",
    "Provenance",
    "Settings",
    "Source",
    "TargetFigures",
    "TargetState",
    "Trace",
    "Trend",
    "Way",
    "Weighting",
    "band_of",
    "canonical",
    "check_bands",
    "check_reports",
    "check_weights",
    "contribution",
    "digest",
    "excluded_because",
    "exclusions",
    "explain",
    "from_plain",
    "inputs_digest",
    "measure_target",
    "node_digest",
    "node_sum",
    "outlook_of",
    "plain",
    "plain_inputs",
    "project",
    "roll_up",
    "settings_of",
    "shown",
    "to_plain",
    "trace_of",
    "trace_of_node",
    "trace_of_projection",
    "trend_of",
    "weight_of",
]
