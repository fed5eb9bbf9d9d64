"""What the sentences of indicators leave unsaid, the target or how often it is measured: it is asked, not assumed."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.institutional import InstitutionalPlan, ProcessIndicator
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

UNSAID = declare(
    Sentences(
        "document.target_unsaid",
        Severity.NOTICE,
        marked("Indicador sin una meta que se pueda leer"),
        marked("De «{statement}» no se puede saber cuál es la meta."),
        marked("La frase no dice una cantidad, o dice más de una; sin meta el indicador no se mide."),
        marked("Diga la cantidad, su unidad y cada cuánto se mide."),
    )
)
HOW_OFTEN = declare(
    Sentences(
        "document.target_periodicity_unsaid",
        Severity.NOTICE,
        marked("Indicadores que no dicen cada cuánto se miden"),
        marked("{count} de {all} indicadores no lo dicen; por ejemplo «{statement}»."),
        marked("Lo que no está escrito no se supone: se pregunta antes de medir."),
        marked("Diga la periodicidad de cada uno, o una para todos."),
    )
)
NO_INDICATORS = marked("indicadores de procesos")
LONGEST = 120


def _indicators(draft: DocumentDraft[InstitutionalPlan]) -> list[tuple[Path, ProcessIndicator]]:
    return [
        (("processes", at, "indicators", number), indicator)
        for at, process in enumerate(draft.content.processes)
        for number, indicator in enumerate(process.indicators)
    ]


def _unsaid(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    listed = _indicators(draft)
    if not listed:
        return not_made(UNSAID, NO_INDICATORS)
    return asked(
        UNSAID,
        (
            finding(UNSAID, draft.where(path), statement=_short(each.statement))
            for path, each in listed
            if each.target.quantity is None
        ),
    )


def _how_often(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    listed = [(path, each) for path, each in _indicators(draft) if each.target.quantity is not None]
    if not listed:
        return not_made(HOW_OFTEN, NO_INDICATORS)
    silent = list(_silent(listed))
    if not silent:
        return asked(HOW_OFTEN, ())
    path, first = silent[0]
    told = finding(HOW_OFTEN, draft.where(path), count=len(silent), all=len(listed), statement=_short(first.statement))
    return asked(HOW_OFTEN, [told])


def _silent(listed: list[tuple[Path, ProcessIndicator]]) -> Iterator[tuple[Path, ProcessIndicator]]:
    """The indicators that say neither how often nor in which part of the year."""
    for path, each in listed:
        if not each.target.periodicity and each.target.first_month is None:
            yield path, each


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


CHECKS = (
    DocumentCheck(UNSAID, InstitutionalPlan, _unsaid),
    DocumentCheck(HOW_OFTEN, InstitutionalPlan, _how_often),
)
