"""Where the year of a placed target will end, told from what its figures were computed from."""

from dataclasses import dataclass
from datetime import date

from rumbo.apps.measurement.bridge.placed import MeasuredPlacement
from rumbo.domain.measurement import Outlook, Trace, outlook_from, trace_of_projection


@dataclass(frozen=True, slots=True)
class TargetOutlook:
    """The outlook of a placed target (by uid), and how it came about."""

    placement_uid: str
    outlook: Outlook
    trace: Trace


def outlook_of_placement(measured: MeasuredPlacement, day: date) -> TargetOutlook:
    """The outlook of a target that is measured already, at the day of its cut-off."""
    outlook = outlook_from(measured.figures, day)
    return TargetOutlook(measured.uid, outlook, trace_of_projection(measured.figures, outlook, measured.provenance))
