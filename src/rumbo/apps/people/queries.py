"""Reads of entities, units, people and dated settings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Grant, Role
from rumbo.apps.people.models import (
    Entity,
    Inheritance,
    Membership,
    Post,
    Setting,
    Succession,
    Unit,
    UnitAlias,
    User,
)
from rumbo.apps.remembering import asked_once, brought_along

NAME = Coalesce(NullIf("known_as", Value("")), "person__name")


def memberships_in_force(on: date) -> QuerySet[Membership]:
    """Memberships that hold on a day; the last day still holds."""
    return Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def person_signed_in(key: int, on: date) -> User | None:
    """Who a session belongs to, with what they hold on a day at hand for `places_of`; None for nobody. One query, two
    for somebody who holds nothing."""
    held = tuple(_held(on).filter(person=key).select_related("person"))
    if not held:
        return User.objects.filter(pk=key).first()
    user = held[0].person
    user.held = (on, held)
    return user


def places_of(user: User, on: date, origin: str = "web") -> list[tuple[Entity, Actor]]:
    """The entities in which a person holds any role on a day, by name, each with who they are there; none for somebody
    whose account was closed. A role in a unit is held too in those whose place it took. One query, none for who just
    signed in."""
    if not user.is_active:
        return []
    rows = user.held[1] if user.held and user.held[0] == on else _held(on).filter(person=user)
    places: dict[int, list[Any]] = {}
    for row in rows:
        places.setdefault(row.entity_id, []).append(row)
    for own in places.values():
        brought_along(zone_of, own[0].entity.time_zone, own[0].entity_id)
    return [(own[0].entity, _actor(user, own, origin)) for own in places.values()]


@asked_once
def zone_of(entity_id: int) -> str:
    """The time zone of an entity. One query; none on a page of somebody who works in it."""
    return Entity.objects.values_list("time_zone", flat=True).get(pk=entity_id)


def _held(on: date) -> QuerySet[Membership]:
    """What people hold on a day with its entity, and the unit whose place its unit took (`before`)."""
    handed_on = FilteredRelation("unit__inherited", condition=Q(unit__inherited__answers=True))
    rows = memberships_in_force(on).select_related("entity").annotate(handed_on=handed_on)
    return rows.annotate(before=F("handed_on__predecessor_id")).order_by("entity__name", "entity", "pk")


def _actor(user: User, held: Sequence[Any], origin: str) -> Actor:
    post = next((row.post for row in held if row.post), "")
    roles = {Grant(Role(row.role), unit) for row in held for unit in (row.unit_id, row.before or row.unit_id)}
    return Actor(
        user_id=user.pk,
        name=f"{user.name} ({post})" if post else user.name,
        entity_id=held[0].entity_id,
        grants=frozenset(roles),
        origin=origin,
    )


@contextmanager
def clock_of(entity: Entity) -> Iterator[None]:
    """Within, days and hours are those of the place where the entity is. One rule for every face, command and task:
    whoever finds whose a moment is sets the clock, and a moment is never told by that of the machine."""
    with timezone.override(entity.time_zone):
        yield


def actor_in(user: User, entity: Entity, on: date, origin: str = "web") -> Actor | None:
    """The person as who they are in an entity on a day; None when they are nobody there. One query."""
    return next((actor for place, actor in places_of(user, on, origin) if place.pk == entity.pk), None)


def post_held(actor: Actor, roles: tuple[Role, ...], unit_id: int | None = None) -> str:
    """The post under which an actor signs today: that of the role they sign by, in a unit where one is given; empty
    where nobody wrote it. One query."""
    held = memberships_in_force(timezone.localdate()).filter(
        person=actor.user_id, entity=actor.entity_id, role__in=roles
    )
    held = held.filter(unit=unit_id) if unit_id is not None else held
    return held.exclude(post="").order_by("pk").values_list("post", flat=True).first() or ""


def account_of(actor: Actor) -> str:
    """The uid of the account that an actor signs with; empty for the installation itself."""
    uid = User.objects.filter(pk=actor.user_id or 0).values_list("uid", flat=True).first()
    return str(uid) if uid else ""


def counted(entity_id: int, **rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows of an entity each of these queries finds. One query for all of them."""
    numbers = {
        name: Coalesce(Subquery(found.order_by().values("entity").annotate(n=Count("pk")).values("n")), 0)
        for name, found in rows.items()
    }
    found = Entity.objects.filter(pk=entity_id).values_list(*numbers.values()).get()
    return dict(zip(numbers, found, strict=True))


