"""Rows of the trail ⇄ the text whose digest seals them, and the changes that a person reads."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models

from rumbo.apps.audit.models import RowChange, VerbLine

# What a person does not read: keys, and the marks with which the rows themselves are kept.
_UNREAD = frozenset({"id", "uid", "entity_id", "edit", "frozen_at", "origin"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column before and after, as values of its field; None where there was nothing."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One row that a verb changed. `kind` is the name of its model in lower case; `operation` as the database says."""

    kind: str
    operation: str
    fields: tuple[FieldChange, ...]
    at: str = ""


def change_of(row: RowChange) -> Change:
    """A kept row as the columns that differ, without the ones nobody reads."""
    model = _models().get(row.table_name)
    before, after = _image(row.before), _image(row.after)
    fields = (
        FieldChange(column, _value(model, column, before.get(column)), _value(model, column, after.get(column)))
        for column in {**before, **after}
        if column not in _UNREAD and not _is_key(model, column) and before.get(column) != after.get(column)
    )
    kind = model.__name__.lower() if model else row.table_name
    return Change(kind, row.operation, tuple(fields), row.at)


def digest_of(previous: str, lines: Iterable[VerbLine], rows: Iterable[RowChange]) -> str:
    """The seal of a run of lines: sha-256 over the seal before it and, line by line, all that was written.

    `rows` are those that the lines changed, in the order of the lines; neither need fit in memory.
    """
    seal = sha256(previous.encode())
    waiting = iter(rows)
    row = next(waiting, None)
    for line in lines:
        seal.update(_line_written(line).encode() + b"\n")
        while row is not None and row.verb_line_id == line.pk:
            seal.update(_row_written(row).encode() + b"\n")
            row = next(waiting, None)
    return seal.hexdigest()


def _line_written(line: VerbLine) -> str:
    told = [
        line.pk,
        str(line.uid),
        line.entity_id,
        line.actor_id,
        line.actor_name,
        line.verb,
        line.subject_kind,
        str(line.subject_uid),
        line.reason,
        line.origin,
        line.at.astimezone(UTC).isoformat(),
    ]
    return json.dumps(told, ensure_ascii=False)


def _row_written(row: RowChange) -> str:
    told = [row.pk, row.table_name, row.row_id, row.operation, row.before, row.after, row.at]
    return json.dumps(told, ensure_ascii=False)


def model_named(kind: str) -> type[models.Model] | None:
    """The model whose rows a verb line calls so."""
    return next((model for model in _models().values() if model.__name__.lower() == kind), None)


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _image(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _is_key(model: type[models.Model] | None, column: str) -> bool:
    field = _field(model, column)
    return field is not None and field.is_relation


def _value(model: type[models.Model] | None, column: str, value: Any) -> Any:
    """What the column held, as its field gives it; as it was kept where the field is gone."""
    field = _field(model, column)
    if field is None or value is None or isinstance(field, models.JSONField):
        return value
    try:
        return field.to_python(value)
    except (ValueError, TypeError):
        return value


def _field(model: type[models.Model] | None, column: str) -> "models.Field[Any, Any] | None":
    if model is None:
        return None
    return next((field for field in model._meta.concrete_fields if field.column == column), None)
