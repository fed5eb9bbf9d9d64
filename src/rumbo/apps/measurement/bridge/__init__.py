"""Rows ⇄ domain values of measurement: what the rules compute from, what they gave as rows, and as a dossier tells it.

A fixed number of queries however many targets: plain rows into frozen values, the rules, rows back.
"""

from rumbo.apps.measurement.bridge.ahead import TargetOutlook, outlook_of_placement
from rumbo.apps.measurement.bridge.computing import (
    MEASURES,
    Computation,
    compute,
    level_trace,
    trace_of_placement,
)
from rumbo.apps.measurement.bridge.levels import is_left_out
from rumbo.apps.measurement.bridge.placed import MEASURING_KEYS, MeasuredPlacement, measured_placements, settings_on
from rumbo.apps.measurement.bridge.rows import (
    band_lit,
    outcome_above,
    outcome_columns,
    outcome_of,
    rows_of,
    sum_columns,
    sum_of,
    target_columns,
    weight_of_figure,
)
from rumbo.apps.measurement.bridge.telling import (
    bands_used,
    dossier_figure,
    dossier_figures,
    excluded_by_level,
    plain_traces,
    rule_keys,
    rules_used,
    settings_used,
)

__all__ = [
    "MEASURES",
    "MEASURING_KEYS",
    "Computation",
    "MeasuredPlacement",
    "TargetOutlook",
    "band_lit",
    "bands_used",
    "compute",
    "dossier_figure",
    "dossier_figures",
    "excluded_by_level",
    "is_left_out",
    "level_trace",
    "measured_placements",
    "outcome_above",
    "outcome_columns",
    "outcome_of",
    "outlook_of_placement",
    "plain_traces",
    "rows_of",
    "rule_keys",
    "rules_used",
    "settings_on",
    "settings_used",
    "sum_columns",
    "sum_of",
    "target_columns",
    "trace_of_placement",
    "weight_of_figure",
]
