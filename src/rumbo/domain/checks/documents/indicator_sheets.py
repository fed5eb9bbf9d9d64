"""The sheets of indicators that were read are asked what every sheet is asked, each answer at its place.

Of many sheets in one document each check has one result: what was found in any of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.indicators import IndicatorSheet, IndicatorSheets, check_sheet, checks, sheets_in
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, marked

VARIABLES = marked("las variables de las fórmulas, que una tabla de indicadores no trae")
Draft = DocumentDraft[IndicatorSheet] | DocumentDraft[IndicatorSheets]
_PLACES: dict[Sentences, Path] = {
    checks.FORMULA: ("formula",),
    checks.UNKNOWN: ("formula",),
    checks.UNUSED: ("variables",),
    checks.PERCENT: ("measure_unit",),
    checks.CONSTANT: ("formula",),
    checks.TARGET_IN_NAME: ("name",),
    checks.OUT_OF_SCALE: ("target",),
    checks.YEAR: ("yearly",),
    checks.RESULT: ("measurements",),
}


def _asked(sentences: Sentences) -> Callable[[Draft, Reference], Iterable[CheckResult]]:
    def run(draft: Draft, _reference: Reference) -> Iterable[CheckResult]:
        results = [
            CheckResult(sentences.code, Outcome.NOT_MADE, missing=VARIABLES)
            if sentences is checks.UNKNOWN and path and not sheet.variables
            else replace(
                result, findings=tuple(_placed(draft, path, sheet, each, sentences) for each in result.findings)
            )
            for path, sheet in sheets_in(draft.content)
            for result in check_sheet(sheet)
            if result.code == sentences.code
        ]
        if results:
            yield _together(results)

    return run


def _together(results: list[CheckResult]) -> CheckResult:
    """One result of a check asked of several sheets: found in any, else passed in any."""
    findings = tuple(finding for each in results for finding in each.findings)
    order = (Outcome.FOUND, Outcome.PASSED, Outcome.NOT_MADE)
    best = min(results, key=lambda each: order.index(each.outcome))
    counted: dict[str, int] = {}
    for name, value in ((name, value) for each in results for name, value in each.facts.items()):
        counted[name] = counted.get(name, 0) + int(value)
    return replace(best, findings=findings, facts=counted)


def _placed(draft: Draft, path: Path, sheet: IndicatorSheet, finding: Finding, sentences: Sentences) -> Finding:
    return replace(finding, where=draft.where((*path, *_place(sheet, finding, sentences))))


def _place(sheet: IndicatorSheet, finding: Finding, sentences: Sentences) -> Path:
    """Where a finding stands in its sheet: a variable by its own row."""
    codes = [each.code for each in sheet.variables]
    if (code := finding.facts.get("code")) in codes:
        return "variables", codes.index(str(code)), "code"
    periods = [each.period for each in sheet.measurements]
    if (period := finding.facts.get("period")) in periods:
        return "measurements", periods.index(str(period)), "result"
    years = [str(each.year) for each in sheet.yearly]
    if (year := finding.facts.get("year")) in years:
        return "yearly", years.index(str(year)), "year"
    return _PLACES[sentences]


CHECKS = tuple(
    DocumentCheck(sentences, content, _asked(sentences))
    for content in (IndicatorSheet, IndicatorSheets)
    for sentences in _PLACES
)
