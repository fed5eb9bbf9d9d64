"""Days of an action: readable, plausible, in order and inside the fiscal year (V09)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from rumbo.domain.checks.reference import Check, Reference, asked, finding, lacking, not_made, without
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
MONTH_FIRST = declare(
    Sentences(
        "plan.date_month_first",
        Severity.ERROR,
        marked("Fecha con el mes antes del día"),
        marked("«{written}» solo es una fecha si se lee el mes primero: sería {suggestion}."),
        marked("Aquí el día va primero; quien lee de otro modo entiende otra fecha, o ninguna."),
        marked("Si quiso decir {suggestion}, escríbalo así."),
    )
)
MARK_LEFT_OUT = declare(
    Sentences(
        "plan.date_mark_left_out",
        Severity.ERROR,
        marked("Fecha a la que le falta una barra"),
        marked("A «{written}» le falta una de sus barras: parece {suggestion}."),
        marked("Sin fecha no se sabe cuándo se debe reportar la acción, y adivinarla sería inventarla."),
        marked("Si quiso decir {suggestion}, escríbalo así."),
    )
)
MONTH_ONLY = declare(
    Sentences(
        "plan.date_month_only",
        Severity.ERROR,
        marked("Fecha sin día"),
        marked("«{written}» dice el mes y el año, pero no el día; entero el mes, sería {suggestion}."),
        marked("La acción se debe en el periodo en que cae su día de fin, y cuenta desde su día de inicio."),
        marked("Escriba el día; si la acción toma el mes entero, {suggestion}."),
    )
)
SEVERAL_DAYS = declare(
    Sentences(
        "plan.date_several_days",
        Severity.ERROR,
        marked("Varios días en lugar de uno"),
        marked("«{written}» nombra varios días donde va uno solo."),
        marked("De dos días no se sabe cuál es el inicio y cuál el fin."),
        marked("Deje un día en cada columna, como 31/12/2024."),
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
NONE_IN_YEAR = declare(
    Sentences(
        "plan.date_none_in_year",
        Severity.WARNING,
        marked("Ninguna fecha cae en la vigencia"),
        marked("De {days} fechas ninguna es de la vigencia {fiscal_year}; la primera es {day}."),
        marked("O la vigencia que se leyó no es la del plan, o las fechas quedaron de otro año."),
        marked("Confirme la vigencia del plan; si es {fiscal_year}, corrija las fechas."),
    )
)
FIELDS = ("start", "end")
FIRST_YEAR, LAST_YEAR = 1990, 2100
FEWEST_DAYS = 4
"""Days from which one says that none is of the year."""
NO_YEAR = marked("la vigencia del plan")
TOLD_APART = ("month_first", "mark_left_out", "month_only", "several_days")
"""Slips that have a check of their own, as `Reference.doubt` calls them."""
Ask = Callable[[PlanDraft, Reference, int, str, date | None], Finding | None]


def _each(sentences: Sentences, ask: Ask, in_year: bool = False) -> Check:
    """A check of each day by itself; `in_year`: of plans with a year that some of their days are of."""

    def run(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
        there = [name for name in FIELDS if draft.has(name)]
        if not there:
            return without(sentences, lacking(draft, reference, *FIELDS))
        if in_year and (draft.matrix.fiscal_year is None or _is_of_no_year(draft)):
            return not_made(sentences, NO_YEAR)
        return asked(sentences, _found(draft, reference, there, ask))

    return Check(sentences, run)


def _found(draft: PlanDraft, reference: Reference, names: list[str], ask: Ask) -> Iterator[Finding]:
    for at, line in enumerate(draft.matrix.lines):
        for name in names:
            if told := ask(draft, reference, at, name, line.start if name == "start" else line.end):
                yield told


def _slip(sentences: Sentences, *slips: str) -> Check:
    """A check of what is written where a day should stand, for some kinds of slip; of no kind, for all that no other
    check tells."""

    def ask(draft: PlanDraft, reference: Reference, at: int, name: str, day: date | None) -> Finding | None:
        if day is not None or not (written := draft.written(at, name)):
            return None
        kind, meant = reference.doubt(written)
        if kind not in slips and (slips or kind in TOLD_APART):
            return None
        meant = _last_of(meant) if meant and kind == "month_only" and name == "end" else meant
        return finding(sentences, draft.where(at, name), _worded(meant) if meant else None, written=written)

    return _each(sentences, ask)


def _last_of(first: date) -> date:
    """The last day of the month that a day begins."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def _implausible(draft: PlanDraft, reference: Reference, at: int, name: str, day: date | None) -> Finding | None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return finding(IMPLAUSIBLE, draft.where(at, name), written=draft.written(at, name), year=day.year)
    return None


def _outside(draft: PlanDraft, reference: Reference, at: int, name: str, day: date | None) -> Finding | None:
    year = draft.matrix.fiscal_year
    if day and year and day.year != year and FIRST_YEAR <= day.year <= LAST_YEAR:
        return finding(OUTSIDE_YEAR, draft.where(at, name), day=_worded(day), fiscal_year=year)
    return None


def _days(draft: PlanDraft) -> Iterator[tuple[int, str, date]]:
    """Every day with its line and field."""
    for at, line in enumerate(draft.matrix.lines):
        yield from ((at, name, day) for name, day in (("start", line.start), ("end", line.end)) if day)


def _is_of_no_year(draft: PlanDraft) -> bool:
    """Whether no day at all is of the year of the plan: one question about the year instead of one a day."""
    years = [day.year for _, _, day in _days(draft)]
    return len(years) >= FEWEST_DAYS and draft.matrix.fiscal_year not in years


def _none_in_year(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    there = [name for name in FIELDS if draft.has(name)]
    if not there:
        return without(NONE_IN_YEAR, lacking(draft, reference, *FIELDS))
    if draft.matrix.fiscal_year is None:
        return not_made(NONE_IN_YEAR, NO_YEAR)
    if not _is_of_no_year(draft):
        return asked(NONE_IN_YEAR, ())
    days = list(_days(draft))
    at, name, day = days[0]
    year = draft.matrix.fiscal_year
    told = finding(NONE_IN_YEAR, draft.where(at, name), days=len(days), fiscal_year=year, day=_worded(day))
    return asked(NONE_IN_YEAR, [told])


def _reversed(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, *FIELDS):
        return without(REVERSED, missing)
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
    _slip(UNREADABLE),
    _slip(MONTH_FIRST, "month_first"),
    _slip(MARK_LEFT_OUT, "mark_left_out"),
    _slip(MONTH_ONLY, "month_only"),
    _slip(SEVERAL_DAYS, "several_days"),
    _each(IMPLAUSIBLE, _implausible),
    Check(REVERSED, _reversed),
    _each(OUTSIDE_YEAR, _outside, in_year=True),
    Check(NONE_IN_YEAR, _none_in_year),
)
