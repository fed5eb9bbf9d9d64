"""Reads of processes: a fixed number of queries, however many."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from rumbo.apps.processes.models import Process, ProcessAlias
from rumbo.apps.remembering import asked_once


@dataclass(frozen=True, slots=True)
class ProcessFilter:
    """What a list of processes is narrowed by; `closed` shows those that are over too."""

    words: str = ""
    kind: str = ""
    unit_uid: str = ""
    closed: bool = False


def processes_of(entity_id: int, on: date | None = None) -> QuerySet[Process]:
    """The processes of an entity by code and name, each with its owner; with a day, those valid on it."""
    found = Process.objects.filter(entity_id=entity_id).select_related("owner").order_by("code", "name")
    if on is None:
        return found
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return found.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def processes_narrowed(entity_id: int, narrow: ProcessFilter, on: date) -> QuerySet[Process]:
    """The processes that a filter leaves, with their other names prefetched: two queries a page."""
    found = processes_of(entity_id, None if narrow.closed else on).prefetch_related("aliases")
    if narrow.words:
        aliased = ProcessAlias.objects.filter(entity_id=entity_id, name__icontains=narrow.words)
        named = Q(name__icontains=narrow.words) | Q(code__iexact=narrow.words)
        found = found.filter(named | Q(pk__in=aliased.values("process")))
    if narrow.kind:
        found = found.filter(kind=narrow.kind)
    if narrow.unit_uid:
        found = found.filter(owner__uid=narrow.unit_uid)
    return found


def process_by_uid(entity_id: int, uid: UUID | str) -> Process | None:
    """A process of the entity with its owner, or None."""
    return Process.objects.select_related("owner").filter(entity_id=entity_id, uid=uid).first()


def aliases_of(process: Process) -> QuerySet[ProcessAlias]:
    """The other names of a process."""
    return ProcessAlias.objects.filter(process=process).order_by("name")


def alias_by_uid(entity_id: int, uid: UUID | str) -> ProcessAlias | None:
    """Another name of a process of the entity, or None."""
    return ProcessAlias.objects.select_related("process").filter(entity_id=entity_id, uid=uid).first()


@dataclass(frozen=True, slots=True)
class ProcessNames:
    """How the processes of an entity are written: official names and aliases, each with its process's key."""

    official: dict[str, int]
    aliases: dict[str, int]


def process_names(entity_id: int) -> ProcessNames:
    """Every way in which documents write the processes of an entity. One query."""
    rows = _processes_named(entity_id)
    return ProcessNames(
        official={each.name: each.pk for each, _alias in rows},
        aliases={alias: each.pk for each, alias in rows if alias},
    )


def processes_listed(entity_id: int) -> list[Process]:
    """Every process of an entity with its owner, by code and name. One query, the same as that of `process_names`."""
    return list(dict.fromkeys(each for each, _alias in _processes_named(entity_id)))


@asked_once
def _processes_named(entity_id: int) -> tuple[tuple[Process, str | None], ...]:
    rows: QuerySet[Any] = processes_of(entity_id).annotate(also_called=F("aliases__name"))
    return tuple((each, each.also_called) for each in rows)
