"""Consistency of a programme with its annualization type: one check for each thing that can be wrong.

They act on the programme as it was promised, never on one where closed years were overwritten with achievements.
Source: the rules that public planning systems of districts and departments apply to their yearly programmes.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from rumbo.domain.annualization.goal import FromStart, Goal, Opening
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked, sentences_of
from rumbo.findings.types import Fact

Check = Callable[[Goal], CheckResult]

MISSING_TERM = marked("los años de la meta")
MISSING_TARGET = marked("la meta del periodo")
MISSING_PROGRAMME = marked("la programación completa de los años de la meta")
MISSING_BASELINE = marked("la línea base")
MISSING_OPENING = marked("lo alcanzado antes del primer periodo")

_WHY_BASIS = marked("Con la base equivocada el porcentaje se infla o se hunde sin que nadie haya hecho más ni menos.")

declare(
    Sentences(
        "annualization.outside_term",
        Severity.ERROR,
        marked("Programación fuera de los años de la meta"),
        marked("El año {year} tiene programación, pero la meta va de {first} a {last}."),
        marked("Lo programado fuera de las fechas de la meta nunca se mide."),
        marked("Corrija las fechas de la meta o retire la programación de {year}."),
    )
)
declare(
    Sentences(
        "annualization.year_missing",
        Severity.ERROR,
        marked("Año sin programación"),
        marked("El año {year} está dentro de la meta y no tiene programación."),
        marked("Un año vacío no dice si no se programó nada o si falta el dato."),
        marked("Escriba la cantidad de {year} o márquelo como «no programado»."),
    )
)
declare(
    Sentences(
        "annualization.sum_differs",
        Severity.ERROR,
        marked("Los años no suman la meta"),
        marked("La programación anual suma {sum} y la meta es {target}."),
        marked("En el tipo suma lo que se hace cada año se agrega: los años deben sumar la meta."),
        marked("Revise la meta, la programación de cada año o el tipo de anualización."),
    )
)
declare(
    Sentences(
        "annualization.not_constant",
        Severity.ERROR,
        marked("La programación no es constante"),
        marked("El año {year} tiene programado {programmed} y la meta es {target}."),
        marked("En el tipo constante la meta es la misma todo el tiempo."),
        marked("Iguale la programación de {year} a la meta o cambie el tipo de anualización."),
    )
)
declare(
    Sentences(
        "annualization.last_differs",
        Severity.ERROR,
        marked("El último año no llega a la meta"),
        marked("El último año ({year}) tiene programado {programmed} y la meta es {target}."),
        marked("En este tipo de anualización el último año debe llegar exactamente a la meta."),
        marked("Revise la meta, la programación de {year} o el tipo de anualización."),
    )
)
declare(
    Sentences(
        "annualization.increments_differ",
        Severity.ERROR,
        marked("Los incrementos no llegan a la meta"),
        marked("La línea base {baseline} más los incrementos programados da {sum} y la meta es {target}."),
        marked("Con la programación escrita como incrementos, la línea base más los incrementos es la meta."),
        marked("Revise la línea base, los incrementos o la base de la programación."),
    )
)
declare(
    Sentences(
        "annualization.programme_falls",
        Severity.ERROR,
        marked("La programación creciente baja"),
        marked("El año {year} tiene programado {programmed}, menos que {before} del año anterior."),
        marked("En una meta creciente cada año se programa el nivel que se espera alcanzar, y no baja."),
        marked("Corrija la programación, o indique que está escrita como incrementos de cada año."),
    )
)
declare(
    Sentences(
        "annualization.programme_rises",
        Severity.ERROR,
        marked("La programación decreciente sube"),
        marked("El año {year} tiene programado {programmed}, más que {before} del año anterior."),
        marked("En una meta decreciente cada año se programa un nivel igual o menor."),
        marked("Corrija la programación de {year} o cambie el tipo de anualización."),
    )
)
declare(
    Sentences(
        "annualization.baseline_missing",
        Severity.ERROR,
        marked("Falta la línea base"),
        marked("Este tipo de anualización necesita una línea base y la meta no la tiene."),
        marked("El avance se cuenta desde la línea base; sin ella no se puede calcular y no se supone."),
        marked("Escriba la línea base (puede ser 0) o elija un tipo que no la necesite."),
    )
)
declare(
    Sentences(
        "annualization.target_against_trend",
        Severity.ERROR,
        marked("La meta va en contra de su tipo"),
        marked("La línea base es {baseline} y la meta es {target}."),
        marked("Una meta creciente debe superar su línea base y una decreciente debe quedar por debajo de ella."),
        marked("Revise la línea base, la meta o el tipo de anualización."),
    )
)
declare(
    Sentences(
        "annualization.basis_suspect",
        Severity.WARNING,
        marked("La programación parece escrita sobre otra base"),
        marked("La programación está marcada como {basis}, pero sus cantidades ({amounts}) parecen lo contrario."),
        _WHY_BASIS,
        marked("Confirme si cada año dice el nivel que se alcanza o solo lo que ese año agrega."),
    )
)

CUMULATIVE_WORD = marked("nivel acumulado")
INCREMENT_WORD = marked("incremento del año")


def spoken(units: int) -> str:
    """A quantity as a fact of a sentence: decimal comma, no needless zeros, no thousands mark."""
    text = f"{Decimal(units).scaleb(-4):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


Facts = Mapping[str, Fact]


def found(code: str, facts: Iterable[Facts]) -> CheckResult:
    """Found once for each set of facts; passed when there is none."""
    severity = sentences_of(code).severity
    findings = tuple(Finding(code, severity, facts=each) for each in facts)
    return CheckResult(code, Outcome.FOUND if findings else Outcome.PASSED, findings)


def not_made(code: str, missing: str) -> CheckResult:
    """The check could not be made; `missing` is a Spanish source text."""
    return CheckResult(code, Outcome.NOT_MADE, missing=missing)


def years_of(goal: Goal) -> list[tuple[int, int]]:
    """(year, units) of the programmed years, in order."""
    return [(year, each.units) for year, each in sorted(goal.programme.items()) if isinstance(each, Quantity)]


def covers_term(goal: Goal) -> bool:
    """Whether every year of the goal has an entry, be it a quantity or not programmed."""
    return goal.term is not None and all(y in goal.programme for y in range(goal.term[0], goal.term[1] + 1))


def inside_term(goal: Goal) -> CheckResult:
    """Nothing is programmed outside the years of the goal."""
    code = "annualization.outside_term"
    if goal.term is None:
        return not_made(code, MISSING_TERM)
    first, last = goal.term
    return found(code, ({"year": y, "first": first, "last": last} for y, _ in years_of(goal) if not first <= y <= last))


def no_gap(goal: Goal) -> CheckResult:
    """Every year of the goal says what it promises, be it that nothing is programmed."""
    code = "annualization.year_missing"
    if goal.term is None:
        return not_made(code, MISSING_TERM)
    return found(code, ({"year": y} for y in range(goal.term[0], goal.term[1] + 1) if y not in goal.programme))


def adds_up(goal: Goal) -> CheckResult:
    """The years add up to the target."""
    code = "annualization.sum_differs"
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    if not covers_term(goal):
        return not_made(code, MISSING_PROGRAMME)
    total = sum(units for _, units in years_of(goal))
    differs = total != goal.target.units
    return found(code, [{"sum": spoken(total), "target": spoken(goal.target.units)}] if differs else [])


def stays_constant(goal: Goal) -> CheckResult:
    """Every programmed year has the target itself."""
    code = "annualization.not_constant"
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    target = goal.target.units
    wrong = [(year, units) for year, units in years_of(goal) if units != target]
    return found(code, ({"year": y, "programmed": spoken(units), "target": spoken(target)} for y, units in wrong))


def last_is_target(goal: Goal) -> CheckResult:
    """The last programmed year has the target."""
    code = "annualization.last_differs"
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    years = years_of(goal)
    if not covers_term(goal) or not years:
        return not_made(code, MISSING_PROGRAMME)
    year, units = years[-1]
    wrong: Facts = {"year": year, "programmed": spoken(units), "target": spoken(goal.target.units)}
    return found(code, [wrong] if units != goal.target.units else [])


def increments_reach(goal: Goal, baseline: Quantity | None) -> CheckResult:
    """The baseline and what the years add come to the target."""
    code = "annualization.increments_differ"
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    if baseline is None:
        return not_made(code, MISSING_BASELINE)
    if not covers_term(goal):
        return not_made(code, MISSING_PROGRAMME)
    total = baseline.units + sum(units for _, units in years_of(goal))
    facts: Facts = {"baseline": spoken(baseline.units), "sum": spoken(total), "target": spoken(goal.target.units)}
    return found(code, [facts] if total != goal.target.units else [])


def never_falls(goal: Goal) -> CheckResult:
    """No year is programmed lower than the one before."""
    return _steps("annualization.programme_falls", goal, lambda before, after: after < before)


def never_rises(goal: Goal) -> CheckResult:
    """No year is programmed higher than the one before."""
    return _steps("annualization.programme_rises", goal, lambda before, after: after > before)


def _steps(code: str, goal: Goal, wrong: Callable[[int, int], bool]) -> CheckResult:
    years = years_of(goal)
    pairs = pairwise(years)
    return found(
        code,
        (
            {"year": year, "programmed": spoken(after), "before": spoken(before)}
            for (_, before), (year, after) in pairs
            if wrong(before, after)
        ),
    )


def has_baseline(goal: Goal) -> CheckResult:
    """The goal has the baseline that its type counts from."""
    return found("annualization.baseline_missing", [{}] if goal.baseline is None else [])


def above_baseline(goal: Goal) -> CheckResult:
    """The target is not under the baseline."""
    return _beside_baseline(goal, lambda target, baseline: target < baseline)


def below_baseline(goal: Goal) -> CheckResult:
    """The target is not above the baseline."""
    return _beside_baseline(goal, lambda target, baseline: target > baseline)


def _beside_baseline(goal: Goal, wrong: Callable[[int, int], bool]) -> CheckResult:
    code = "annualization.target_against_trend"
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    if goal.baseline is None:
        return not_made(code, MISSING_BASELINE)
    target, baseline = goal.target.units, goal.baseline.units
    facts: Facts = {"baseline": spoken(baseline), "target": spoken(target)}
    return found(code, [facts] if wrong(target, baseline) else [])


def not_increments(goal: Goal) -> CheckResult:
    """A programme marked as levels that is written as increments: it begins under the level that was already reached,
    or its years add up to the target while the last one does not reach it."""
    code = "annualization.basis_suspect"
    years = years_of(goal)
    if not years:
        return not_made(code, MISSING_PROGRAMME)
    below_opening = isinstance(goal.opening, Opening) and years[0][1] < goal.opening.value.units
    start = goal.baseline.units if goal.baseline else 0
    total = sum(units for _, units in years)
    adds = goal.target is not None and len(years) > 1 and goal.target.units in (total, total + start)
    written_as_increments = adds and goal.target is not None and years[-1][1] != goal.target.units
    return _suspect(code, CUMULATIVE_WORD, years, below_opening or written_as_increments)


def not_levels(goal: Goal) -> CheckResult:
    """A programme marked as increments that is written as levels: it rises to the target, which is more than the years
    could add."""
    code = "annualization.basis_suspect"
    years = years_of(goal)
    if goal.target is None:
        return not_made(code, MISSING_TARGET)
    if goal.opening is None or isinstance(goal.opening, FromStart):
        before = goal.baseline.units if goal.baseline else 0
    else:
        before = goal.opening.value.units
    reaches = bool(years) and years[-1][1] == goal.target.units
    too_much = before + sum(units for _, units in years) > goal.target.units
    return _suspect(code, INCREMENT_WORD, years, reaches and too_much)


def _suspect(code: str, basis: str, years: list[tuple[int, int]], suspect: bool) -> CheckResult:
    amounts = " · ".join(f"{year}: {spoken(units)}" for year, units in years)
    facts: Facts = {"basis": basis, "amounts": amounts}
    return found(code, [facts] if suspect else [])
