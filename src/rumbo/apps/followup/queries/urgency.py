"""What a person owes, in the order in which it presses: returned, overdue, due soon, and the rest by its term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import terms_of, today_in
from rumbo.apps.followup.models import Report, ReportState
from rumbo.apps.followup.queries import reports_owed
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
    """A report that is owed, with the last day to answer it (with its exception; None without a term) and how many days
    are left to it, negative once it is over."""

    report: Any
    until: date | None
    days: int | None
    extended: bool
    urgency: Urgency


def urgent_reports(actor: Actor) -> list[Urgent]:
    """All that an actor owes in open rounds, what presses most first. Three queries."""
    owed = list(reports_owed(actor))
    return in_order(owed, today_in(actor.entity_id)) if owed and actor.entity_id else []


def in_order(reports: Iterable[Report], today: date) -> list[Urgent]:
    """Reports that are owed, what presses most first. One query; their rounds and periods must be at hand."""
    rows = list(reports)
    terms = terms_of(rows)
    found = [_urgent(each, terms[each.pk], today) for each in rows]
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
    if report.state == ReportState.RETURNED:
        urgency = Urgency.RETURNED
    elif days is None or days > SOON_DAYS:
        urgency = Urgency.LATER
    else:
        urgency = Urgency.OVERDUE if days < 0 else Urgency.DUE_SOON
    return Urgent(report, until, days, term.extended, urgency)
