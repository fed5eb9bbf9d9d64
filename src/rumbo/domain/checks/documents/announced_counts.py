"""What a document announces it holds against what it lists (V04): "2 indicadores" over a table of two."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.findings import CheckResult, Outcome, Sentences, Severity, declare, marked

DIFFERS = declare(
    Sentences(
        "document.count_differs",
        Severity.WARNING,
        marked("Lo anunciado no es lo que se lista"),
        marked("«{place}» anuncia {announced} y se encontraron {found}."),
        marked("Quien lee el resumen cree que hay más, o menos, de lo que el documento trae."),
        marked("Complete la lista o corrija el número anunciado."),
        passed=marked("anunciados {announced}, encontrados {found}"),
    )
)


@dataclass(frozen=True, slots=True)
class Count:
    """A count: the path and name of what announces it, what it announces, and what the document lists."""

    path: Path
    name: str
    announced: int
    found: int


def _of_strategic_plan(plan: StrategicPlan) -> Iterator[Count]:
    for at, objective in enumerate(plan.objectives):
        if objective.announced_indicators is not None:
            path = ("objectives", at, "announced_indicators")
            name = f"Objetivo {objective.number}".strip()
            yield Count(path, name, objective.announced_indicators, len(objective.targets))


COUNTS: Mapping[type, Callable[[Any], Iterable[Count]]] = {StrategicPlan: _of_strategic_plan}
"""How to count each kind of content; another kind is one line here."""


def _counts(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    counts = list(COUNTS[type(draft.content)](draft.content))
    if not counts:
        return not_made(DIFFERS, marked("los números que el documento anuncia"))
    facts = {"announced": sum(each.announced for each in counts), "found": sum(each.found for each in counts)}
    findings = tuple(
        finding(DIFFERS, draft.where(each.path), place=each.name, announced=each.announced, found=each.found)
        for each in counts
        if each.announced != each.found
    )
    outcome = Outcome.FOUND if findings else Outcome.PASSED
    return (CheckResult(DIFFERS.code, outcome, findings, facts=facts),)


CHECKS = tuple(DocumentCheck(DIFFERS, kind, _counts) for kind in COUNTS)
