"""What a project sheet is asked, whether it was just read from a file or is a live record. One file per subject.

`place` tells where a value stands: by `DocumentDraft.where` for a file, `place_of` for a live project.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rumbo.domain.project.checks import (
    budgeted,
    causes,
    codes,
    deliverables,
    goals,
    impacts,
    marks,
    money,
    quantities,
    registered,
    relations,
    repeated,
    steps,
    unwritten,
)
from rumbo.domain.project.places import Place, place_of
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Finding, Sentences, Severity


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """A rule: its sentences, and the function that asks a sheet."""

    sentences: Sentences
    run: Callable[[ProjectSheet, Place], Iterable[CheckResult]]


SUBJECTS = (
    *(causes, goals, quantities, repeated, relations),
    *(money, budgeted, codes),
    *(marks, steps, impacts, deliverables, registered),
)
CHECKS: tuple[SheetCheck, ...] = tuple(
    SheetCheck(sentences, run) for subject in SUBJECTS for sentences, run in subject.CHECKS
)


def check_sheet(sheet: ProjectSheet, place: Place = place_of) -> tuple[CheckResult, ...]:
    """Asks every check, in order."""
    return tuple(result for check in CHECKS for result in check.run(sheet, place))


def check_live(sheet: ProjectSheet, place: Place = place_of) -> tuple[CheckResult, ...]:
    """Asks a live project all that a document is asked, and first whether it says what it has to."""
    return (*unwritten.check_written(sheet, place), *check_sheet(sheet, place))


def against_viability(sheet: ProjectSheet, place: Place = place_of) -> tuple[Finding, ...]:
    """The findings with which a project may be registered but is never declared viable: the errors."""
    found = (finding for result in check_live(sheet, place) for finding in result.findings)
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


__all__ = ["CHECKS", "SheetCheck", "against_viability", "check_live", "check_sheet"]