def units_of(entity_id: int, on: date | None = None) -> QuerySet[Unit]:
    """The units of an entity; with a day, those valid on it."""
    units = Unit.objects.filter(entity_id=entity_id)
    if on is None:
        return units
    return units.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    )


@dataclass(frozen=True, slots=True)
class UnitNames:
    """How the units of an entity are written: official names and aliases, each with its unit's key."""

    official: dict[str, int]
    aliases: dict[str, int]


def unit_names(entity_id: int) -> UnitNames:
    """Every way in which documents write the units of an entity. One query."""
    rows = _units_named(entity_id)
    return UnitNames(
        official={name: key for key, _uid, name, _alias in rows},
        aliases={alias: key for key, _uid, _name, alias in rows if alias},
    )


def unit_choices(entity_id: int) -> list[tuple[str, str]]:
    """The uid and the name of every unit of an entity, by name. One query, the same as that of `unit_names`."""
    return list(dict.fromkeys((str(uid), name) for _key, uid, name, _alias in _units_named(entity_id)))


@asked_once
def _units_named(entity_id: int) -> tuple[tuple[int, UUID, str, str | None], ...]:
    return tuple(units_of(entity_id).order_by("name").values_list("pk", "uid", "name", "aliases__name"))


@asked_once
def recorded_settings(entity_id: int) -> tuple[Setting, ...]:
    """Every value of every setting that an entity recorded, in the order in which they hold. One query."""
    return tuple(Setting.objects.filter(entity_id=entity_id).order_by("valid_from", "pk"))


def settings_at(entity_id: int, day: date) -> dict[str, Any]:
    """The settings of an entity in force on a day: for each key the value recorded last before or on it. One query."""
    return {row.key: row.value for row in recorded_settings(entity_id) if row.valid_from <= day}


def setting_recorded(entity_id: int, *keys: str) -> list[Setting]:
    """Every value that some settings have had, the latest first. One query."""
    return [row for row in reversed(recorded_settings(entity_id)) if row.key in keys]


def people_of(entity_id: int, on: date) -> QuerySet[Membership]:
    """Who holds what in an entity on a day, with the person and the unit."""
    held = memberships_in_force(on).filter(entity_id=entity_id)
    return held.select_related("person", "unit").order_by(NAME, "role")


def entity_by_uid(uid: UUID) -> Entity | None:
    """An entity of the installation, or None."""
    return Entity.objects.filter(uid=uid).first()


def entity_by_slug(slug: str) -> Entity | None:
    """An entity by its name in addresses, for the command line."""
    return Entity.objects.filter(slug=slug).first()


def unit_by_uid(entity_id: int, uid: UUID) -> Unit | None:
    """A unit of the entity, or None."""
    return Unit.objects.select_related("parent").filter(entity_id=entity_id, uid=uid).first()


def membership_by_uid(entity_id: int, uid: UUID) -> Membership | None:
    """A role somebody holds or held in the entity, or None."""
    return Membership.objects.select_related("person", "unit").filter(entity_id=entity_id, uid=uid).first()


def person_by_uid(entity_id: int, uid: UUID) -> User | None:
    """Somebody who holds or held a role in the entity, under the name it gives them, or None."""
    role = (
        Membership.objects.select_related("person").filter(entity_id=entity_id, person__uid=uid).order_by("pk").first()
    )
    return named(role) if role else None


def named(role: Membership) -> User:
    """The person of a role, under the name that its entity gives them."""
    role.person.known_as = role.known_as
    return role.person


def has_come_in(roles: Sequence[Membership]) -> bool:
    """Whether the person of these roles of one entity signed in since the first of them was given; what they did before
    is nothing it may learn."""
    given = min((role.granted_at for role in roles if role.granted_at), default=None)
    entered = roles[0].person.last_login if roles else None
    return entered is not None and (given is None or entered >= given)


