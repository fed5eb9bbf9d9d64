"""Rows ⇄ lines of a copy: what belongs to a copy, how a row is written, and how a line becomes a row again.

A line is Django's own JSON of a row, with moments to the microsecond, because the seals of the trail cover them. The
form knows no engine: a copy made on SQLite is put back on PostgreSQL.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.people.models import Entity, User

PIECE = 500
# What Django makes anew by itself, and sessions: whoever was signed in signs in again.
NOT_COPIED = frozenset({"contenttypes", "sessions", "auth"})


class Exact(DjangoJSONEncoder):
    """Django's encoder cuts moments to milliseconds; here they stay as they are."""

    def default(self, o: Any) -> Any:
        """A moment whole; everything else as Django writes it."""
        return o.isoformat() if isinstance(o, datetime | date | time) else super().default(o)


def copied_models() -> list[type[models.Model]]:
    """Every model whose rows a copy holds, in the order of the applications."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in NOT_COPIED]


def lines_of(rows: "models.QuerySet[Any]") -> Iterator[str]:
    """The rows as lines of a copy, by key, a piece at a time in memory."""
    for row in rows.order_by("pk").iterator(chunk_size=PIECE):
        yield line_of(row)


def line_of(row: models.Model) -> str:
    """A row as a line of a copy; keys sorted, because PostgreSQL keeps what is in a JSON column in its own order."""
    return str(serializers.serialize("jsonl", [row], cls=Exact, sort_keys=True)).strip()


def rows_of(lines: Iterable[str]) -> Iterator[models.Model]:
    """The rows that lines of a copy tell. Raises Django's DeserializationError for a line that tells none."""
    for line in lines:
        for told in serializers.deserialize("jsonl", line):
            yield told.object


def digest_of(lines: Iterable[str]) -> tuple[int, str]:
    """How many lines there are and the sha-256 over them, each with its line break."""
    count, digest = 0, sha256()
    for line in lines:
        count += 1
        digest.update(line.encode() + b"\n")
    return count, digest.hexdigest()


def migrations_applied() -> list[str]:
    """The migrations that made the tables, as `app.name`."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a model that a copy holds. `shared` ones are of no entity, or of all: a copy of one entity takes
    along those it points to, and they are put back only where they are lacking."""

    model: type[models.Model]
    rows: "models.QuerySet[Any]"
    shared: bool = False

    @property
    def name(self) -> str:
        """How the copy calls this part: `followup.report`, `shared/people.user`."""
        label = self.model._meta.label_lower
        return f"shared/{label}" if self.shared else label


def rows_to_copy(entity: Entity | None) -> Iterator[Rows]:
    """Every model with its rows: all of them, or those of an entity and then what they point to outside of it."""
    for model in copied_models():
        rows = model._base_manager.all() if entity is None else owned_by(model, entity)
        if rows is not None:
            yield Rows(model, rows)
    for model, keys in (_shared(entity) if entity else {}).items():
        yield Rows(model, model._base_manager.filter(pk__in=keys), shared=True)


def owned_by(model: type[models.Model], entity: Entity) -> "models.QuerySet[Any] | None":
    """The rows of a model that belong to an entity; None for a model whose rows belong to none."""
    rows = model._base_manager.all()
    if model is Entity:
        return rows.filter(pk=entity.pk)
    if model is RowChange:
        lines = VerbLine.objects.filter(entity_id=entity.pk)
        return rows.filter(models.Q(verb_line_id__in=lines.values("pk")) | models.Q(pk__in=_past_the_doorway(entity)))
    names = {field.attname for field in model._meta.concrete_fields}
    return rows.filter(entity_id=entity.pk) if "entity_id" in names else None


def _past_the_doorway(entity: Entity) -> list[int]:
    """The changes of rows of an entity that no verb made: raw SQL. They are few, and looked at one by one."""
    loose = RowChange.objects.filter(verb_line_id=None).values_list("pk", "before", "after")
    return [
        key
        for key, before, after in loose.iterator()
        if json.loads(after or before or "{}").get("entity_id") == entity.pk
    ]


def _shared(entity: Entity) -> dict[type[models.Model], set[Any]]:
    """Rows of no entity, or of all, that rows of this one point to: people, lists of the nation; and what those
    point to in turn."""
    found: dict[type[models.Model], set[Any]] = {}
    owned = [(model, rows) for model in copied_models() if (rows := owned_by(model, entity)) is not None]
    for model, rows in owned:
        _follow(model, rows, entity, found)
    people = found.get(User, set())
    for model in copied_models():
        # The address that a person confirmed goes along, or they could not sign in.
        if model._meta.label_lower == "account.emailaddress":
            found[model] = set(model._base_manager.filter(user_id__in=people).values_list("pk", flat=True))
    return found


def _follow(
    model: type[models.Model], rows: "models.QuerySet[Any]", entity: Entity, found: dict[type[models.Model], set[Any]]
) -> None:
    for field in model._meta.concrete_fields:
        other = field.related_model
        if not (isinstance(field, models.ForeignKey) and isinstance(other, type)) or other is Entity:
            continue
        owned = owned_by(other, entity)
        pointed = rows.exclude(**{f"{field.name}__isnull": True}).order_by()
        if owned is not None:
            pointed = pointed.exclude(**{f"{field.attname}__in": owned.values("pk")})
        keys = set(pointed.values_list(field.attname, flat=True).distinct()) - found.get(other, set())
        if keys:
            found.setdefault(other, set()).update(keys)
            _follow(other, other._base_manager.filter(pk__in=keys), entity, found)
