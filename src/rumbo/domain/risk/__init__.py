"""Risks: how likely, how grave, what controls leave of it and why, by an edition of a method that content declares."""

from rumbo.domain.risk.assessing import Assessed, Control, Effect, Exposure, Place, assess, control_strength, solidity
from rumbo.domain.risk.bands import Band
from rumbo.domain.risk.map import (
    AnnouncedRow,
    ClassCount,
    MapControl,
    MapTreatment,
    RiskEntry,
    RiskMap,
)
from rumbo.domain.risk.method import Impact, Kind, Level, Method, Option, Probability, Question, RiskClass, Way, Zone
from rumbo.domain.risk.treating import check_treatment, options_for

__all__ = [
    "AnnouncedRow",
    "Assessed",
    "Band",
    "ClassCount",
    "Control",
    "Effect",
    "Exposure",
    "Impact",
    "Kind",
    "Level",
    "MapControl",
    "MapTreatment",
    "Method",
    "Option",
    "Place",
    "Probability",
    "Question",
    "RiskClass",
    "RiskEntry",
    "RiskMap",
    "Way",
    "Zone",
    "assess",
    "check_treatment",
    "control_strength",
    "options_for",
    "solidity",
]
