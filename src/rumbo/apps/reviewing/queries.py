"""The review of one record by its kind and uid, and of everything that an entity keeps.

That of everything is long: the task worker makes it, and what it found is kept in the cache under the last line of the
trail. Reviewing passes no doorway: a line of its own would make what it found old at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import partial
from importlib.metadata import version as release_of
from zlib import crc32

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.queries import lines_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.indicators.queries import SheetFilter, sheets_narrowed, variables_in_each
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of
from rumbo.apps.plans.models import PlanVersion, VersionState
from rumbo.apps.processes.queries import processes_of
from rumbo.apps.projects.queries import projects_of, sheets_of
from rumbo.apps.reviewing.bridge import About, Kind, Record, Told
from rumbo.apps.reviewing.bridge.across import OVER, across_records
from rumbo.apps.reviewing.bridge.kept import indicator_record, process_record, project_record, risks_record
from rumbo.apps.reviewing.bridge.plans import plan_record
from rumbo.apps.reviewing.bridge.rounds import round_record
from rumbo.apps.reviewing.bridge.spending import spending_of_entity
from rumbo.apps.risks.models import MapVersion
from rumbo.findings import CheckResult, Finding, Where

__all__ = [
    "About",
    "Kind",
    "Record",
    "Review",
    "Told",
    "indicator_record",
    "plan_record",
    "process_record",
    "project_record",
    "records_of",
    "review_asked",
    "risks_record",
    "round_record",
]


KEPT = 30 * 24 * 60 * 60
"""Seconds. An older review is of no use even while a new one is made."""
_SHAPE = crc32(repr([[one.name for one in fields(kind)] for kind in (Record, CheckResult, Finding, Where)]).encode())
"""What another release kept, or records that were made otherwise, is not read as ours."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in everything that an entity keeps, on a day and after a line of its trail. One that failed found
    nothing because the rules could not be asked to the end."""

    day: date
    last: str
    at: datetime
    records: tuple[Record, ...] = ()
    failed: bool = False


def records_of(entity_id: int, day: date) -> tuple[Record, ...]:
    """Everything that an entity works with, reviewed on a day: versions that are written or rule, open rounds,
    projects, processes, indicators, maps of risks, and those that tell of the same side by side.

    What was found last is kept until somebody of the entity does anything: then the trail has another last line.
    """
    known, last = _known(entity_id), _last_line(entity_id)
    if known is None or known.failed or (known.day, known.last) != (day, last):
        known = _keep(entity_id, Review(day, last, timezone.now(), tuple(_each(entity_id, day))))
    return known.records


def review_asked(entity_id: int, day: date) -> tuple[Review | None, progress.Progress | None]:
    """The last review of an entity, None where there is none; and, where something was done since, how far the task
    worker has come with another one, which is asked of it unless it was before."""
    known, last = _known(entity_id), _last_line(entity_id)
    of_now = known is not None and (known.day, known.last) == (day, last)
    if known is not None and of_now and not known.failed:
        return known, None
    if not of_now:
        if progress.interrupted(job_of(entity_id)):
            _ask(entity_id, day)
        if job := progress.progress_of(job_of(entity_id)):
            return (None if known is None or known.failed else known), job
    # Done by now; or nobody else can: then whoever asks waits, and what fails is seen where it fails.
    return Review(day, last, timezone.now(), records_of(entity_id, day)), None


def job_of(entity_id: int) -> str:
    """Under what name the task worker tells how far it has come with the review of an entity."""
    return f"reviewing-{entity_id}"


@task()
def review_entity(entity_id: int, day: str) -> None:
    """The task worker's part. A review that fails is kept as such until somebody does anything, so that it is not asked
    for again and again."""
    with clock_of(Entity.objects.get(pk=entity_id)), progress.working(job_of(entity_id)):
        last = _last_line(entity_id)
        try:
            records_of(entity_id, date.fromisoformat(day))
        except Exception:
            _keep(entity_id, Review(date.fromisoformat(day), last, timezone.now(), failed=True))
            raise


def _ask(entity_id: int, day: date) -> None:
    progress.wait(job_of(entity_id))
    try:
        review_entity.enqueue(entity_id, day.isoformat())
    except Exception:
        progress.withdraw(job_of(entity_id))
        raise


def _last_line(entity_id: int) -> str:
    return str(lines_of(entity_id).values_list("uid", flat=True).first())


def _known(entity_id: int) -> Review | None:
    kept: Review | None = cache.get(_key(entity_id))
    return kept


def _keep(entity_id: int, review: Review) -> Review:
    """One for each entity: a cache that loses it costs the time of another."""
    cache.set(_key(entity_id), review, KEPT)
    return review


def _key(entity_id: int) -> str:
    return f"reviewing-{entity_id}-{release_of('rumbo')}-{_SHAPE}"


def _each(entity_id: int, day: date) -> Iterator[Record]:
    spent = spending_of_entity(entity_id)
    live = (VersionState.DRAFT, VersionState.PROPOSED, VersionState.RETURNED, VersionState.APPROVED)
    versions = PlanVersion.objects.filter(entity_id=entity_id, state__in=live).select_related("plan", "entity")
    rounds = Followup.objects.filter(entity_id=entity_id, state="open").select_related("plan_version__plan", "period")
    projects = list(projects_of(entity_id).exclude(state__in=OVER))
    contents = sheets_of(projects)
    sheets = list(sheets_narrowed(entity_id, SheetFilter()))
    used = variables_in_each(sheets)
    maps = MapVersion.objects.filter(entity_id=entity_id, state__in=live).select_related("map", "entity")
    reviews: list[partial[Record]] = [
        *(partial(plan_record, each, spent) for each in versions.order_by("plan__name", "-number")),
        *(partial(round_record, each) for each in rounds.order_by("plan_version__plan__name", "period__last_day")),
        *(partial(project_record, each, spent, contents[each.pk]) for each in projects),
        *(partial(process_record, each, day) for each in processes_of(entity_id, day)),
        *(partial(indicator_record, each, used.get(each.pk, [])) for each in sheets),
        *(partial(risks_record, each) for each in maps.order_by("map__name", "-number")),
    ]
    for done, review in enumerate(reviews):
        progress.advance("reviewing", done, len(reviews))
        yield review()
    progress.advance("comparing")
    yield from across_records(entity_id, day)
