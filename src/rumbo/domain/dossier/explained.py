"""How each figure of a dossier came about: its trace, as it was published, and what the parts of it are called."""

from collections.abc import Mapping
from dataclasses import fields

from rumbo.domain.dossier.reported import Figure, Figures
from rumbo.domain.dossier.values import Dossier, Level, Plain, TargetEntry
from rumbo.domain.measurement.trace import Trace, from_plain

YEAR = "year"
MEASURES = tuple(each.name for each in fields(Figures))
"""The figures of a dossier by their names, in its order."""


def subject_in(dossier: Dossier, uid: str) -> Level | TargetEntry | None:
    """The level or the target of a uid."""
    every: tuple[Level | TargetEntry, ...] = (*dossier.levels, *dossier.targets)
    return next((each for each in every if each.uid == uid), None)


def figure_in(subject: Level | TargetEntry, measure: str) -> Figure | None:
    """One figure of a level or a target, by its name."""
    figure = getattr(subject.figures, measure, None)
    return figure if isinstance(figure, Figure) else None


def trace_in(subject: Level | TargetEntry, measure: str) -> Trace | None:
    """The trace of one figure with its inputs; None where the dossier has none or is of a program that told traces in
    another way."""
    told = {each.measure: each.trace for each in subject.explanations}
    plain: Mapping[str, Plain] = told.get(measure, {})
    inputs: Plain = ()
    if isinstance(subject, TargetEntry):
        inputs = subject.trace.get("inputs", ())
        plain = subject.trace if measure == YEAR else plain
    if not plain:
        return None
    try:
        return from_plain({**plain, "inputs": plain.get("inputs") or inputs})
    except (KeyError, TypeError, ValueError):
        return None


def names_in(dossier: Dossier) -> dict[str, str]:
    """What levels and targets are called, by uid."""
    levels = {each.uid: each.name for each in dossier.levels}
    targets = {each.uid: f"{each.line.number}. {each.line.statement}".removeprefix(". ") for each in dossier.targets}
    return levels | targets
