"""The rules that a map of risks is asked, one file a rule: a document that was read, and a live map in its words."""

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.documents.risks import accepted, announced, codes, controls, days, residual, zones

CHECKS: tuple[DocumentCheck, ...] = (
    *announced.CHECKS,
    *codes.CHECKS,
    *zones.CHECKS,
    *residual.CHECKS,
    *controls.CHECKS,
    *accepted.CHECKS,
    *days.CHECKS,
)
