"""The rules of a project, asked of a sheet that was read from a file: the same as of a live one, with its places."""

from collections.abc import Callable, Iterable
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.domain.project.checks import CHECKS as SHEET_CHECKS
from rumbo.domain.project.checks import SheetCheck
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult


def _of_draft(check: SheetCheck) -> Callable[[DocumentDraft[Any], Reference], Iterable[CheckResult]]:
    return lambda draft, reference: check.run(draft.content, Place(draft.where, reference.stated))


CHECKS = tuple(DocumentCheck(check.sentences, ProjectSheet, _of_draft(check)) for check in SHEET_CHECKS)
