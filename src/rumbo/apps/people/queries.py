"""Reads of entities, units, people and dated settings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rumbo.apps.audit.actor import Actor, Grant, Role
from rumbo.apps.people.models import Entity, Membership, Setting, Unit, UnitAlias, User


def entities_of(user: User, on: date) -> QuerySet[Entity]:
    """The entities in which a person holds any role on a day."""
    held = memberships_in_force(on).filter(person=user)
    return Entity.objects.filter(pk__in=held.values("entity_id"))


def memberships_in_force(on: date) -> QuerySet[Membership]:
    """Memberships that hold on a day; the last day still holds."""
    return Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def actor_in(user: User, entity: Entity, on: date, origin: str = "web") -> Actor | None:
    """The person as who they are in an entity on a day; None when they are nobody there."""
    rows = memberships_in_force(on).filter(person=user, entity=entity).values_list("role", "unit_id", "post")
    held = list(rows)
    if not held or not user.is_active:
        return None
    post = next((post for _, _, post in held if post), "")
    return Actor(
        user_id=user.pk,
        name=f"{user.name} ({post})" if post else user.name,
        entity_id=entity.pk,
        grants=frozenset(Grant(Role(role), unit_id) for role, unit_id, _ in held),
        origin=origin,
    )


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
    """Every way in which documents write the units of an entity, in two queries."""
    return UnitNames(
        official=dict(units_of(entity_id).values_list("name", "pk")),
        aliases=dict(UnitAlias.objects.filter(entity_id=entity_id).values_list("name", "unit_id")),
    )


def settings_at(entity_id: int, day: date) -> dict[str, Any]:
    """The settings of an entity in force on a day: for each key the value recorded last before or on it."""
    rows = Setting.objects.filter(entity_id=entity_id, valid_from__lte=day).order_by("valid_from", "pk")
    return dict(rows.values_list("key", "value"))


def people_of(entity_id: int, on: date) -> QuerySet[Membership]:
    """Who holds what in an entity on a day, with the person and the unit."""
    held = memberships_in_force(on).filter(entity_id=entity_id)
    return held.select_related("person", "unit").order_by("person__name", "role")
