"""Plans, their versions, the levels of their tree, targets and their frozen revisions, and what continues what."""

from rumbo.apps.plans.models.placement import Lineage, LineageKind, Placement
from rumbo.apps.plans.models.target import (
    Counting,
    MeasuredBy,
    Milestone,
    Period,
    ProgrammeEntry,
    ReportKind,
    Target,
    TargetAlignment,
    TargetFunding,
    TargetRevision,
    TargetUnit,
)
from rumbo.apps.plans.models.tree import NarrativeSection, Node, NodeRevision
from rumbo.apps.plans.models.version import Plan, PlanVersion
from rumbo.apps.versions.models import VersionState

__all__ = [
    "Counting",
    "Lineage",
    "LineageKind",
    "MeasuredBy",
    "Milestone",
    "NarrativeSection",
    "Node",
    "NodeRevision",
    "Period",
    "Placement",
    "Plan",
    "PlanVersion",
    "ProgrammeEntry",
    "ReportKind",
    "Target",
    "TargetAlignment",
    "TargetFunding",
    "TargetRevision",
    "TargetUnit",
    "VersionState",
]
