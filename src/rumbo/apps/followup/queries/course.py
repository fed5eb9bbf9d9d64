"""Reads of the course of a target: its periods up to one, with what was programmed and what was reported."""

from dataclasses import dataclass

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
    if others := values.keys() - periods.keys():
        periods |= Period.objects.in_bulk(others)
    shown = sorted(periods.values(), key=lambda each: (each.last_day, each.first_day))
    return [PeriodLine(each, programme.get(each.pk), values.get(each.pk)) for each in shown if each.last_day <= until]
