"""Reads of figures: the sheet of a follow-up, the explanation of one figure, the proof that closed ones still hold."""

from rumbo.apps.measurement.queries.corrections import CorrectionTold, FigureChange, corrections_of
from rumbo.apps.measurement.queries.explanation import (
    Explained,
    Inside,
    explained_figure,
    trace_of_figure,
)
from rumbo.apps.measurement.queries.followups import (
    MeasuredRound,
    followup_to_measure,
    followups_to_print,
    measured_followups,
    settings_of_followup,
)
from rumbo.apps.measurement.queries.outlooks import PROJECTION, explained_projection, outlooks_in
from rumbo.apps.measurement.queries.sheet import (
    PAGE,
    SHOWN,
    Sheet,
    SheetFilter,
    Standing,
    sheet_of,
)
from rumbo.apps.measurement.queries.targets import LastMeasured, last_measured
from rumbo.apps.measurement.queries.verification import (
    UNREADABLE,
    Difference,
    closed_followups,
    closings_gone,
    differences,
)

__all__ = [
    "PAGE",
    "PROJECTION",
    "SHOWN",
    "UNREADABLE",
    "CorrectionTold",
    "Difference",
    "Explained",
    "FigureChange",
    "Inside",
    "LastMeasured",
    "MeasuredRound",
    "Sheet",
    "SheetFilter",
    "Standing",
    "closed_followups",
    "closings_gone",
    "corrections_of",
    "differences",
    "explained_figure",
    "explained_projection",
    "followup_to_measure",
    "followups_to_print",
    "last_measured",
    "measured_followups",
    "outlooks_in",
    "settings_of_followup",
    "sheet_of",
    "trace_of_figure",
]
