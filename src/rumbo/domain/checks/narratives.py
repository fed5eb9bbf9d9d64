"""What the narrative of a follow-up says against what its figures say (domain rule: cancelling is a modification)."""

import re
from collections.abc import Iterable, Iterator

from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, lacking, not_made
from rumbo.domain.followup.states import NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

WORK_TOLD = declare(
    Sentences(
        "followup.not_applicable_with_work",
        Severity.WARNING,
        marked("Dice N/A, pero el relato cuenta trabajo hecho"),
        marked("La acción {number} reporta «No aplica» y su relato dice «{words}»."),
        marked("«No aplica» saca la acción de la medición; si hubo trabajo, el avance existe y no se está midiendo."),
        marked("Reporte el avance del periodo, o explique por qué el periodo no aplica."),
    )
)
CANCELLED = declare(
    Sentences(
        "followup.cancelled_in_narrative",
        Severity.ERROR,
        marked("Una acción cancelada dentro del relato"),
        marked("El relato de la acción {number} dice «{words}»: la acción no se hará."),
        marked(
            "Quitar una acción del plan es una modificación: necesita justificación, acta del comité y versión nueva."
        ),
        marked("Tramite la modificación del plan con su acto; mientras tanto la acción sigue vigente y se mide."),
    )
)
WITHOUT_REASON = declare(
    Sentences(
        "followup.not_applicable_without_reason",
        Severity.ERROR,
        marked("N/A sin motivo"),
        marked("La acción {number} reporta «No aplica» y no dice por qué."),
        marked("Sin motivo no se distingue lo que no aplica de lo que no se reportó."),
        marked("Escriba el motivo en el avance cualitativo o junto a N/A («N/A: motivo»)."),
    )
)
NARRATIVE_MISSING = declare(
    Sentences(
        "followup.narrative_missing",
        Severity.WARNING,
        marked("Avance sin relato"),
        marked("La acción {number} reporta {progress} % y no cuenta qué se hizo."),
        marked("La cifra sola no deja ver qué la respalda."),
        marked("Cuente en dos frases lo hecho y con qué soporte."),
    )
)
_PAST = r"(?:ó|aron|ieron|ado|ada|ados|adas|ido|ida|idos|idas)"
_DOING = (
    "avanz|adelant|realiz|elabor|desarroll|constru|estableci|capacit|certific|defini|diseñ|concert|consolid|ejecut|"
    "implement|socializ|formul|gestion|public|present|revis|ajust|efectu|articul|acompañ|suscri|inici|complet|entreg|"
    "radic|contrat|actualiz|aprob|adopt|divulg|particip|convoc|atend|identific|mape"
)
_WORK = re.compile(rf"\b(?:se\s+(?:ha\s+|han\s+)?)?(?:{_DOING}){_PAST}\b|\bllev(?:ó|aron|ado)\s+a\s+cabo\b")
_NEGATED = re.compile(r"\b(?:no|sin|ni|tampoco)\s+(?:se\s+)?(?:ha\s+|han\s+|había\s+|hubo\s+)?(?:sido\s+)?\w+")
_ACTION = r"(?:acci[oó]n|actividad|meta|proyecto|compromiso|iniciativa|producto|taller)"
_NOT_DO = r"(?:adelant|realiz|ejecut|desarroll|implement|continu|cumpl|har|llev|efectu)\w*(?:rá|rán|á|án)"
_CANCELLED = re.compile(
    rf"{_ACTION}\b[^.;]{{0,60}}?\bno\s+(?:se\s+)?{_NOT_DO}\b[^.;,]{{0,40}}"
    rf"|\b(?:decidi|determin|acord|defin)\w*\b[^.;]{{0,60}}?\bno\s+(?:adelantar|realizar|ejecutar|desarrollar|continuar)\b[^.;,]{{0,40}}"
    rf"|{_ACTION}\b[^.;]{{0,30}}?\b(?:fue|ha\s+sido|queda|quedó|está)\s+(?:cancelad|eliminad|suprimid|retirad|descartad)[oa]\b"
    rf"|\bse\s+(?:cancel|elimin|suprim|retir|descart)(?:ó|a|ará|ó)\b[^.;]{{0,30}}?{_ACTION}\b",
    re.IGNORECASE,
)
_MAY_CANCEL = re.compile(r"\bno\b|cancel|elimin|suprim|retir|descart", re.IGNORECASE)
FOLLOWUP = marked("un seguimiento (columnas de avance)")


def work_told(narrative: str) -> str:
    """The words of a narrative that tell work done, empty when it tells none."""
    found = _WORK.search(_NEGATED.sub(" ", narrative.casefold()))
    return " ".join(found[0].split()) if found else ""


def cancellation_told(narrative: str) -> str:
    """The words of a narrative by which the action will not be done, empty when it has none."""
    if not _MAY_CANCEL.search(narrative):
        return ""
    found = _CANCELLED.search(narrative)
    return " ".join(found[0].split()) if found else ""


def _work(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if lacking(draft, reference, "progress", "narrative"):
        return not_made(WORK_TOLD, FOLLOWUP)

    def found() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            if not isinstance(line.progress, NotApplicable) or cancellation_told(line.narrative):
                continue
            if words := work_told(line.narrative):
                yield finding(WORK_TOLD, draft.where(at, "progress"), number=called(line), words=words)

    return asked(WORK_TOLD, found())


def _cancelled(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if lacking(draft, reference, "narrative"):
        return not_made(CANCELLED, FOLLOWUP)
    told = (
        (at, line, cancellation_told(line.narrative)) for at, line in enumerate(draft.matrix.lines) if line.narrative
    )
    return asked(
        CANCELLED,
        (
            finding(CANCELLED, draft.where(at, "narrative"), number=called(line), words=words)
            for at, line, words in told
            if words
        ),
    )


def _reason(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if lacking(draft, reference, "progress"):
        return not_made(WITHOUT_REASON, FOLLOWUP)
    return asked(
        WITHOUT_REASON,
        (
            finding(WITHOUT_REASON, draft.where(at, "progress"), number=called(line))
            for at, line in enumerate(draft.matrix.lines)
            if isinstance(line.progress, NotApplicable) and not line.progress.reason and not line.narrative
        ),
    )


def _narrative(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if lacking(draft, reference, "progress", "narrative"):
        return not_made(NARRATIVE_MISSING, FOLLOWUP)

    def found() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            if isinstance(line.progress, Quantity) and not line.narrative:
                progress = f"{line.progress.decimal.normalize():f}".replace(".", ",")
                yield finding(NARRATIVE_MISSING, draft.where(at, "narrative"), number=called(line), progress=progress)

    return asked(NARRATIVE_MISSING, found())


CHECKS = (
    Check(WORK_TOLD, _work),
    Check(CANCELLED, _cancelled),
    Check(WITHOUT_REASON, _reason),
    Check(NARRATIVE_MISSING, _narrative),
)
