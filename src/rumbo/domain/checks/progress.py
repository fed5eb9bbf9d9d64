"""Percentages of a follow-up: readable, on one scale, and not beyond the whole without a word (domain rule 1.5)."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, not_made
from rumbo.domain.followup.states import NotReported
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

UNREADABLE = declare(
    Sentences(
        "followup.progress_unreadable",
        Severity.ERROR,
        marked("Avance que no se puede leer"),
        marked("«{written}» no es un porcentaje, ni N/A, ni una celda vacía."),
        marked("Un avance que no se puede leer quedaría como no reportado."),
        marked("Escriba el porcentaje (por ejemplo 25 %), o N/A con su motivo."),
    )
)
SCALE = declare(
    Sentences(
        "followup.percent_scale",
        Severity.WARNING,
        marked("Avances en escalas distintas"),
        marked("«{written}» se leyó como {written} %; otros avances van de 0 a 100 o la celda no tiene signo."),
        marked("0,25 y 25 pueden querer decir lo mismo; leídos en escalas distintas la consolidación sale mal."),
        marked("Escriba todos los avances como porcentaje de 0 a 100, con el signo %."),
    )
)
OVER_HUNDRED = declare(
    Sentences(
        "followup.over_hundred",
        Severity.WARNING,
        marked("Avance mayor que 100 %"),
        marked("La acción {number} reporta {written}."),
        marked("Se conserva como está, pero al consolidar cuenta hasta el tope; la meta quizá estaba mal puesta."),
        marked("Confirme la cifra y explique en el relato por qué se superó la meta."),
    )
)
NOTHING_REPORTED = frozenset(
    ("", "-", "–", "—", "n/d", "nd", "n.d.", "sin dato", "sin datos", "sin reporte", "no reporta", "no reportado")
)
"""What people write, in lower case, where nothing was reported."""
NOTHING_PROGRAMMED = frozenset(("np", "n.p.", "n/p", "no programado", "no programada"))
"""What people write, in lower case, where the plan promised nothing for the period."""
HUNDRED = 100 * QUANTITY_UNITS


def _progress(draft: PlanDraft) -> Iterator[tuple[int, Quantity]]:
    for at, line in enumerate(draft.matrix.lines):
        if isinstance(line.progress, Quantity):
            yield at, line.progress


def _unreadable(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress"):
        return not_made(UNREADABLE, FOLLOWUP)

    def found() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            if isinstance(line.progress, NotReported):
                written = draft.written(at, "progress")
                if written.strip().casefold() not in NOTHING_REPORTED:
                    yield finding(UNREADABLE, draft.where(at, "progress"), written=written)

    return asked(UNREADABLE, found())


def _scale(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    """A share is suspected where a number between 0 and 1 carries no percent sign and is no shown percentage."""
    if not draft.has("progress"):
        return not_made(SCALE, FOLLOWUP)

    def found() -> Iterator[Finding]:
        large = any(progress.units > QUANTITY_UNITS for _, progress in _progress(draft))
        for at, progress in _progress(draft):
            highest = QUANTITY_UNITS if not large else QUANTITY_UNITS - 1
            if 0 < progress.units <= highest and "%" not in (written := _written(draft, at)):
                yield finding(SCALE, draft.where(at, "progress"), written=written)

    return asked(SCALE, found())


def _over(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress"):
        return not_made(OVER_HUNDRED, FOLLOWUP)
    return asked(
        OVER_HUNDRED,
        (
            finding(
                OVER_HUNDRED,
                draft.where(at, "progress"),
                number=called(draft.matrix.lines[at]),
                written=_percent(progress),
            )
            for at, progress in _progress(draft)
            if progress.units > HUNDRED
        ),
    )


def _written(draft: PlanDraft, at: int) -> str:
    """The cell as text; a value that the sheet shows as a percentage is worded with its sign."""
    value = draft.value(at, "progress")
    if isinstance(value, str):
        return value
    progress = draft.matrix.lines[at].progress
    words = _percent(progress) if isinstance(progress, Quantity) else ""
    return words if hasattr(value, "ratio") else words.removesuffix(" %")


def _percent(progress: Quantity) -> str:
    return f"{progress.decimal.normalize():f} %".replace(".", ",")


CHECKS = (Check(UNREADABLE, _unreadable), Check(SCALE, _scale), Check(OVER_HUNDRED, _over))
