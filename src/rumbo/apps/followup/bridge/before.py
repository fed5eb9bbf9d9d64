"""What is known of targets from before they were followed up here. Whoever loads it stands above follow-up and says it
here, so that no way of opening a round counts it twice and no screen shows it as if it had been reported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rumbo.apps.followup.bridge import ReportedValue
from rumbo.apps.plans.models import Period, PlanVersion
from rumbo.findings import Finding


@dataclass(frozen=True, slots=True)
class Before:
    """Two questions: what was loaded of targets (keys) of the periods that end up to a day, and why a round of a
    version in a period cannot open because of what was loaded."""

    values: Callable[[Iterable[int], date], Iterable[ReportedValue]]
    refusal: Callable[[PlanVersion, Period], Finding | None]


_known: list[Before] = []


def knows(before: Before) -> None:
    """Registers who knows; there is one."""
    _known[:] = [before]


def values_before(targets: Iterable[int], until: date) -> list[ReportedValue]:
    """What was loaded of these targets up to a day, each with its source."""
    return [value for each in _known for value in each.values(list(targets), until)]


def refusal_to_open(version: PlanVersion, period: Period) -> Finding | None:
    """Why what was loaded keeps a round from opening."""
    return next((told for each in _known if (told := each.refusal(version, period)) is not None), None)
