"""Whether a target owes a report in a round of follow-up, by the calendar and by what was programmed.

A round has its own stretch of the year. A target is reported in the round in which one of its own periods ends: a
half-yearly target in the quarterly rounds of June and December, a monthly one in every quarter, one reported once in
the round of its last day. On demand, the calendar owes nothing.
"""

from datetime import date

from rumbo.domain.calendar.periods import ON_DEMAND, PERIODICITIES, Periodicity, periods_of_target
from rumbo.domain.followup.states import NotProgrammed, Programmed


def due_by_calendar(
    start: date | None, end: date | None, periodicity: Periodicity | None, first_day: date, last_day: date
) -> bool:
    """Whether a target from `start` to `end` is due in the round from `first_day` to `last_day`.

    What the plan leaves unsaid does not excuse: without days the whole fiscal year of the round counts, without
    periodicity the target is reported in every round, and days in the wrong order count as unsaid.
    """
    if periodicity == ON_DEMAND:
        return False
    begins, ends = start or date(first_day.year, 1, 1), end or date(last_day.year, 12, 31)
    if ends < begins:
        begins, ends = date(first_day.year, 1, 1), date(last_day.year, 12, 31)
    if periodicity is None:
        return begins <= last_day and ends >= first_day
    return any(first_day <= each.last_day <= last_day for each in periods_of_target(begins, ends, periodicity))


def owes_report(due: bool, programmed: Programmed | None) -> bool:
    """Whether a report is owed. `programmed` is what the plan says of this very stretch, None when it says nothing
    of stretches like it: then the calendar alone decides. A programmed zero is owed; not programmed is not."""
    return due and not isinstance(programmed, NotProgrammed)


def periodicity_of(code: str) -> Periodicity | None:
    """The periodicity of a code; None when the plan gives none that is known."""
    return PERIODICITIES.get(code)
