"""A follow-up ⇄ what its reports say that somebody should look at before a figure is believed (V16–V18)."""

from collections.abc import Iterator

from rumbo.apps.followup.bridge import entry_answer
from rumbo.apps.followup.models import Followup, Report, ReportEntry
from rumbo.apps.measurement.bridge.placed import MeasuredPlacement, measured_placements, settings_on
from rumbo.domain.measurement import check_reports
from rumbo.findings import CheckResult, Finding


def reports_reviewed(followup: Followup) -> Iterator[tuple[MeasuredPlacement, tuple[CheckResult, ...]]]:
    """Every target that a follow-up measures, with what the rules answer about its reports."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    for each in measured_placements(followup, settings, closed=followup.closed_at is not None):
        yield each, check_reports(each.figures)


def report_reviewed(report: Report, entry: ReportEntry | None = None) -> tuple[Finding, ...]:
    """What the rules find in the reports of a target with this one; with an entry, as if that had been accepted.

    A fixed number of queries. Needs the follow-up with its period and version at hand.
    """
    followup = report.followup
    awaiting = {report.pk: entry_answer(entry)} if entry is not None else {}
    settings = settings_on(followup.entity_id, followup.period.last_day)
    closed = followup.closed_at is not None
    found = measured_placements(followup, settings, closed=closed, target=report.target_id, awaiting=awaiting)
    return tuple(told for each in found for result in check_reports(each.figures) for told in result.findings)
