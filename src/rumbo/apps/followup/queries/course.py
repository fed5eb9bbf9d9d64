"""Reads of the course of a target: its periods up to one, with what was programmed and what was reported."""

from dataclasses import dataclass
from datetime import date

from rumbo.apps.followup.bridge import ReportedValue, reported_values
from rumbo.apps.followup.bridge.before import values_before
from rumbo.apps.followup.models import Report
from rumbo.apps.plans.models import Period
from rumbo.apps.plans.queries import programme_of
from rumbo.domain.followup.states import NOT_PROGRAMMED, Programmed


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of a target: what was programmed (None where the plan says nothing) and what was reported."""

    period: Period
    programmed: Programmed | None
    reported: ReportedValue | None


def course_of(report: Report) -> list[PeriodLine]:
    """The periods of a target up to the one reported, with programme and reports, in the order of the calendar; what
    was loaded from before says its source."""
    until = report.period.last_day
    known = [*values_before([report.target_id], until), *reported_values([report.target_id], until=until)]
    values = {each.period_id: each for each in known}
    rows = programme_of(report.revision_id)
    programme = {row.period_id: NOT_PROGRAMMED if row.quantity is None else row.quantity for row in rows}
    periods = {report.period_id: report.period} | {row.period_id: row.period for row in rows}
    periods |= {key: _period(each, each.named) for key, each in values.items() if each.named and key not in periods}
    shown = sorted(periods.values(), key=lambda each: (each.last_day, each.first_day))
    return [PeriodLine(each, programme.get(each.pk), values.get(each.pk)) for each in shown if each.last_day <= until]


def _period(value: ReportedValue, named: tuple[int, str, int, date]) -> Period:
    """The period of a report that the programme does not name, as the report tells it."""
    year, periodicity, ordinal, first = named
    told = {"fiscal_year": year, "periodicity": periodicity, "ordinal": ordinal}
    return Period(pk=value.period_id, first_day=first, last_day=value.last_day, **told)
