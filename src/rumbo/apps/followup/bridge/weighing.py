"""What a target comes to with an answer that nobody accepted yet. Whoever measures stands above follow-up and says it
here, so that no way of submitting passes by without being asked."""

from collections.abc import Callable

from rumbo.apps.followup.models import ReportEntry
from rumbo.domain.followup.justifying import NOTHING_KNOWN, Weighed

Weigher = Callable[[ReportEntry], Weighed]
_weighers: list[Weigher] = []


def weighs(weigher: Weigher) -> Weigher:
    """Registers who measures an answer; there is one."""
    if any(each is not weigher for each in _weighers):
        raise ValueError("two weighers of answers")
    _weighers[:] = [weigher]
    return weigher


def weighed(entry: ReportEntry) -> Weighed:
    """What the target of an entry comes to with it. Needs `report` with its revision, period and round at hand."""
    return _weighers[0](entry) if _weighers else NOTHING_KNOWN
