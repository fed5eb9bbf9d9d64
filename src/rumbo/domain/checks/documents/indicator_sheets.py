"""The sheet of an indicator that was read is asked what every sheet is asked, each answer at its place."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.indicators import IndicatorSheet, check_sheet, checks
from rumbo.findings import CheckResult, Finding, Sentences

Draft = DocumentDraft[IndicatorSheet]
_PLACES: dict[Sentences, Path] = {
    checks.FORMULA: ("formula",),
    checks.UNKNOWN: ("formula",),
    checks.UNUSED: ("variables",),
    checks.PERCENT: ("measure_unit",),
    checks.CONSTANT: ("formula",),
    checks.TARGET_IN_NAME: ("name",),
    checks.OUT_OF_SCALE: ("target",),
    checks.RESULT: ("measurements",),
}


def _asked(sentences: Sentences) -> Callable[[Draft, Reference], Iterable[CheckResult]]:
    def run(draft: Draft, _reference: Reference) -> Iterable[CheckResult]:
        for result in check_sheet(draft.content):
            if result.code == sentences.code:
                found = tuple(
                    replace(each, where=draft.where(_place(draft, each, sentences))) for each in result.findings
                )
                yield replace(result, findings=found)

    return run


def _place(draft: Draft, finding: Finding, sentences: Sentences) -> Path:
    """Where a finding stands: a variable by its own row."""
    codes = [each.code for each in draft.content.variables]
    if (code := finding.facts.get("code")) in codes:
        return "variables", codes.index(str(code)), "code"
    periods = [each.period for each in draft.content.measurements]
    if (period := finding.facts.get("period")) in periods:
        return "measurements", periods.index(str(period)), "result"
    return _PLACES[sentences]


CHECKS = tuple(DocumentCheck(sentences, IndicatorSheet, _asked(sentences)) for sentences in _PLACES)
