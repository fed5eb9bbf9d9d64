"""What a follow-up says was done against what was programmed (V18), and the percentage it prints of it (V19).

A percentage is right when what was done, divided by the programme of the period or by the target, rounds to it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.programme import NOTHING_PROMISED
from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, lacking, not_made, without
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PlanLine
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

PERCENT_DIFFERS = declare(
    Sentences(
        "followup.percent_differs",
        Severity.WARNING,
        marked("El porcentaje no es el que dan sus cantidades"),
        marked("La acción {number} dice {written} % y sus cantidades ({achieved} hecho) dan {computed}."),
        marked("Quien consolida con el porcentaje y quien consolida con las cantidades llegan a resultados distintos."),
        marked("Corrija el porcentaje o las cantidades, y diga contra qué meta se calcula."),
        passed=marked("{count} porcentajes comparados con sus cantidades"),
    )
)
FAR = declare(
    Sentences(
        "followup.far_from_programme",
        Severity.WARNING,
        marked("Muy lejos de lo programado y sin justificar"),
        marked("La acción {number} lleva {percent} % de lo programado y su relato no dice por qué."),
        marked("Por encima de 125 % o por debajo de 50 % se justifica: puede ser una meta mal puesta o un atraso."),
        marked("Escriba la razón en el avance cualitativo, y revise si la meta o la programación se deben modificar."),
    )
)
UNREADABLE = declare(
    Sentences(
        "followup.achieved_unreadable",
        Severity.ERROR,
        marked("Cantidad ejecutada que no se puede leer"),
        marked("«{written}», en «{header}», no es una cantidad."),
        marked("Lo ejecutado que no se puede leer quedaría como no reportado."),
        marked("Escriba solo el número en la celda, o déjela vacía si no se reportó."),
    )
)
OVER, UNDER = Fraction(125), Fraction(50)
CLOSE = Fraction(1, 20)
"""How far a percentage may stand from the exact one, in points, however precisely it is printed: three decimals of the
ratio, rounded."""
NO_AMOUNTS = marked("las cantidades ejecutadas (una columna «Ejecutado») junto a lo programado o la meta")
_WHY = re.compile(
    r"\bdebido\b|\bporque\b|\bpor\s+(?:cuanto|causa|raz[oó]n|la\s+falta|falta)\b|\bdado\s+que\b|\btoda\s+vez\b|\bretras|\bdemor|"
    r"\baplaz|\breprogram|\bmayor(?:es)?\s+(?:demanda|solicitud)|\bsuper[óa]|\badicional|\bno\s+se\s+(?:ha\s+)?(?:logr|pud|alcanz)|"
    r"\bpendiente|\bimpidi|\bsuspen|\bjustific|\bse\s+cumplir[áa]|\bse\s+ejecutar[áa]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a line says was done, and where."""

    at: int
    amount: Quantity
    where: Where


def _done(draft: PlanDraft) -> Iterator[_Done]:
    for at, amount in enumerate(draft.matrix.achieved):
        if amount is not None:
            yield _Done(at, amount, draft.where(at, "achieved"))


def _programmed(draft: PlanDraft, at: int) -> Quantity | None:
    amount = draft.matrix.programmed[at] if draft.matrix.programmed else None
    return amount if isinstance(amount, Quantity) and amount.units else None


def _percents(draft: PlanDraft, done: _Done) -> list[Fraction]:
    """What was done against the programme of the period and against the target, in points."""
    wanted = (_programmed(draft, done.at), draft.matrix.lines[done.at].quantity)
    return [100 * done.amount.fraction / each.fraction for each in wanted if each is not None and each.units > 0]


def _percent(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress"):
        return not_made(PERCENT_DIFFERS, FOLLOWUP)
    compared = [
        (done, line.progress, exact)
        for done in _done(draft)
        if isinstance((line := draft.matrix.lines[done.at]).progress, Quantity) and (exact := _percents(draft, done))
    ]
    if not compared:
        return not_made(PERCENT_DIFFERS, NO_AMOUNTS)
    found = [
        _told(draft, done, progress, exact)
        for done, progress, exact in compared
        if not any(_rounds_to(each, progress) for each in (*exact, *(min(each, Fraction(100)) for each in exact)))
    ]
    (result,) = asked(PERCENT_DIFFERS, found)
    return (CheckResult(result.code, result.outcome, result.findings, facts={"count": len(compared)}),)


def _told(draft: PlanDraft, done: _Done, progress: Quantity, exact: list[Fraction]) -> Finding:
    line: PlanLine = draft.matrix.lines[done.at]
    return finding(
        PERCENT_DIFFERS,
        draft.where(done.at, "progress"),
        number=called(line),
        written=_words(progress.fraction),
        achieved=_words(done.amount.fraction),
        computed=", ".join(dict.fromkeys(f"{_words(each)} %" for each in exact)),
    )


def _rounds_to(exact: Fraction, printed: Quantity) -> bool:
    """Whether a printed percentage is the exact one, to its own last digit."""
    last = next(step for step in (10_000, 1_000, 100, 10, 1) if printed.units % step == 0)
    return abs(exact - printed.fraction) <= max(Fraction(last, 2 * QUANTITY_UNITS), CLOSE)


def _far(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress") and not draft.has("narrative"):
        return not_made(FAR, FOLLOWUP)
    shares = [
        (done, 100 * done.amount.fraction / wanted.fraction)
        for done in _done(draft)
        if (wanted := _programmed(draft, done.at))
    ]
    if not shares:
        return not_made(FAR, marked("lo programado y lo ejecutado en el periodo, en cantidades"))
    return asked(
        FAR,
        (
            finding(FAR, done.where, number=called(draft.matrix.lines[done.at]), percent=_words(share))
            for done, share in shares
            if not UNDER <= share <= OVER and not _WHY.search(draft.matrix.lines[done.at].narrative)
        ),
    )


def _words(number: Fraction) -> str:
    """A number with one decimal at most, with decimal comma."""
    tenths = round(number * 10)
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}" + (f",{rest}" if rest else "")


def _unreadable(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "achieved"):
        return without(UNREADABLE, missing)
    return asked(
        UNREADABLE,
        (
            finding(UNREADABLE, where := draft.where(at, "achieved"), written=written, header=where.header)
            for at, amount in enumerate(draft.matrix.achieved)
            if amount is None
            and (written := draft.written(at, "achieved").strip())
            and written.casefold() not in NOTHING_PROMISED
        ),
    )


CHECKS = (Check(PERCENT_DIFFERS, _percent), Check(FAR, _far), Check(UNREADABLE, _unreadable))
