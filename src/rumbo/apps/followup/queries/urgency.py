"""What a person owes, in the order in which it presses: returned, overdue, due soon, and the rest by its term."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import terms_of, today_in
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.bridge.contributing import owed_contribution
from rumbo.apps.followup.models import Contribution, Report, ReportState
from rumbo.apps.followup.queries import reports_owed
from rumbo.apps.followup.queries.contributing import contributions_owed
from rumbo.domain.calendar.locks import Term

SOON_DAYS = 5


class Urgency(StrEnum):
    """How much a report presses."""

    RETURNED = "returned"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Urgent:
    """A report that is owed, or the `contribution` that is owed to it, with the last day to answer (with its exception;
    None without a term) and how many days are left to it, negative once it is over."""

    report: Any
    until: date | None
    days: int | None
    extended: bool
    urgency: Urgency
    contribution: Any = None

    @property
    def unit(self) -> Any:
        """Which unit owes it."""
        return (self.contribution or self.report).unit

    @property
    def number(self) -> str:
        """The number that the plan gives the target."""
        return (self.contribution or self.report).number or ""


def urgent_for(actor: Actor, *, contributes: bool = True) -> list[Urgent]:
    """All that an actor owes in open rounds, reports and contributions, what presses most first. Five queries; three
    for whoever is known to owe no contribution."""
    if not actor.entity_id or not (units := actor.units_as(*REPORT)):
        return []
    owed = contributions_owed(actor.entity_id).filter(unit__in=units) if contributes else ()
    return in_order(reports_owed(actor), today_in(actor.entity_id), owed)


def in_order(reports: Iterable[Report], today: date, contributions: Iterable[Contribution] = ()) -> list[Urgent]:
    """What is owed, what presses most first. One query, two with contributions; the rounds and periods must be at
    hand."""
    rows, others = list(reports), list(contributions)
    terms, their_terms = terms_of(rows), terms_of(map(owed_contribution, others))
    found = [_urgent(each, terms[each.pk], today) for each in rows]
    found += [replace(_urgent(each.report, their_terms[each.pk], today), contribution=each) for each in others]
    order = list(Urgency)
    return sorted(
        found,
        key=lambda each: (
            order.index(each.urgency),
            each.until or date.max,
            each.report.period.last_day,
            each.report.pk,
        ),
    )


def _urgent(report: Report, term: Term, today: date) -> Urgent:
    until = term.report_until
    days = (until - today).days if until else None
    return Urgent(report, until, days, term.extended, urgency_of(days, returned=report.state == ReportState.RETURNED))


def urgency_of(days: int | None, *, returned: bool = False) -> Urgency:
    """How much something presses of which so many days are left, None without a term."""
    if returned:
        return Urgency.RETURNED
    if days is None or days > SOON_DAYS:
        return Urgency.LATER
    return Urgency.OVERDUE if days < 0 else Urgency.DUE_SOON
