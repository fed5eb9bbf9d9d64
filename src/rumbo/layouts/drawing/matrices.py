"""The matrix that a dossier prints: its plan, and its follow-up in one period."""

from dataclasses import replace

from rumbo.domain.dossier import Dossier, PeriodCard, TargetEntry
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, Followed, NotApplicable, Programmed
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.layouts.drawing.manner import points_of


def plan_matrix(dossier: Dossier) -> Matrix:
    """The plan as one table, in the order of its targets."""
    return Matrix(
        kind=dossier.plan.layout,
        objective=dossier.version.objective,
        version=dossier.version.number,
        fiscal_year=dossier.plan.fiscal_year,
        lines=tuple(target.line for target in dossier.targets),
    )


def followup_matrix(dossier: Dossier, period: PeriodCard) -> Matrix:
    """The follow-up of a period as one table: each line with its progress and narrative."""
    return Matrix(
        kind=period.layout,
        objective=dossier.version.objective,
        version=dossier.version.number,
        fiscal_year=dossier.plan.fiscal_year,
        period=period.ref,
        lines=tuple(_followed(target, period) for target in dossier.targets),
        programmed=_programmed(dossier, period),
    )


def _programmed(dossier: Dossier, period: PeriodCard) -> tuple[Programmed | None, ...]:
    """What was promised for the period, target by target; nothing when the plan programmes no target by periods."""
    promised = tuple(_promised(target, period) for target in dossier.targets)
    return promised if any(each is not None for each in promised) else ()


def _promised(target: TargetEntry, period: PeriodCard) -> Programmed | None:
    """The promise for the period. Where the year is programmed by such periods, one that is left out is not programmed;
    where it is not, the plan does not say."""
    ref = period.ref
    alike = [each for each in target.programme if each.period.periodicity == ref.periodicity]
    amounts = {each.period: each.amount for each in alike if each.period.fiscal_year == ref.fiscal_year}
    return amounts.get(ref, NOT_PROGRAMMED) if amounts else None


def _followed(target: TargetEntry, period: PeriodCard) -> PlanLine:
    report = target.report_of(period.ref)
    if report is None:
        return replace(target.line, progress=target.answer_in(period.ref), narrative="")
    if isinstance(report.value, NotApplicable):
        return replace(target.line, progress=NotApplicable(), narrative=report.narrative or report.value.reason)
    return replace(target.line, progress=_progress(target, report.value), narrative=report.narrative)


def _progress(target: TargetEntry, reported: Followed) -> Followed:
    """The progress of the year as printed, in percentage points; empty while nothing was reported or computable (the
    table of figures says why)."""
    points = points_of(target.figures.year)
    if points is None or not isinstance(reported, Quantity):
        return NOT_REPORTED
    return Quantity.of(points)
