"""What an entity has ⇄ the rows of its workbook: read once, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rumbo.apps.people.models import Entity, Membership, Post, Unit, UnitAlias
from rumbo.apps.people.queries import people_of, posts_of, units_of
from rumbo.apps.processes.models import Process
from rumbo.apps.processes.queries import processes_of
from rumbo.layouts.entity_workbook import (
    ENTITY,
    FORMS,
    LANGUAGES,
    PEOPLE,
    POSTS,
    PROCESS_KINDS,
    PROCESSES,
    ROLES,
    SIGNS,
    UNITS,
)
from rumbo.layouts.filled_sheets.drawing import Filled
from rumbo.layouts.filled_sheets.form import Values

ROOM = {ENTITY.sheet: 0, UNITS.sheet: 60, PROCESSES.sheet: 40, POSTS.sheet: 100, PEOPLE.sheet: 200}
"""Empty rows that each sheet offers; more may be written below them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the workbook tells of an entity, as it stands on a day."""

    entity: Entity
    units: tuple[Unit, ...]
    unit_aliases: tuple[UnitAlias, ...]
    processes: tuple[Process, ...]
    posts: tuple[Post, ...]
    members: tuple[Membership, ...]


def standing_of(entity: Entity, on: date) -> Standing:
    """What an entity has. Seven queries, however much it is."""
    return Standing(
        entity=Entity.objects.get(pk=entity.pk),
        units=tuple(units_of(entity.pk).select_related("parent").order_by("name", "pk")),
        unit_aliases=tuple(UnitAlias.objects.filter(entity=entity)),
        processes=tuple(processes_of(entity.pk).filter(valid_to__isnull=True).prefetch_related("aliases")),
        posts=tuple(posts_of(entity.pk)),
        members=tuple(people_of(entity.pk, on)),
    )


def filled_sheets(standing: Standing) -> tuple[Filled, ...]:
    """The sheets with what stands in them, and lists of what they know of one another."""
    units = tuple(unit.name for unit in standing.units if unit.valid_to is None)
    offered: dict[str, Mapping[str, tuple[str, ...]]] = {
        UNITS.sheet: {"parent": units},
        PROCESSES.sheet: {"owner": units},
        POSTS.sheet: {"unit": units},
        PEOPLE.sheet: {"unit": units, "post": tuple(dict.fromkeys(post.title for post in standing.posts))},
    }
    rows: dict[str, Iterable[Values]] = {
        ENTITY.sheet: (_entity(standing.entity),),
        UNITS.sheet: _units(standing),
        PROCESSES.sheet: _processes(standing),
        POSTS.sheet: ({"title": each.title, "unit": each.unit.name if each.unit else ""} for each in standing.posts),
        PEOPLE.sheet: _people(standing),
    }
    return tuple(Filled(form, tuple(rows[form.sheet]), offered.get(form.sheet, {}), ROOM[form.sheet]) for form in FORMS)


def signing(entity: Entity, label: str) -> str:
    """The post that signs in a capacity, as the entity keeps it."""
    return next((each.get("post", "") for each in entity.signatories if each.get("label") == label), "")


def _entity(entity: Entity) -> Values:
    return {
        "name": entity.name,
        "short_name": entity.short_name,
        "nit": entity.nit,
        "document_process": entity.document_process,
        "document_code": entity.document_code,
        "document_version": entity.document_version,
        "document_date": entity.document_date,
        **{name: signing(entity, label) for name, label in SIGNS.items()},
    }


def _units(standing: Standing) -> Iterator[Values]:
    for unit in standing.units:
        yield {
            "code": unit.code,
            "name": unit.name,
            "parent": unit.parent.name if unit.parent else "",
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "kind": unit.kind,
        }


def _processes(standing: Standing) -> Iterator[Values]:
    for process in standing.processes:
        yield {
            "code": process.code,
            "name": process.name,
            "kind": PROCESS_KINDS[process.kind],
            "owner": process.owner.name if process.owner else "",
            "aliases": "; ".join(alias.name for alias in process.aliases.all()),
        }


def _people(standing: Standing) -> Iterator[Values]:
    """A row for each person, unit and post; whoever holds several roles there has them in one cell."""
    held: dict[tuple[int, int, str], list[Membership]] = {}
    for each in standing.members:
        held.setdefault((each.person_id, each.unit_id or 0, each.post), []).append(each)
    for rows in held.values():
        first = rows[0]
        yield {
            "name": first.name,
            "email": first.person.email,
            "post": first.post,
            "unit": first.unit.name if first.unit else "",
            "roles": "; ".join(ROLES[each.role] for each in rows),
            "language": LANGUAGES.get(first.person.language, ""),
        }