def roles_of(entity_id: int, person: User) -> QuerySet[Membership]:
    """Every role a person holds or held in the entity, those without a last day first."""
    rows = Membership.objects.filter(entity_id=entity_id, person=person).select_related("unit", "person")
    return rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of an entity with the roles they hold on a day; none when all of them ended or none began yet."""

    person: User
    roles: tuple[Membership, ...]


def members_of(entity_id: int, on: date) -> list[Member]:
    """Everybody who holds or held a role in the entity, by name, those with a role first. One query."""
    rows = Membership.objects.filter(entity_id=entity_id).select_related("person", "unit")
    held: dict[int, list[Membership]] = {}
    people: dict[int, User] = {}
    for row in rows.order_by(NAME, "role", "pk"):
        people[row.person_id] = named(row)
        in_force = row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)
        held.setdefault(row.person_id, []).extend([row] if in_force else [])
    members = [Member(person, tuple(held[key])) for key, person in people.items()]
    return sorted(members, key=lambda member: not member.roles)


def liaisons_missing(entity_id: int, on: date | None = None) -> list[str]:
    """The names of the units in force in which nobody reports: neither a liaison nor a lead who can sign in."""
    day = on or timezone.localdate()
    held = memberships_in_force(day).filter(entity_id=entity_id, role__in=[Role.LIAISON.value, Role.UNIT_LEAD.value])
    held = held.filter(person__is_active=True)
    return list(units_of(entity_id, day).exclude(pk__in=held.values("unit_id")).values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree of its entity: how deep it hangs, its other names, and how many people hold a role in it."""

    unit: Unit
    depth: int
    aliases: tuple[str, ...]
    people: int


def unit_tree(entity_id: int) -> list[Branch]:
    """All the units of an entity, each below its parent, in three queries."""
    units = list(Unit.objects.filter(entity_id=entity_id).order_by("name"))
    aliases: dict[int, list[str]] = {}
    for unit, name in UnitAlias.objects.filter(entity_id=entity_id).order_by("name").values_list("unit_id", "name"):
        aliases.setdefault(unit, []).append(name)
    held = memberships_in_force(timezone.localdate()).filter(entity_id=entity_id, unit__isnull=False)
    people = Counter(held.values_list("unit_id", flat=True))
    below: dict[int | None, list[Unit]] = {}
    for each in units:
        below.setdefault(each.parent_id, []).append(each)

    def hang(parent: int | None, depth: int) -> Iterator[Branch]:
        for each in below.get(parent, ()):
            yield Branch(each, depth, tuple(aliases.get(each.pk, ())), people[each.pk])
            yield from hang(each.pk, depth + 1)

    return list(hang(None, 0))


def posts_of(entity_id: int) -> QuerySet[Post]:
    """The posts of an entity by title, each with its unit."""
    return Post.objects.filter(entity_id=entity_id).select_related("unit").order_by("title", "unit__name")


def post_by_uid(entity_id: int, uid: UUID) -> Post | None:
    """A post of the entity."""
    return posts_of(entity_id).filter(uid=uid).first()


def former_names(entity_id: int) -> dict[int, tuple[str, ...]]:
    """By unit, what it and the units whose place it took were called before, the first first. One query."""
    found: dict[int, list[str]] = {}
    rows = Inheritance.objects.filter(entity_id=entity_id).order_by("succession__since", "pk")
    for unit, called in rows.values_list("successor_id", "called"):
        names = found.setdefault(unit, [])
        names.extend([called] if called not in names else [])
    return {unit: tuple(names) for unit, names in found.items()}


def heirs_on(entity_id: int, day: date) -> dict[int, int]:
    """By unit that became others, the one that answers on a day for what it left. One query."""
    rows = _heirs(day).filter(entity_id=entity_id).order_by("-pk")
    return dict(rows.values_list("predecessor_id", "successor_id"))


def heir(day: date) -> Subquery:
    """Within a query of units: the key of the one that answers on a day for what each left; None for most."""
    return Subquery(_heirs(day).filter(predecessor=OuterRef("pk")).order_by("pk").values("successor")[:1])


def _heirs(day: date) -> QuerySet[Inheritance]:
    """Who stands on a day in the place of another. The first is the nearest: heirs of heirs are written after it."""
    begun = Q(successor__valid_from__isnull=True) | Q(successor__valid_from__lte=day)
    stands = Q(successor__valid_to__isnull=True) | Q(successor__valid_to__gte=day)
    rows = Inheritance.objects.filter(begun, stands, answers=True, succession__since__lte=day)
    return rows.exclude(predecessor=F("successor"))


def successions_of(unit: Unit) -> QuerySet[Succession]:
    """What a unit came from and what it became, the latest first, with the units of each change."""
    touching = Q(inheritances__predecessor=unit) | Q(inheritances__successor=unit)
    units = ("inheritances__predecessor", "inheritances__successor")
    return Succession.objects.filter(touching).distinct().order_by("-since", "-pk").prefetch_related(*units)
