"""Days of an action: readable, plausible, in order and inside the fiscal year (V09)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from rumbo.domain.checks.reference import Check, Reference, asked, finding, lacking, not_made
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

UNREADABLE = declare(
    Sentences(
        "plan.date_unreadable",
        Severity.ERROR,
        marked("Fecha que no se puede leer"),
        marked("«{written}» no es una fecha del calendario (día/mes/año)."),
        marked("Sin fecha no se sabe cuándo se debe reportar la acción."),
        marked("Escriba la fecha como 31/12/2024."),
    )
)
REVERSED = declare(
    Sentences(
        "plan.dates_reversed",
        Severity.ERROR,
        marked("La acción termina antes de empezar"),
        marked("Empieza el {start} y termina el {end}."),
        marked("Con las fechas al revés la acción no se debe en ningún periodo."),
        marked("Corrija la fecha equivocada."),
    )
)
IMPLAUSIBLE = declare(
    Sentences(
        "plan.date_implausible",
        Severity.ERROR,
        marked("Año imposible"),
        marked("«{written}» cae en el año {year}."),
        marked("Suele ser un error de digitación (205, 0205, 2204) que deja la acción fuera de todo calendario."),
        marked("Corrija el año."),
    )
)
OUTSIDE_YEAR = declare(
    Sentences(
        "plan.date_outside_year",
        Severity.WARNING,
        marked("Fecha por fuera de la vigencia"),
        marked("{day} no está en la vigencia {fiscal_year} del plan."),
        marked("El plan de acción es anual: lo que pasa a otro año se programa en el plan de ese año."),
        marked("Corrija la fecha, o deje constancia de que la acción sigue en la vigencia siguiente."),
        source=marked("Ley 152 de 1994, artículos 26 y 29"),
    )
)
FIELDS = ("start", "end")
FIRST_YEAR, LAST_YEAR = 1990, 2100
Ask = Callable[[PlanDraft, int, str, date | None], Finding | None]


def _each(sentences: Sentences, ask: Ask, needs_year: bool = False) -> Check:
    """A check of each day by itself."""

    def run(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
        there = [name for name in FIELDS if draft.has(name)]
        if not there:
            return not_made(sentences, lacking(draft, reference, *FIELDS))
        if needs_year and draft.matrix.fiscal_year is None:
            return not_made(sentences, marked("la vigencia del plan"))
        return asked(sentences, _found(draft, there, ask))

    return Check(sentences, run)


def _found(draft: PlanDraft, names: list[str], ask: Ask) -> Iterator[Finding]:
    for at, line in enumerate(draft.matrix.lines):
        for name in names:
            if told := ask(draft, at, name, line.start if name == "start" else line.end):
                yield told


def _unreadable(draft: PlanDraft, at: int, name: str, day: date | None) -> Finding | None:
    if day is None and (written := draft.written(at, name)):
        return finding(UNREADABLE, draft.where(at, name), written=written)
    return None


def _implausible(draft: PlanDraft, at: int, name: str, day: date | None) -> Finding | None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return finding(IMPLAUSIBLE, draft.where(at, name), written=draft.written(at, name), year=day.year)
    return None


def _outside(draft: PlanDraft, at: int, name: str, day: date | None) -> Finding | None:
    year = draft.matrix.fiscal_year
    if day and year and day.year != year and FIRST_YEAR <= day.year <= LAST_YEAR:
        return finding(OUTSIDE_YEAR, draft.where(at, name), day=_worded(day), fiscal_year=year)
    return None


def _reversed(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, *FIELDS):
        return not_made(REVERSED, missing)
    return asked(
        REVERSED,
        (
            finding(REVERSED, draft.where(at, "end"), start=_worded(line.start), end=_worded(line.end))
            for at, line in enumerate(draft.matrix.lines)
            if line.start and line.end and line.start > line.end
        ),
    )


def _worded(day: date) -> str:
    return f"{day.day}/{day.month:02d}/{day.year:04d}"


CHECKS = (
    _each(UNREADABLE, _unreadable),
    _each(IMPLAUSIBLE, _implausible),
    Check(REVERSED, _reversed),
    _each(OUTSIDE_YEAR, _outside, needs_year=True),
)
