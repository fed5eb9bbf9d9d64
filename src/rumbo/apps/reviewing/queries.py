"""The review of one record by its kind and uid, and of everything that an entity keeps."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from rumbo.apps.audit.queries import lines_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.indicators.queries import SheetFilter, sheets_narrowed, variables_in_each
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

__all__ = [
    "About",
    "Kind",
    "Record",
    "Told",
    "indicator_record",
    "plan_record",
    "process_record",
    "project_record",
    "records_of",
    "risks_record",
    "round_record",
]


def records_of(entity_id: int, day: date) -> tuple[Record, ...]:
    """Everything that an entity works with, reviewed on a day: versions that are written or rule, open rounds,
    projects, processes, indicators, maps of risks, and those that tell of the same side by side.

    What was asked last is kept until somebody of the entity does anything: then the trail has another last line.
    """
    last = str(lines_of(entity_id).values_list("uid", flat=True).first())
    return _records(entity_id, day, last)


@lru_cache(maxsize=4)
def _records(entity_id: int, day: date, _last: str) -> tuple[Record, ...]:
    return tuple(_each(entity_id, day))


def _each(entity_id: int, day: date) -> Iterator[Record]:
    spent = spending_of_entity(entity_id)
    live = (VersionState.DRAFT, VersionState.PROPOSED, VersionState.RETURNED, VersionState.APPROVED)
    versions = PlanVersion.objects.filter(entity_id=entity_id, state__in=live).select_related("plan", "entity")
    yield from (plan_record(each, spent) for each in versions.order_by("plan__name", "-number"))
    rounds = Followup.objects.filter(entity_id=entity_id, state="open").select_related("plan_version__plan", "period")
    yield from (round_record(each) for each in rounds.order_by("plan_version__plan__name", "period__last_day"))
    projects = list(projects_of(entity_id).exclude(state__in=OVER))
    contents = sheets_of(projects)
    yield from (project_record(each, spent, contents[each.pk]) for each in projects)
    yield from (process_record(each, day) for each in processes_of(entity_id, day))
    sheets = list(sheets_narrowed(entity_id, SheetFilter()))
    used = variables_in_each(sheets)
    yield from (indicator_record(each, used.get(each.pk, [])) for each in sheets)
    maps = MapVersion.objects.filter(entity_id=entity_id, state__in=live).select_related("map", "entity")
    yield from (risks_record(each) for each in maps.order_by("map__name", "-number"))
    yield from across_records(entity_id, day)
