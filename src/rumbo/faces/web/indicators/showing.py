"""What the screens of indicators show: a result in words, the rows of a series, the facts of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.apps.indicators.bridge import Measured
from rumbo.domain.indicators import IndicatorSheet, SheetMeasurement, is_percent, range_of, reaches
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity, figure_of
from rumbo.faces.kit.pieces import Fact, TrendPoint
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.indicators.words import ACTIONS, OPERATORS, PERFORMANCE, TENDENCIES, VALUE_CHAIN
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES, period_words
from rumbo.notation.numbers import print_number

DECIMALS = 2
TREND_LEAST = 2


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One period as it is shown. `reached` is a tone and a word, or None where it cannot be said."""

    period: Any
    label: str
    numerator: str
    denominator: str
    result: str
    reached: tuple[str, str] | None
    held: str
    why: Sequence[Any]
    values: str
    analysis: str
    action: str
    closed: str = ""
    now: str = ""


def number(value: Fraction | None, decimals: int | None = None) -> str:
    """An exact number as a person reads it; bare where it has an end, else rounded. Empty for None."""
    if value is None:
        return ""
    language = "en" if (get_language() or "es").startswith("en") else "es"
    rounded = round(value * QUANTITY_UNITS)
    bare = Decimal(rounded) / QUANTITY_UNITS
    if decimals is None:
        return print_number(bare, language)
    return print_number(Decimal(round(value * 10**decimals)).scaleb(-decimals), language, decimals)


