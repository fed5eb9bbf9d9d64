"""Several received documents ⇄ their drafts as they stand, without what a person said to be right as it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rumbo.apps.intake.bridge.decided import Decided
from rumbo.apps.intake.bridge.documents import DocumentReading
from rumbo.apps.intake.bridge.either import anything_read
from rumbo.apps.intake.bridge.reading import Reading
from rumbo.apps.intake.bridge.tables import TableReading
from rumbo.apps.intake.models import Intake
from rumbo.findings import CheckResult, Finding, Outcome
from rumbo.layouts.documents import Draft
from rumbo.papers.raw import Unreadable


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, with why."""

    name: str
    finding: Finding


def drafts_of(intakes: Iterable[Intake]) -> tuple[list[Draft], list[Unread]]:
    """The drafts of some documents, and those that could not be read."""
    drafts: list[Draft] = []
    unread: list[Unread] = []
    for intake in intakes:
        try:
            reading = anything_read(intake)
        except Unreadable as refused:
            unread.append(Unread(intake.file.name, refused.finding))
        else:
            drafts += [_open(draft, reading) for draft in _drafts(reading)]
    return drafts, unread


def _drafts(reading: Decided) -> tuple[Draft, ...]:
    if isinstance(reading, TableReading):
        return reading.drafts
    return (reading.draft,) if isinstance(reading, Reading | DocumentReading) else ()


def _open(draft: Draft, reading: Decided) -> Draft:
    """The draft without what was overruled; a rule of which nothing is left has passed."""

    def left(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(each for each in findings if reading.decision_on(each) is None)

    def answered(result: CheckResult) -> CheckResult:
        kept = left(result.findings)
        passed = result.outcome is Outcome.FOUND and not kept
        return replace(result, findings=kept, outcome=Outcome.PASSED if passed else result.outcome)

    return replace(draft, findings=left(draft.findings), checks=tuple(answered(each) for each in draft.checks))
