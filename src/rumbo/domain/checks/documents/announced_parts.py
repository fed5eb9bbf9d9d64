"""What a plan of action announces of its parts against what it lists (V04): indicators, processes, plans."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, not_made
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

WHY = marked("Quien lee el resumen cree que hay más, o menos, de lo que el documento trae.")
HOW = marked("Complete la lista o corrija el número anunciado.")
PASSED = marked("anunciados {announced}, encontrados {found}")
INDICATORS = declare(
    Sentences(
        "document.indicators_announced",
        Severity.WARNING,
        marked("Los indicadores listados no son los anunciados"),
        marked("El documento anuncia {announced} indicadores y lista {found}."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
PROCESSES = declare(
    Sentences(
        "document.processes_announced",
        Severity.WARNING,
        marked("Los procesos listados no son los anunciados"),
        marked("El documento anuncia {announced} procesos y lista {found}."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
ACTIVITIES = declare(
    Sentences(
        "document.activities_announced",
        Severity.WARNING,
        marked("Las actividades de los planes no suman lo anunciado"),
        marked("El documento anuncia {announced} actividades y las de sus planes suman {found}."),
        WHY,
        marked("Corrija el número de actividades de algún plan, o el número anunciado."),
        passed=PASSED,
    )
)
PLANS = declare(
    Sentences(
        "document.plans_announced",
        Severity.WARNING,
        marked("Los planes listados no son los anunciados"),
        marked("El documento anuncia {announced} («{sentence}») y lista {found}."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
SILENT = marked("cuántas actividades tiene {plans}")
MISSING = marked("el número que el documento anuncia, o la lista")


@dataclass(frozen=True, slots=True)
class _Count:
    """A count: the field that announces it, what it announces, what the document lists, and how it words that."""

    field: str
    announced: int
    found: int
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Why a count cannot be made: a sentence to translate, and what fills it."""

    sentence: str
    plans: str = ""


Counting = Callable[[InstitutionalPlan], _Count | _Lacking | None]


def _indicators(plan: InstitutionalPlan) -> _Count | None:
    found = sum(len(process.indicators) for process in plan.processes)
    return _counted("announced_indicators", plan.announced_indicators, found)


def _processes(plan: InstitutionalPlan) -> _Count | None:
    return _counted("announced_processes", plan.announced_processes, len(plan.processes))


def _activities(plan: InstitutionalPlan) -> _Count | _Lacking | None:
    """The sum of the activities of the plans; none where some plan does not say how many it has."""
    plans = [each for owner in plan.integrated_plans for each in owner.plans]
    silent = [each.name for each in plans if each.announced_activities is None]
    if plan.announced_activities is not None and silent:
        return _Lacking(SILENT, ", ".join(f"«{name}»" for name in silent))
    known = [each.announced_activities or 0 for each in plans]
    return _counted("announced_activities", plan.announced_activities, sum(known))


def _plans(plan: InstitutionalPlan) -> _Count | None:
    """What is announced beside the count ("y la estrategia de participación") is one more."""
    if plan.announced_plans is None:
        return None
    besides = plan.announced_besides
    found = sum(len(owner.plans) for owner in plan.integrated_plans)
    sentence = f"{plan.announced_plans} planes, y {besides}" if besides else f"{plan.announced_plans} planes"
    return _counted("announced_plans", plan.announced_plans + bool(besides), found, sentence)


def _counted(field: str, announced: int | None, found: int, sentence: str = "") -> _Count | None:
    return _Count(field, announced, found, sentence) if announced is not None and found else None


def _asking(sentences: Sentences, counting: Counting) -> DocumentCheck:
    """The check of one count."""

    def asks(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
        count = counting(draft.content)
        if count is None:
            return not_made(sentences, MISSING)
        if isinstance(count, _Lacking):
            return not_made(sentences, count.sentence, plans=count.plans)
        facts: dict[str, Fact] = {"announced": count.announced, "found": count.found, "sentence": count.sentence}
        if count.announced == count.found:
            return (CheckResult(sentences.code, Outcome.PASSED, facts=facts),)
        found = Finding(sentences.code, sentences.severity, draft.where((count.field,)), facts)
        return (CheckResult(sentences.code, Outcome.FOUND, (found,), facts=facts),)

    return DocumentCheck(sentences, InstitutionalPlan, asks)


CHECKS = (
    _asking(INDICATORS, _indicators),
    _asking(PROCESSES, _processes),
    _asking(ACTIVITIES, _activities),
    _asking(PLANS, _plans),
)
