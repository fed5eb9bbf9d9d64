"""Who owes what: units × periods of a fiscal year, each cell counted by state, and the reports behind a cell. A fixed
number of queries, however many units and targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from rumbo.apps.calendar.queries import terms_of
from rumbo.apps.followup.models import Followup, FollowupState, Report, ReportState
from rumbo.apps.followup.queries import CLOSED_UNREPORTED, OWED, state_by_clock, with_target
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Period

OVERDUE = "overdue"
"""Owed, and its term with all its exceptions is over."""
ORDER = (
    OVERDUE,
    ReportState.RETURNED,
    ReportState.PENDING,
    ReportState.DRAFT,
    ReportState.SUBMITTED,
    ReportState.ENDORSED,
    CLOSED_UNREPORTED,
    ReportState.ACCEPTED,
    ReportState.CLOSED,
    ReportState.RELEASED,
)
"""The states of a cell, what asks most for attention first."""
NOBODY = "ninguna"
"""The unit of the reports that have none, in an address."""


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the board and its list are narrowed by; `unit` may be `NOBODY`."""

    fiscal_year: int
    plan: str = ""
    unit: str = ""
    period: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A unit in a period: its reports by state; those overdue are counted as such and not by their state."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def state(self) -> str:
        """The state that asks most for attention; empty without any report."""
        return next((state for state in ORDER if self.counts[state]), "")

    @property
    def total(self) -> int:
        """All its reports."""
        return self.counts.total()


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A unit (None for the reports without one) with its cell in each period, by the key of the period."""

    unit: Unit | None
    cells: dict[int, BoardCell]

    @property
    def counts(self) -> Counter[str]:
        """The reports of the unit in all the periods."""
        return sum((cell.counts for cell in self.cells.values()), Counter())


@dataclass(frozen=True, slots=True)
class Board:
    """The board: its periods in the order of the calendar, and its lines, those that owe most first. `units` are all
    that report anything in the year, whatever the filter leaves, by name."""

    periods: tuple[Period, ...]
    lines: tuple[BoardLine, ...]
    units: tuple[Unit, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """All the reports of the board by state."""
        return sum((line.counts for line in self.lines), Counter())


def board_of_year(entity_id: int, narrow: BoardFilter, today: date) -> Board:
    """The board of a fiscal year on a day. Five queries."""
    reports = _narrowed(entity_id, narrow)
    counted = reports.order_by().values_list("unit_id", "period_id", "now", "closed_accepted")
    cells: dict[int | None, dict[int, BoardCell]] = {}
    for unit, period, state, accepted, number in counted.annotate(number=Count("pk")):
        told = CLOSED_UNREPORTED if state == ReportState.CLOSED and not accepted else state
        _cell(cells, unit, period).counts[told] += number
    for late in overdue_reports(reports, today):
        counts = _cell(cells, late.unit_id, late.period_id).counts
        counts[late.state] -= 1
        counts[OVERDUE] += 1
    periods = Period.objects.filter(pk__in={key for line in cells.values() for key in line})
    followed = Report.objects.filter(entity_id=entity_id, period__fiscal_year=narrow.fiscal_year)
    units = {each.pk: each for each in Unit.objects.filter(pk__in=followed.values("unit").order_by()).order_by("name")}
    lines = [BoardLine(units.get(key or 0), line) for key, line in cells.items()]
    ordered = sorted(lines, key=_attention)
    return Board(tuple(periods.order_by("last_day", "first_day")), tuple(ordered), tuple(units.values()))


def _attention(line: BoardLine) -> tuple[bool, int, int, str]:
    owed = sum(line.counts[state] for state in (OVERDUE, *OWED))
    return line.unit is not None, -line.counts[OVERDUE], -owed, line.unit.name if line.unit else ""


def _cell(cells: dict[int | None, dict[int, BoardCell]], unit: int | None, period: int) -> BoardCell:
    return cells.setdefault(unit, {}).setdefault(period, BoardCell())


def _narrowed(entity_id: int, narrow: BoardFilter) -> QuerySet[Any]:
    reports = Report.objects.filter(entity_id=entity_id, period__fiscal_year=narrow.fiscal_year)
    reports = reports.annotate(now=state_by_clock())
    if narrow.plan:
        reports = reports.filter(followup__plan_version__plan__uid=narrow.plan)
    if narrow.unit == NOBODY:
        reports = reports.filter(unit__isnull=True)
    elif narrow.unit:
        reports = reports.filter(unit__uid=narrow.unit)
    return reports.filter(period__uid=narrow.period) if narrow.period else reports


def overdue_reports(reports: QuerySet[Report], today: date) -> list[Report]:
    """Of these, those owed whose term is over, exceptions counted. Two queries."""
    owed = Q(state__in=OWED, followup__state=FollowupState.OPEN, followup__report_until__lt=today)
    rows = list(reports.filter(owed).select_related("followup"))
    terms = terms_of(rows)
    return [each for each in rows if (until := terms[each.pk].report_until) is not None and until < today]


def reports_behind(entity_id: int, narrow: BoardFilter, today: date) -> QuerySet[Report]:
    """The reports of a cell, or of all that a filter leaves, in the order of the units and the plan."""
    reports = _narrowed(entity_id, narrow)
    if narrow.state == OVERDUE:
        reports = reports.filter(pk__in=[each.pk for each in overdue_reports(reports, today)])
    elif narrow.state == CLOSED_UNREPORTED:
        reports = reports.filter(now=ReportState.CLOSED, closed_accepted=False)
    elif narrow.state == ReportState.CLOSED:
        reports = reports.filter(now=ReportState.CLOSED, closed_accepted=True)
    elif narrow.state:
        reports = reports.filter(now=narrow.state)
    return with_target(reports).select_related("target").order_by("period__last_day", "unit__name", "pk")


def reports_by_uid(entity_id: int, uids: Iterable[str]) -> Sequence[Any]:
    """These reports of the entity, in the order of the plan."""
    found = Report.objects.filter(entity_id=entity_id, uid__in=list(uids))
    return list(with_target(found).select_related("target").order_by("pk"))


def rounds_by_uid(entity_id: int, uids: Iterable[str]) -> QuerySet[Followup]:
    """These rounds of the entity, whatever their state, in the order of the calendar."""
    rounds = Followup.objects.filter(entity_id=entity_id, uid__in=list(uids))
    return rounds.select_related("plan_version__plan", "period").order_by("period__last_day", "pk")


def plans_followed(entity_id: int) -> list[tuple[int, str, str]]:
    """The fiscal years and plans (uid, name) that have any round, the latest year first. One query."""
    told = ("period__fiscal_year", "plan_version__plan__uid", "plan_version__plan__name")
    rows = Followup.objects.filter(entity_id=entity_id).order_by().values_list(*told).distinct()
    return sorted(((year, str(uid), name) for year, uid, name in rows), key=lambda row: (-row[0], row[2]))
