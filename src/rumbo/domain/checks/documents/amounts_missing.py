"""Goals of a plan without a number (V14): nothing says when they are reached."""

from collections.abc import Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft, records
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

NO_AMOUNT = declare(
    Sentences(
        "document.goal_without_amount",
        Severity.ERROR,
        marked("Meta sin número"),
        marked("«{statement}» no dice cuánto se quiere lograr."),
        marked("Una meta sin número se puede registrar, pero no aprobar ni medir."),
        marked("Escriba la cantidad de todos los años o la del año."),
    )
)


def _missing(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for path, listed in records(draft.content):
            for at, each in enumerate(listed):
                if isinstance(each, TermTarget) and each.term is None and not _years(each):
                    yield finding(NO_AMOUNT, draft.where((*path, at)), statement=each.statement[:120])

    return asked(NO_AMOUNT, found())


def _years(target: TermTarget) -> bool:
    return any(year.quantity is not None for year in target.years)


CHECKS = tuple(DocumentCheck(NO_AMOUNT, kind, _missing) for kind in (StrategicPlan, InstitutionalPlan))
