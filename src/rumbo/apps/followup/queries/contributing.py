"""Who contributes to what: the contributions of a report, and those that a person's units owe or may give."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import report_lock, state_lock
from rumbo.apps.followup.access import REPORT, reads_everything
from rumbo.apps.followup.bridge.contributing import owed_contribution, told_in
from rumbo.apps.followup.models import Contribution, FollowupState, Report, ReportEntry, ReportEvidence
from rumbo.apps.followup.queries import OWED
from rumbo.apps.plans.models import Placement
from rumbo.domain.calendar.locks import ACCEPTED, HANDED_IN
from rumbo.domain.followup.contributing import ALREADY_SIGNED, OWES, Contributed
from rumbo.findings import Finding

IN_HAND = Q(report__followup__state=FollowupState.OPEN) & Q(report__state__in=OWED)
"""Contributions to what the reporting unit still has in its hands."""


def contributions_of(reports: Iterable[int]) -> dict[int, list[Contribution]]:
    """By report, all that was contributed or is asked for, with its unit. One query."""
    found: defaultdict[int, list[Contribution]] = defaultdict(list)
    rows = Contribution.objects.filter(report__in=list(reports)).select_related("unit")
    for row in rows.order_by("unit__name", "ordinal"):
        found[row.report_id].append(row)
    return found


def told_to(report: Report) -> list[Contributed]:
    """What the other units told of the target of a report. One query."""
    return told_in(contributions_of([report.pk])[report.pk], report.unit_id)


def latest_of(rows: Iterable[Contribution], reporting: int | None) -> list[Contribution]:
    """Of each contributing unit its latest signed contribution, or the one it has not signed yet; in their order."""
    found: dict[int, Contribution] = {}
    for row in rows:
        if row.unit_id != reporting and (row.submitted_at is not None or row.unit_id not in found):
            found[row.unit_id] = row
    return list(found.values())


def contribution_by_uid(actor: Actor, uid: str) -> Contribution | None:
    """The latest that a unit wrote of a contribution: for the people of that unit, for those of the unit that reports
    and for whoever reads everything; None for everybody else."""
    rows = Contribution.objects.filter(entity_id=actor.entity_id or 0)
    if not reads_everything(actor):
        mine = actor.units_as(*REPORT)
        rows = rows.filter(Q(unit__in=mine) | Q(report__unit__in=mine))
    named = Contribution.objects.filter(uid=uid, report=OuterRef("report"), unit=OuterRef("unit"))
    return _with_target(rows.filter(Exists(named))).order_by("-ordinal").first()


def _with_target(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    placed = Placement.objects.filter(
        version=OuterRef("report__followup__plan_version"), revision=OuterRef("report__revision")
    )
    return rows.select_related(
        "unit",
        "report__entity",
        "report__unit",
        "report__period",
        "report__target",
        "report__revision__indicator",
        "report__followup__plan_version__plan",
        "report__followup__period",
    ).annotate(number=Subquery(placed.order_by("pk").values("number")[:1]))


def contributions_owed(entity_id: int) -> QuerySet[Contribution]:
    """What contributing units were asked for in open rounds and have not told, the most urgent first."""
    told = Contribution.objects.filter(report=OuterRef("report"), unit=OuterRef("unit"), submitted_at__isnull=False)
    owed = Contribution.objects.filter(
        IN_HAND,
        ~Exists(told),
        entity_id=entity_id,
        submitted_at__isnull=True,
        counting__in=[each.value for each in OWES],
    ).exclude(report__unit=F("unit"))
    return _with_target(owed).order_by(
        F("report__followup__report_until").asc(nulls_last=True), "report__period__last_day", "pk"
    )


def contributions_missing(entity_id: int, fiscal_year: int) -> Counter[str]:
    """By the name of a contributing unit, how much it has not told of a fiscal year. One query."""
    owed = contributions_owed(entity_id).filter(report__period__fiscal_year=fiscal_year).order_by()
    return Counter(dict(owed.values_list("unit__name").annotate(number=Count("pk"))))


def contributions_owed_by(actor: Actor) -> QuerySet[Contribution]:
    """What the units in which an actor reports have still to contribute."""
    return contributions_owed(actor.entity_id or 0).filter(unit__in=actor.units_as(*REPORT))


def contributions_open_to(actor: Actor) -> QuerySet[Contribution]:
    """Everything that the units of an actor may contribute to now, told or not: the latest of each report and unit."""
    later = Contribution.objects.filter(
        report=OuterRef("report"), unit=OuterRef("unit"), ordinal__gt=OuterRef("ordinal")
    )
    rows = Contribution.objects.filter(
        Q(report__state__in=OWED),
        Q(report__followup__state=FollowupState.OPEN) | Q(report__reopened_until__gt=timezone.now()),
        ~Exists(later),
        entity_id=actor.entity_id or 0,
        unit__in=actor.units_as(*REPORT),
    ).exclude(report__unit=F("unit"))
    return _with_target(rows).order_by("report__period__last_day", "pk")


def contribution_lock(row: Contribution, now: datetime | None = None) -> Finding | None:
    """Why nothing can be contributed now: its term is over or has not begun, or the report is no longer with its unit;
    None when it can. Four queries at the most."""
    report = row.report
    if report.state in OWED:
        return report_lock(owed_contribution(row), now)
    lock = state_lock(report)
    if lock is None or lock.code not in (HANDED_IN.code, ACCEPTED.code):
        return lock
    signed = ReportEntry.objects.filter(report=report, submitted_at__isnull=False).order_by("-ordinal").first()
    moment = signed.submitted_at if signed is not None else None
    if moment is None or report.unit is None:
        return lock
    facts = {"unit": report.unit.name, "day": timezone.localdate(moment).isoformat()}
    return Finding(ALREADY_SIGNED.code, ALREADY_SIGNED.severity, facts=facts)


def evidence_of(contribution: Contribution) -> list[Any]:
    """The evidence that a unit contributed to a report, by date. One query."""
    rows = ReportEvidence.objects.filter(report=contribution.report_id, unit=contribution.unit_id)
    return [row.evidence for row in rows.select_related("evidence__file").order_by("evidence__own_date", "pk")]
