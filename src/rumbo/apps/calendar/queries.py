"""Reads of the calendar: the windows of a period, the term of each report, and why it is locked. Queries are few and do
not grow with the reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from rumbo.apps.calendar.bridge import LATE_REPORT, LATE_REVIEW, WINDOW, Owed, lateness_of, rules_of, windows_of
from rumbo.apps.calendar.models import ReportingException, Standing, StandingKind
from rumbo.apps.people.models import Setting
from rumbo.apps.people.queries import recorded_settings, setting_recorded, settings_at, zone_of
from rumbo.apps.plans.models import Period, Placement, PlanVersion, TargetRevision
from rumbo.apps.remembering import asked_once
from rumbo.content.days_off import COLOMBIA
from rumbo.domain import calendar
from rumbo.domain.calendar import locks
from rumbo.domain.calendar.locks import Lateness, Term
from rumbo.domain.calendar.rounds import round_periodicity
from rumbo.domain.calendar.windows import DEFAULT_RULES, UNSET, WindowRules, Windows, day_in_zone
from rumbo.domain.followup.due import due_by_calendar, periodicity_of
from rumbo.findings import Finding

DAYS_OFF = COLOMBIA
RETURNED, RELEASED = "returned", "released"


def today_in(entity_id: int, now: datetime | None = None) -> date:
    """The day it is where the entity is. One query, none on a page of somebody who works in it."""
    return day_in_zone(now or timezone.now(), zone_of(entity_id))


# --- The windows of the entity


def rules_on(entity_id: int, day: date) -> dict[str, WindowRules]:
    """By code of periodicity, how the windows are told from a period that ends on a day. One query."""
    return rules_of(settings_at(entity_id, day))


def windows_proposed(entity_id: int, periods: Iterable[calendar.Period]) -> list[Windows]:
    """The windows that the calendar of the entity gives to each of these periods, by the rules in force on its last
    day. One query."""
    recorded = recorded_settings(entity_id)

    def proposed(period: calendar.Period) -> Windows:
        in_force = {row.key: row.value for row in recorded if row.valid_from <= period.last_day}
        rules = rules_of(in_force).get(period.periodicity.code)
        return rules.windows_of(period.last_day, DAYS_OFF) if rules else UNSET

    return [proposed(period) for period in periods]


def lateness_on(entity_id: int, day: date) -> Lateness:
    """What the entity lets happen after its date. One query."""
    return lateness_of(settings_at(entity_id, day))


def calendar_history(entity_id: int) -> list[Setting]:
    """Every value of the settings of the calendar, the latest first. One query."""
    return setting_recorded(entity_id, *(f"{WINDOW}{code}" for code in DEFAULT_RULES), LATE_REPORT, LATE_REVIEW)


# --- Exceptions


@dataclass(frozen=True, slots=True)
class Extensions:
    """Until when the exceptions in force lengthen what is due in their periods: by unit, and by target."""

    units: Mapping[tuple[int, int], date]
    targets: Mapping[tuple[int, int], date]

    def until(self, report: Owed) -> date | None:
        """The longest of those that cover a report; None without any."""
        found = (
            self.targets.get((report.period_id, report.target_id)),
            self.units.get((report.period_id, report.unit_id or 0)),
            self.units.get((report.period_id, getattr(report, "contributor_id", None) or 0)),
        )
        return max((day for day in found if day is not None), default=None)


def extensions_in(entity_id: int, periods: Iterable[int]) -> Extensions:
    """The exceptions in force in these periods. One query."""
    return _extensions(entity_id, tuple(sorted(set(periods))))


@asked_once
def _extensions(entity_id: int, among: tuple[int, ...]) -> Extensions:
    units: dict[tuple[int, int], date] = {}
    targets: dict[tuple[int, int], date] = {}
    if not among:
        return Extensions(units, targets)
    rows = ReportingException.objects.filter(entity_id=entity_id, period__in=among, withdrawn_at__isnull=True)
    for period, unit, target, day in rows.values_list("period_id", "unit_id", "target_id", "report_until"):
        kept, key = (units, (period, unit)) if unit else (targets, (period, target))
        kept[key] = max(day, kept.get(key, day))
    return Extensions(units, targets)


def exceptions_of(entity_id: int, period: Period | None = None) -> QuerySet[ReportingException]:
    """The exceptions of an entity, or of one of its periods, with what they are about (a target's `statement`); the
    latest first."""
    worded = TargetRevision.objects.filter(target=OuterRef("target")).order_by("-pk").values("statement")[:1]
    rows = ReportingException.objects.filter(entity_id=entity_id).select_related("period", "unit", "target")
    rows = rows.annotate(statement=Subquery(worded))
    return rows.filter(period=period) if period is not None else rows


def exception_by_uid(entity_id: int, uid: Any) -> ReportingException | None:
    """An exception of the entity, or None."""
    return exceptions_of(entity_id).filter(uid=uid).first()


# --- What asks for nothing


def standings_on(entity_id: int, day: date, known_at: datetime | None = None) -> dict[int, Standing]:
    """By the key of a target, why it asks for nothing on a day; with `known_at`, as it was known then. One query."""
    rows = Standing.objects.filter(Q(until__isnull=True) | Q(until__gte=day), entity_id=entity_id, since__lte=day)
    rows = rows.filter(at__lte=known_at) if known_at is not None else rows
    found: dict[int, Standing] = {}
    for row in rows.order_by("pk"):
        # What is cancelled stays so, whatever was suspended before or since.
        if row.kind == StandingKind.CANCELLED or row.target_id not in found:
            found[row.target_id] = row
    return found


def standing_lock(entity_id: int, target_id: int, period: Period) -> Finding | None:
    """Why a target asks for nothing in a period; None where it is asked for. One query."""
    row = standings_on(entity_id, period.last_day).get(target_id)
    return locks.standing_lock(row.act, row.reason, row.since, row.until) if row else None


def standing_kind(target: OuterRef, day: date, known_at: datetime | None = None) -> Subquery:
    """Within a query of targets: why each asks for nothing on a day, as `standings_on`; None where it is asked for."""
    rows = Standing.objects.filter(Q(until__isnull=True) | Q(until__gte=day), target=target, since__lte=day)
    rows = rows.filter(at__lte=known_at) if known_at is not None else rows
    cancelled_first = Case(When(kind=StandingKind.CANCELLED, then=Value(0)), default=Value(1))
    return Subquery(rows.order_by(cancelled_first, "pk").values("kind")[:1])


def standings_of(version: PlanVersion) -> dict[int, list[Standing]]:
    """By the key of a target of a version, what was decided of it by this version or before it. One query."""
    placed = Placement.objects.filter(version=version).values("revision__target")
    rows = Standing.objects.filter(
        target__in=placed, version__number__lte=version.number, version__plan=version.plan_id
    ).select_related("target")
    found: dict[int, list[Standing]] = {}
    for row in rows.order_by("since", "pk"):
        found.setdefault(row.target_id, []).append(row)
    return found


# --- The term of a report


def terms_of(reports: Iterable[Owed]) -> dict[int, Term]:
    """For each report, by its key, its windows with what an exception adds. One query; rounds must be at hand."""
    rows = list(reports)
    if not rows:
        return {}
    extensions = extensions_in(rows[0].entity_id, _excepted(rows))
    return {row.pk: _term(row, extensions) for row in rows}


def _excepted(reports: Iterable[Owed]) -> frozenset[int]:
    """The periods in which a report may have an exception: not where whoever brought it saw that there is none."""
    return frozenset(each.period_id for each in reports if getattr(each, "excepted", True))


def _term(report: Owed, extensions: Extensions) -> Term:
    if report.reopened_until is None:
        return Term(windows_of(report.followup), report.state == RETURNED, extensions.until(report))
    # What is corrected was handed in, or was late, before: its only term is that of its reopening.
    last = timezone.localdate(report.reopened_until)
    return Term(Windows(None, last, last, None), returned=True)


def term_of(report: Owed) -> Term:
    """The term of one report. One query."""
    return terms_of([report])[report.pk]


def report_locks(reports: Iterable[Owed], now: datetime | None = None) -> dict[int, Finding]:
    """Of these reports of one entity those that a date locks to whoever answers them, each with why. Three queries."""
    rows = list(reports)
    if not rows:
        return {}
    day = today_in(rows[0].entity_id, now)
    lateness, terms = lateness_on(rows[0].entity_id, day), terms_of(rows)
    found = {
        row.pk: _reopening_lock(row, now) if row.reopened_until else locks.report_lock(terms[row.pk], day, lateness)
        for row in rows
    }
    return {key: lock for key, lock in found.items() if lock is not None}


def _reopening_lock(report: Owed, now: datetime | None) -> Finding | None:
    """Why a reopened report cannot be touched: its reopening is over, though nobody has locked it again yet."""
    over = report.reopened_until is not None and (now or timezone.now()) >= report.reopened_until
    return locks.reopening_over(timezone.localdate(report.reopened_until)) if over else None


def report_lock(report: Owed, now: datetime | None = None) -> Finding | None:
    """Why a report cannot be answered now because of its dates; None when it can. Three queries."""
    return report_locks([report], now).get(report.pk)


def state_lock(report: Owed) -> Finding | None:
    """Why a report is in nobody's hands to write: under review, accepted, released by an act, or its round closed. No
    query, but one for what an act released."""
    if lock := _reopening_lock(report, None):
        return lock
    if report.state == RELEASED:
        stands = standing_lock(report.entity_id, report.target_id, report.followup.period)
        return stands or locks.state_lock(report.state, None)
    closed_at = None if report.reopened_until else report.followup.closed_at
    return locks.state_lock(report.state, timezone.localdate(closed_at) if closed_at else None)


def review_lock(report: Owed, now: datetime | None = None) -> Finding | None:
    """Why a report cannot be endorsed, accepted or returned now because of its dates; None when it can."""
    if report.reopened_until:
        return _reopening_lock(report, now)
    day = today_in(report.entity_id, now)
    return locks.review_lock(term_of(report), day, lateness_on(report.entity_id, day))


def close_lock(entity_id: int, owed: Iterable[Owed], now: datetime | None = None) -> Finding | None:
    """Why a round cannot close now: `owed` are its reports that nobody handed in. Two queries."""
    return locks.close_lock(tuple(terms_of(owed).values()), today_in(entity_id, now))


# --- The rounds of a plan


@dataclass(frozen=True, slots=True)
class _Dated:
    """A placed target with what the calendar needs to know of it; `standings` say when it asks for nothing."""

    start: date | None
    end: date | None
    periodicity: calendar.Periodicity | None
    standings: tuple[Standing, ...]

    def due_in(self, period: calendar.Period) -> bool:
        last = period.last_day
        stands = any(each.since <= last and (each.until is None or each.until >= last) for each in self.standings)
        return not stands and due_by_calendar(self.start, self.end, self.periodicity, period.first_day, last)


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round that a plan asks for in a year: its period, its windows, and how many targets have a period ending in
    it."""

    period: calendar.Period
    windows: Windows
    targets: int


def rounds_planned(entity_id: int, versions: Iterable[PlanVersion], fiscal_year: int) -> dict[int, list[PlannedRound]]:
    """By the key of each version the rounds of a year that its targets ask for, by their own days and periodicities, in
    the order of the calendar; one in which nothing is due is none. What is cancelled, or suspended then, asks for
    nothing. Three queries."""
    targets: dict[int, list[_Dated]] = {version.pk: [] for version in versions}
    standings: dict[int, tuple[Standing, ...]] = {}
    for standing in Standing.objects.filter(entity_id=entity_id, since__lte=date(fiscal_year, 12, 31)):
        standings[standing.target_id] = (*standings.get(standing.target_id, ()), standing)
    rows = Placement.objects.filter(version__in=targets, counts=True)
    told = ("version_id", "revision__start", "revision__end", "revision__periodicity", "revision__target_id")
    for key, start, end, code, target in rows.values_list(*told):
        targets[key].append(_Dated(start, end, periodicity_of(code), standings.get(target, ())))
    asked = [
        (key, period, due)
        for key, dated in targets.items()
        for period in calendar.periods_of_year(fiscal_year, round_periodicity(each.periodicity for each in dated))
        if (due := sum(each.due_in(period) for each in dated))
    ]
    found: dict[int, list[PlannedRound]] = {key: [] for key in targets}
    windows = windows_proposed(entity_id, [period for _, period, _ in asked])
    for (key, period, due), days in zip(asked, windows, strict=True):
        found[key].append(PlannedRound(period, days, due))
    return found
