"""Rounds, reports and all that hangs from them, by subject."""

from rumbo.apps.followup.models.chain import Decision, Evaluation, FieldRemark, Review, Step, Verdict
from rumbo.apps.followup.models.reports import (
    Answer,
    Ending,
    Followup,
    FollowupState,
    MilestoneDone,
    Reopening,
    Report,
    ReportEntry,
    ReportEvidence,
    ReportState,
)
from rumbo.apps.followup.models.several import Contribution, Reassignment

__all__ = [
    "Answer",
    "Contribution",
    "Decision",
    "Ending",
    "Evaluation",
    "FieldRemark",
    "Followup",
    "FollowupState",
    "MilestoneDone",
    "Reassignment",
    "Reopening",
    "Report",
    "ReportEntry",
    "ReportEvidence",
    "ReportState",
    "Review",
    "Step",
    "Verdict",
]
