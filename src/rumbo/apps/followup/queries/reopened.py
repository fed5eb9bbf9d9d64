"""Reads of reopenings: which one a report is open under, those whose moment came, and what each became."""

from datetime import datetime

from django.db.models import QuerySet

from rumbo.apps.followup.bridge.signing import reopening_digest
from rumbo.apps.followup.models import Followup, Reopening, Report


def reopening_in_force(report: Report) -> Reopening | None:
    """The reopening under which a report is open now; no query for one that is not."""
    if report.reopened_until is None:
        return None
    return Reopening.objects.filter(report=report, ended_at__isnull=True).first()


def reopenings_of(report: Report) -> QuerySet[Reopening]:
    """Every time a report was opened again, the latest first."""
    return Reopening.objects.filter(report=report).order_by("-ordinal")


def reopening_by_uid(entity_id: int, uid: str) -> Reopening | None:
    """A reopening of the entity with its report, or None."""
    found = Reopening.objects.filter(entity_id=entity_id, uid=uid)
    return found.select_related("report__followup", "report__revision").first()


def reopenings_over(now: datetime) -> QuerySet[Reopening]:
    """Those that nobody ended and whose moment came, in all entities."""
    return Reopening.objects.filter(ended_at__isnull=True, ends_at__lte=now).order_by("pk")


def reopened_in(followup: Followup) -> QuerySet[Report]:
    """The reports of a closed round that are open again."""
    return Report.objects.filter(followup=followup, reopened_until__isnull=False)


def reopenings_with_broken_signature(followup: Followup) -> list[tuple[str, str, str]]:
    """The reopenings of a round whose text is no longer the one signed: what it is about, digest kept, digest found."""
    broken = broken_reopenings(Report.objects.filter(followup=followup))
    return [(report.revision.statement, kept, found) for report, kept, found in broken]


def broken_reopenings(reports: QuerySet[Report]) -> list[tuple[Report, str, str]]:
    """The same of any reports, with the report in place of its words. One query."""
    rows = Reopening.objects.filter(report__in=reports).select_related("report__revision", "report__period", "opener")
    told = (
        (row, reopening_digest(row, str(row.report.uid), str(row.opener.uid) if row.opener else "")) for row in rows
    )
    return [(row.report, row.digest, found) for row, found in told if row.digest != found]
