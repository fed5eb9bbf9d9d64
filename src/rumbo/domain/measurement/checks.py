"""What the reports of one target say that somebody should look at before a figure is believed.

Source: the warnings that public follow-up systems give, and the faults found in published data.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from rumbo.domain.annualization import rule_of
from rumbo.domain.annualization.checks import spoken
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.followup.states import NotReported
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.explaining import shown
from rumbo.domain.measurement.targets import TargetFigures
from rumbo.domain.measurement.trace import Percent
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.outcomes import Computed, Mark
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked, sentences_of
from rumbo.findings.types import Fact

RISING = frozenset({"increasing", "increasing_no_baseline", "capacity"})
FALLING = frozenset({"decreasing", "reduction", "yearly_reduction"})

declare(
    Sentences(
        "measurement.over_alert",
        Severity.WARNING,
        marked("Cumplimiento muy por encima de lo programado"),
        marked("El avance del año es {percent}, más que el umbral de {limit}."),
        marked("Un resultado tan alto suele ser una meta subestimada o una escala o un tipo equivocados."),
        marked("Revise la cantidad y la meta; si son correctas, justifique el sobrecumplimiento."),
    )
)
declare(
    Sentences(
        "measurement.under_alert",
        Severity.WARNING,
        marked("Cumplimiento muy por debajo de lo programado"),
        marked("A la fecha va {percent} de lo que se debía, menos que el umbral de {limit}."),
        marked("Un atraso así se explica y se atiende; puede ser también una escala o un tipo equivocados."),
        marked("Revise la cantidad; si es correcta, justifique el atraso o tramite la modificación."),
    )
)
declare(
    Sentences(
        "measurement.level_falls",
        Severity.WARNING,
        marked("El nivel reportado baja"),
        marked("El reporte {year}-{period} dice {value} y el anterior decía {before}."),
        marked("En un tipo creciente se reporta el nivel acumulado; si baja, quizá se reportó solo lo del periodo."),
        marked("Confirme que la cantidad es el nivel alcanzado y no lo hecho en el periodo."),
    )
)
declare(
    Sentences(
        "measurement.level_rises",
        Severity.WARNING,
        marked("El nivel reportado sube"),
        marked("El reporte {year}-{period} dice {value} y el anterior decía {before}."),
        marked("En un tipo decreciente un nivel mayor es un retroceso."),
        marked("Confirme la cantidad y explique el retroceso en la descripción del avance."),
    )
)
declare(
    Sentences(
        "measurement.scale_mixed",
        Severity.WARNING,
        marked("La escala parece mezclada"),
        marked("El reporte {year}-{period} dice {value} y la meta del año es {target}."),
        marked("0,30 y 30 pueden querer decir lo mismo; mezclados dan porcentajes cien veces mayores o menores."),
        marked("Escriba el reporte en la misma escala que la meta."),
    )
)
declare(
    Sentences(
        "measurement.report_without_programme",
        Severity.WARNING,
        marked("Reporte sin meta programada"),
        marked("Hay ejecución reportada en {year} y ese año no tiene meta programada, o es cero."),
        marked("Sin meta del año no hay porcentaje del año, aunque lo hecho cuente para el periodo."),
        marked("Confirme el reporte, o tramite la modificación que programe el año."),
    )
)
declare(
    Sentences(
        "measurement.programme_without_report",
        Severity.WARNING,
        marked("Meta programada sin reporte"),
        marked("El periodo {year}-{period} se debía reportar y nadie lo hizo."),
        marked("Lo no reportado no es cero: la meta queda sin medir, o incompleta."),
        marked("Pida el reporte a la dependencia responsable, o un «no aplica» con su razón."),
    )
)
declare(
    Sentences(
        "measurement.ratio_adds",
        Severity.WARNING,
        marked("Un cociente que se suma año a año"),
        marked("La meta se reporta con numerador y denominador y su tipo de anualización es suma."),
        marked("Los porcentajes de varios años no se suman: dos años al 50 % no son un 100 %."),
        marked("Use el tipo constante o flujo, o reporte la cantidad en lugar del cociente."),
    )
)


def check_reports(measured: TargetFigures) -> tuple[CheckResult, ...]:
    """The warnings about the reports of a target up to its cut-off. A report that is not a quantity is not compared."""
    return (
        _over(measured),
        _under(measured),
        _steps(measured, "measurement.level_falls", RISING, -1),
        _steps(measured, "measurement.level_rises", FALLING, 1),
        _scale(measured),
        _unprogrammed(measured),
        _silent(measured),
        _ratio_adds(measured),
    )


def _over(measured: TargetFigures) -> CheckResult:
    year, limit = measured.outcome(Percentage.YEAR), measured.settings.over_alert
    over = isinstance(year, Computed) and year.figure > limit
    figure = year.figure if isinstance(year, Computed) else 0
    facts: dict[str, Fact] = {"percent": shown(Percent(figure)), "limit": shown(Percent(limit))}
    return _result("measurement.over_alert", [facts] if over else [])


def _under(measured: TargetFigures) -> CheckResult:
    """Only what was reported is held against what was due: what nobody reported is told apart."""
    share, limit = measured.outcome(Percentage.AT_CUTOFF), measured.settings.under_alert
    under = isinstance(share, Computed) and share.figure < limit and bool(_quantities(measured))
    figure = share.figure if isinstance(share, Computed) else 0
    facts: dict[str, Fact] = {"percent": shown(Percent(figure)), "limit": shown(Percent(limit))}
    return _result("measurement.under_alert", [facts] if under else [])


def _steps(measured: TargetFigures, code: str, rules: frozenset[str], wrong: int) -> CheckResult:
    if rule_of(measured.rule).id not in rules:
        return _result(code, [])
    return _result(
        code,
        (
            {"year": key[0], "period": key[1], "value": spoken(after), "before": spoken(before)}
            for (_, before), (key, after) in pairwise(_quantities(measured))
            if (after - before) * wrong > 0
        ),
    )


def _scale(measured: TargetFigures) -> CheckResult:
    """A target of at most 1 and a report above 1, or a target above 1 that a share of 1 hides in: both ways happen."""
    programme = measured.goal.programme
    rows = [(key, units, programme.get(key[0])) for key, units in _quantities(measured)]
    return _result(
        "measurement.scale_mixed",
        (
            {"year": key[0], "period": key[1], "value": spoken(units), "target": spoken(wanted.units)}
            for key, units, wanted in rows
            if isinstance(wanted, Quantity) and _mixed(units, wanted.units)
        ),
    )


def _mixed(reported: int, wanted: int) -> bool:
    one = QUANTITY_UNITS
    larger = 0 < wanted <= one < reported and reported >= 10 * wanted
    smaller = wanted >= 10 * one and 0 < reported < one
    return larger or smaller


def _unprogrammed(measured: TargetFigures) -> CheckResult:
    years = [each.year for each in measured.figures.years if Mark.REPORT_WITHOUT_PROGRAMME in each.outcome.marks]
    return _result("measurement.report_without_programme", ({"year": year} for year in years))


def _silent(measured: TargetFigures) -> CheckResult:
    """What nobody reported. In a follow-up that is still open its own period is owed and not yet missing."""
    programme, as_of = measured.goal.programme, measured.as_of
    silent = sorted(key for key, each in measured.goal.answers.items() if isinstance(each, NotReported))
    over = (key for key in silent if as_of.closed or key < (as_of.year, as_of.ordinal))
    owed = (key for key in over if isinstance(programme.get(key[0]), Quantity))
    return _result("measurement.programme_without_report", ({"year": key[0], "period": key[1]} for key in owed))


def _ratio_adds(measured: TargetFigures) -> CheckResult:
    ratio = any(isinstance(each, Ratio) for each in measured.goal.answers.values())
    adds = rule_of(measured.rule).id == "sum"
    return _result("measurement.ratio_adds", [{}] if ratio and adds else [])


def _quantities(measured: TargetFigures) -> list[tuple[tuple[int, int], int]]:
    upto = (measured.as_of.year, measured.as_of.ordinal)
    answers = measured.goal.answers
    return [(key, each.units) for key in sorted(answers) if key <= upto and isinstance(each := answers[key], Quantity)]


def _result(code: str, facts: Iterable[Mapping[str, Fact]]) -> CheckResult:
    severity = sentences_of(code).severity
    findings = tuple(Finding(code, severity, facts=each) for each in facts)
    return CheckResult(code, Outcome.FOUND if findings else Outcome.PASSED, findings)
