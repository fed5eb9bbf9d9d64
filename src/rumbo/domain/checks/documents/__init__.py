"""The rules that a document of several parts is asked. One file per rule; a new check is one line of `CHECKS`."""

from typing import Any

from rumbo.domain.checks.documents import (
    amounts_missing,
    announced_counts,
    announced_empty,
    announced_parts,
    cited,
    indicator_sheets,
    integrated_plans,
    numbering,
    numbering_order,
    process_names,
    programme,
    project_codes,
    project_sheets,
    risk_counts,
    risks,
    section_numbers,
    shared_indicators,
    stated_targets,
    term_targets,
    text_cut,
)
from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.findings import CheckResult

CHECKS: tuple[DocumentCheck, ...] = (
    *announced_counts.CHECKS,
    *announced_parts.CHECKS,
    *announced_empty.CHECKS,
    *numbering.CHECKS,
    *numbering_order.CHECKS,
    *section_numbers.CHECKS,
    *text_cut.CHECKS,
    *amounts_missing.CHECKS,
    *term_targets.CHECKS,
    *programme.CHECKS,
    *shared_indicators.CHECKS,
    *stated_targets.CHECKS,
    *integrated_plans.CHECKS,
    *risk_counts.CHECKS,
    *risks.CHECKS,
    *process_names.CHECKS,
    *indicator_sheets.CHECKS,
    *project_codes.CHECKS,
    *project_sheets.CHECKS,
    *cited.CHECKS,
)


def run_document_checks(draft: DocumentDraft[Any], reference: Reference) -> tuple[CheckResult, ...]:
    """Asks every check that is meant for this kind of content, in order."""
    meant = (check for check in CHECKS if isinstance(draft.content, check.content))
    return tuple(result for check in meant for result in check.run(draft, reference))


__all__ = ["CHECKS", "DocumentCheck", "run_document_checks"]
