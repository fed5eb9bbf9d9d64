"""Where the year of a placed target will end, told from what its figures were computed from."""

from dataclasses import dataclass
from datetime import date

from rumbo.apps.measurement.bridge.placed import MeasuredPlacement
from rumbo.domain.measurement import Outlook, Percentage, Trace, outlook_from, trace_of_projection
from rumbo.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class TargetOutlook:
    """The outlook of a placed target (by uid) and how it came about, beside the figure of its year and what was
    expected of it."""

    placement_uid: str
    year: Outcome
    expected: Outcome
    outlook: Outlook
    trace: Trace


def outlook_of_placement(measured: MeasuredPlacement, day: date) -> TargetOutlook:
    """The outlook of a target that is measured already, at the day of its cut-off."""
    outlook = outlook_from(measured.figures, day)
    return TargetOutlook(
        placement_uid=measured.uid,
        year=measured.figures.outcome(Percentage.YEAR),
        expected=measured.figures.outcome(Percentage.EXPECTED),
        outlook=outlook,
        trace=trace_of_projection(measured.figures, outlook, measured.provenance),
    )