def in_unit(value: Fraction | None, sheet: IndicatorSheet) -> str:
    """A result with its unit: 97,5 %, 12 días."""
    if value is None:
        return ""
    told = number(value, DECIMALS if sheet.decimals is None else sheet.decimals)
    return f"{told} %" if is_percent(sheet.measure_unit) else f"{told} {sheet.measure_unit}".strip()


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A result from before as it is shown, with whether it waits for a person."""

    period: str
    numerator: str
    denominator: str
    result: str
    analysis: str
    source: str
    waits: bool
    settled: str


def printed_rows(sheet: Any, rows: Sequence[Any]) -> list[PrintedRow]:
    """The results that files brought, as they are shown."""
    return [
        PrintedRow(
            each.period,
            _number(each.numerator),
            _number(each.denominator),
            in_unit(each.result.fraction, sheet) if each.result is not None else "",
            each.analysis,
            each.source,
            each.state == "offered",
            each.settled_by,
        )
        for each in rows
    ]


def _number(value: Quantity | None) -> str:
    return number(value.fraction, DECIMALS) if value is not None else ""


def series_rows(sheet: IndicatorSheet, told: Sequence[Measured]) -> list[SeriesRow]:
    """The periods of a year as they are shown."""
    return [_row(sheet, each) for each in told]


def _row(sheet: IndicatorSheet, each: Measured) -> SeriesRow:
    reached = None
    if each.exact is not None and sheet.target is not None:
        met = reaches(each.exact, sheet.operator, sheet.target)
        reached = {True: ("good", _("Cumple")), False: ("alert", _("No cumple")), None: None}[met]
    held = range_of(each.exact, sheet.ranges) if each.exact is not None else None
    return SeriesRow(
        period=each.period,
        label=period_words(each.period),
        numerator=number(each.result.numerator),
        denominator=number(each.result.denominator),
        result=in_unit(each.exact, sheet),
        reached=reached,
        held=held.name if held else "",
        why=worded(each.result.findings),
        values="; ".join(f"{symbol} = {number(value)}" for symbol, value in each.values.items()),
        analysis=each.analysis,
        action=str(ACTIONS.get(each.action, "")),
        closed=_closed_words(each),
        now=_now_words(sheet, each),
    )


def _closed_words(each: Measured) -> str:
    """By whom and when a result was closed."""
    if each.closed is None:
        return ""
    told = _("Cerrado el {day} por {who}").format(day=written_day(each.closed.closed_at), who=each.closed.closed_by)
    return _("{closed}: {reason}").format(closed=told, reason=each.closed.reason) if each.closed.reason else told


def _now_words(sheet: IndicatorSheet, each: Measured) -> str:
    """What the values corrected after closing make."""
    if each.now is None:
        return ""
    if each.now.value is None:
        return _("Con lo corregido después no hay resultado.")
    return _("Con lo corregido después sería {result}.").format(result=in_unit(each.now.value, sheet))


def trend_of(sheet: IndicatorSheet, told: Sequence[Measured]) -> list[TrendPoint]:
    """The line of a year: percentages as they are, other units as the part of the target that was reached."""
    whole = 100 if is_percent(sheet.measure_unit) else sheet.target.fraction if sheet.target else 0
    # One point is no line: the table beside it says it better.
    if not whole or sum(each.exact is not None for each in told) < TREND_LEAST:
        return []
    return [
        TrendPoint(
            period_words(each.period),
            None if each.exact is None else figure_of(each.exact / whole),
            "" if each.exact is not None else _("sin resultado"),
        )
        for each in told
    ]


def measurements(told: Sequence[Measured]) -> tuple[SheetMeasurement, ...]:
    """The results of a year as the sheet prints them: four decimals hold them."""
    return tuple(
        SheetMeasurement(
            period_words(each.period),
            _rounded(each.result.numerator),
            _rounded(each.result.denominator),
            _rounded(each.exact),
            each.analysis,
            str(ACTIONS.get(each.action, "")),
        )
        for each in told
        if each.values
    )


def target_words(sheet: IndicatorSheet) -> str:
    """The target with how it compares: mayor o igual que 95 %."""
    if sheet.target is None:
        return ""
    unit = "%" if is_percent(sheet.measure_unit) else sheet.measure_unit
    return f"{OPERATORS.get(sheet.operator, '')} {written_quantity(sheet.target)} {unit}".strip()


def facts_of(sheet: IndicatorSheet) -> list[tuple[str, list[Fact]]]:
    """What a sheet says, by parts; what it does not say is left out."""
    base = written_quantity(sheet.baseline) if sheet.baseline else sheet.baseline_unknown
    parts = [
        (
            _("Definición"),
            [
                Fact(_("Objetivo"), sheet.objective),
                Fact(_("Descripción"), sheet.description),
                Fact(_("Tipo de indicador"), VALUE_CHAIN.get(sheet.value_chain, "")),
                Fact(_("Desempeño que mide"), PERFORMANCE.get(sheet.performance, "")),
                Fact(_("Proceso"), sheet.process),
                Fact(_("Dependencia responsable"), sheet.unit),
                Fact(_("Objetivo estratégico al que aporta"), sheet.served_objective),
                Fact(_("Plan al que pertenece"), sheet.plan),
            ],
        ),
        (
            _("Medición"),
            [
                Fact(_("Unidad de medida"), sheet.measure_unit),
                Fact(_("Periodicidad de medición"), PERIODICITIES.get(sheet.periodicity, "")),
                Fact(_("Periodicidad de análisis"), PERIODICITIES.get(sheet.analysis_periodicity, "")),
                Fact(_("Fuente de información"), sheet.source),
                Fact(_("Metodología de medición"), sheet.method),
                Fact(_("Días de rezago"), "" if sheet.lag_days is None else sheet.lag_days),
                Fact(_("Cobertura y desagregación"), sheet.coverage),
                Fact(_("Línea base"), base, str(sheet.baseline_year or "")),
                Fact(_("Fuente de la línea base"), sheet.baseline_source),
            ],
        ),
        (
            _("Meta"),
            [
                Fact(_("Meta"), target_words(sheet)),
                Fact(_("Tendencia"), TENDENCIES.get(sheet.tendency, "")),
                Fact(_("Tipo de anualización"), ANNUALIZATIONS.get(sheet.annualization, "")),
                *(Fact(str(each.year), written_quantity(each.quantity)) for each in sheet.yearly if each.quantity),
                *(Fact(each.name, _range_words(each)) for each in sheet.ranges),
                Fact(_("Vigente desde"), written_day(sheet.valid_from)),
                Fact(_("Vigente hasta"), written_day(sheet.valid_to)),
            ],
        ),
        (
            _("Responsables"),
            [
                Fact(_("Quién mide"), sheet.measures),
                Fact(_("Quién analiza"), sheet.analyses),
                Fact(_("Quién usa el resultado"), sheet.uses),
            ],
        ),
    ]
    kept = [(title, [fact for fact in listed if str(fact.value)]) for title, listed in parts]
    return [(title, listed) for title, listed in kept if listed]


def _range_words(held: Any) -> str:
    lower, upper = (written_quantity(each) if each else "" for each in (held.lower, held.upper))
    if lower and upper:
        return _("de {lower} a menos de {upper}").format(lower=lower, upper=upper)
    return _("desde {lower}").format(lower=lower) if lower else _("menos de {upper}").format(upper=upper)


def _rounded(value: Fraction | None) -> Quantity | None:
    return None if value is None else Quantity(round(value * QUANTITY_UNITS))
