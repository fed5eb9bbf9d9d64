"""What was reported of a target, said as the target is reported: a quantity, so many of so many, a percentage, done.

A dossier holds the report of its own period; those before, which the figure of the year was made of too, stand in the
trace of that figure.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rumbo.domain.dossier import Report, TargetEntry
from rumbo.domain.followup.reporting import ReportKind
from rumbo.domain.followup.states import NOT_REPORTED, Followed, NotApplicable
from rumbo.domain.measurement.trace import Input, Percent, from_plain
from rumbo.domain.numbers import FIGURE_UNITS, Quantity
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner

LOADED = marked("{value} (cargado de «{source}»)")
RATIO = marked("{numerator} de {denominator}")
IN_POINTS = (ReportKind.PERCENTAGE, ReportKind.MILESTONES)


def answered(target: TargetEntry, value: Followed, manner: Manner, report: Report | None = None) -> str:
    """An answer in words; `report` is what it was given in, where a ratio keeps both of its numbers."""
    if isinstance(value, Quantity) and report and report.numerator and report.denominator:
        return _of(report.numerator.decimal, report.denominator.decimal, manner)
    if isinstance(value, Quantity) and target.report_kind in IN_POINTS:
        return manner.points_cell(value.decimal).text
    if isinstance(value, Quantity) and target.report_kind == ReportKind.DONE:
        return _done(bool(value.units), manner)
    return manner.state_cell(value).text


def reported(target: TargetEntry, periodicity: str, manner: Manner) -> Iterator[tuple[PeriodRef, str]]:
    """Each period that was reported with its answer, the earliest first; one that was loaded from
    before, with its source."""
    sources = loaded(target)
    own = {report.period: answered(target, report.value, manner, report) for report in target.reports}
    for each in _inputs(target):
        year, ordinal = each.facts.get("year"), each.facts.get("period")
        if each.label.startswith("report") and isinstance(year, int) and isinstance(ordinal, int):
            period = PeriodRef(year, periodicity, ordinal)
            if period not in own:
                told = _from_trace(each, target, manner)
                source = sources.get((year, ordinal))
                yield period, manner.say(LOADED, value=told, source=source) if source else told
    yield from own.items()


def loaded(target: TargetEntry) -> dict[tuple[int, int], str]:
    """By year and period the documents by which results were loaded that nobody reported here."""
    return {
        (year, ordinal): str(each.facts.get("origin", ""))
        for each in _inputs(target)
        if each.label in ("loaded_from", "loaded_of_year")
        and isinstance(year := each.facts.get("year"), int)
        and isinstance(ordinal := each.facts.get("period"), int)
    }


def _inputs(target: TargetEntry) -> tuple[Input, ...]:
    """What went into the figure; nothing where the trace is of a form that this program does not know."""
    try:
        return from_plain(target.trace).inputs
    except (KeyError, TypeError, ValueError):
        return ()


def _from_trace(each: Input, target: TargetEntry, manner: Manner) -> str:
    match each.label, each.facts.get("value"), each.facts.get("numerator"), each.facts.get("denominator"):
        case "report_not_applicable", *_:
            return manner.state_cell(NotApplicable(str(each.facts.get("reason", "")))).text
        case "report_not_reported", *_:
            return manner.state_cell(NOT_REPORTED).text
        case _, _, Fraction() as numerator, Fraction() as denominator:
            return _of(_exact(numerator), _exact(denominator), manner)
        case _, Percent(figure), *_ if target.report_kind == ReportKind.DONE:
            return _done(figure > 0, manner)
        case _, Percent(figure), *_:
            return manner.points_cell(Decimal(figure * 100) / FIGURE_UNITS).text
        case _, Fraction() as value, *_:
            return manner.number(_exact(value))
    return manner.label("undefined", "")


def _of(numerator: Decimal, denominator: Decimal, manner: Manner) -> str:
    return manner.say(RATIO, numerator=manner.number(numerator), denominator=manner.number(denominator))


def _done(done: bool, manner: Manner) -> str:
    return manner.say(marked("Cumplida") if done else marked("No cumplida"))


def _exact(value: Fraction) -> Decimal:
    """A reported number as it was written: reports have four decimals at the most."""
    return Decimal(value.numerator) / value.denominator
