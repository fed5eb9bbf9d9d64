"""Consistency of what the periods of a year programme with what that year promises, by the shape of its rule.

- What is done in each period adds up: the periods must add up to the year (and the increments of a level, to what the
  year adds).
- A level that is reached: the last programmed period must be the year's, and no period goes the other way.
- A level that is kept: every programmed period must be the year's.

A year none of whose periods is programmed says nothing here. Source: domain rules 1.7, asked of the periods of one year
as they are asked of the years of a goal.
"""

from collections.abc import Iterator
from itertools import pairwise

from rumbo.domain.annualization.checks import Facts, found, spoken
from rumbo.domain.annualization.goal import Goal
from rumbo.domain.annualization.years import Family, Shape
from rumbo.domain.numbers import Quantity
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

SUM = declare(
    Sentences(
        "annualization.periods_sum_differs",
        Severity.ERROR,
        marked("Los periodos no suman la meta del año"),
        marked("Lo programado en los periodos de {year} suma {sum} y la meta del año es {target}."),
        marked("Lo que se programa en cada periodo se agrega: los periodos deben sumar lo del año."),
        marked("Revise la programación de cada periodo, la meta del año o el tipo de anualización."),
    )
)
LAST = declare(
    Sentences(
        "annualization.periods_last_differs",
        Severity.ERROR,
        marked("El último periodo no llega a la meta del año"),
        marked("El último periodo programado de {year} dice {programmed} y la meta del año es {target}."),
        marked("En este tipo de anualización cada periodo dice el nivel que se alcanza, y el último es el del año."),
        marked("Escriba el nivel de cada periodo, o diga que la programación es incremental si el tipo lo permite."),
    )
)
KEPT = declare(
    Sentences(
        "annualization.periods_not_constant",
        Severity.ERROR,
        marked("La programación de los periodos no es constante"),
        marked("El periodo {period} de {year} tiene programado {programmed} y la meta del año es {target}."),
        marked("En este tipo de anualización la meta es la misma en todos los periodos."),
        marked("Iguale la programación del periodo a la meta, o cambie el tipo de anualización."),
    )
)
FALL = declare(
    Sentences(
        "annualization.periods_fall",
        Severity.ERROR,
        marked("La programación de los periodos baja"),
        marked("El periodo {period} de {year} tiene programado {programmed}, menos que {before} del periodo anterior."),
        marked("En una meta creciente cada periodo dice el nivel que se espera alcanzar, y no baja."),
        marked("Corrija el periodo, o indique que la programación es incremental."),
    )
)
RISE = declare(
    Sentences(
        "annualization.periods_rise",
        Severity.ERROR,
        marked("La programación de los periodos sube"),
        marked("El periodo {period} de {year} tiene programado {programmed}, más que {before} del periodo anterior."),
        marked("En una meta decreciente cada periodo dice un nivel igual o menor."),
        marked("Corrija el periodo o cambie el tipo de anualización."),
    )
)


def check_year(goal: Goal, year: int, shape: Shape) -> tuple[CheckResult, ...]:
    """What is wrong with the periods of a year; nothing without a programme of the year or of its periods."""
    wanted = goal.programme.get(year)
    told = ((key[1], each) for key, each in goal.period_programme.items() if key[0] == year)
    periods = sorted((place, each.units) for place, each in told if isinstance(each, Quantity))
    if not periods or not isinstance(wanted, Quantity):
        return ()
    if shape.family is Family.FLOW or shape.increments:
        total = sum(units for _, units in periods)
        facts: Facts = {"year": year, "sum": spoken(total), "target": spoken(wanted.units)}
        return (found(SUM.code, [facts] if total != wanted.units else []),)
    if shape.holds:
        return (found(KEPT.code, _unequal(periods, year, wanted)),)
    sentences = FALL if shape.rising else RISE
    return found(LAST.code, _unequal(periods[-1:], year, wanted)), found(
        sentences.code, _against(periods, year, rising=shape.rising)
    )


def _unequal(periods: list[tuple[int, int]], year: int, wanted: Quantity) -> Iterator[Facts]:
    for place, units in periods:
        if units != wanted.units:
            yield {"year": year, "period": place, "programmed": spoken(units), "target": spoken(wanted.units)}


def _against(periods: list[tuple[int, int]], year: int, *, rising: bool) -> Iterator[Facts]:
    for (_, before), (place, after) in pairwise(periods):
        if (after < before) if rising else (after > before):
            yield {"year": year, "period": place, "programmed": spoken(after), "before": spoken(before)}
