"""Rows of the trail ⇄ the text whose digest seals them, and the changes that a person reads."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from rumbo.apps.audit.models import RowChange, VerbLine

# What a person does not read: keys, and the marks with which the rows themselves are kept.
_UNREAD = frozenset({"id", "uid", "entity_id", "edit", "frozen_at", "origin"})

NAMED = ("name", "title", "label", "statement")
"""The columns by which a row is called, the first it has."""
Names = Mapping[tuple[type[models.Model], Any], str]


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


@dataclass(frozen=True, slots=True)
class Exported:
    """One line of an exported trail, all of it text: what somebody did, and one column of one row that it changed.

    `digest` is the sha-256 over the digest of the line before and all that this one says: whoever changes a line of the
    file, takes one away or puts one in breaks every digest after it.
    """

    line: str
    at: str
    who: str
    origin: str
    verb: str
    kind: str
    record: str
    reason: str
    table: str = ""
    row: str = ""
    operation: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    digest: str = ""

    def sealed(self, previous: str) -> "Exported":
        """The same with its digest after another."""
        told = [getattr(self, name) for name in EXPORTED[:-1]]
        return replace(self, digest=sha256((previous + json.dumps(told, ensure_ascii=False)).encode()).hexdigest())


EXPORTED = tuple(each.name for each in fields(Exported))


def exported(line: VerbLine | None, rows: Iterable[RowChange]) -> Iterator[Exported]:
    """What a line did, a column each, not sealed yet; the line alone when it changed nothing that is read."""
    if line is None:
        said = Exported("", "", "", "", "", "", "", "")
    else:
        said = Exported(
            line=str(line.pk),
            at=line.at.astimezone(UTC).isoformat(),
            who=line.actor_name,
            origin=line.origin,
            verb=line.verb,
            kind=line.subject_kind,
            record=str(line.subject_uid or ""),
            reason=line.reason,
        )
    told = [
        replace(
            said,
            at=said.at or row.at,
            table=row.table_name,
            row=str(row.row_id),
            operation=row.operation,
            column=column,
            before=_text(before),
            after=_text(after),
        )
        for row in rows
        for column, before, after in _differing(row)
    ]
    yield from told or ([said] if line is not None else [])


def seal_export(rows: Iterable[Exported]) -> Iterator[Exported]:
    """The lines of an export, each with its digest."""
    previous = ""
    for row in rows:
        sealed = row.sealed(previous)
        previous = sealed.digest
        yield sealed


def broken_export(rows: Iterable[Exported]) -> int:
    """The first line of an export, from 1, that does not say what its digest covers; 0 when all of them do."""
    previous = ""
    for number, row in enumerate(rows, start=1):
        if row.sealed(previous).digest != row.digest:
            return number
        previous = row.digest
    return 0


def _differing(row: RowChange) -> Iterator[tuple[str, Any, Any]]:
    before, after = _image(row.before), _image(row.after)
    for column in {**before, **after}:
        if before.get(column) != after.get(column):
            yield column, before.get(column), after.get(column)


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def change_of(row: RowChange, names: Names) -> Change:
    """A kept row as the columns that differ, without the ones nobody reads; a key of another row by its name."""
    model = _models().get(row.table_name)
    before, after = _image(row.before), _image(row.after)
    told = []
    for column in {**before, **after}:
        old, new = before.get(column), after.get(column)
        if column in _UNREAD or old == new:
            continue
        if other := _pointed_at(model, column):
            named = names.get((other, old), ""), names.get((other, new), "")
            told += [FieldChange(column.removesuffix("_id"), *named)] if any(named) else []
        elif not _is_key(model, column):
            told.append(FieldChange(column, _value(model, column, old), _value(model, column, new)))
    kind = model.__name__.lower() if model else row.table_name
    return Change(kind, row.operation, tuple(told), row.at)


def names_of(rows: Iterable[RowChange], entity_id: int | None) -> Names:
    """What the rows that kept rows of an entity point at are called in it today: the unit, the person, the plan. One
    query, or none."""
    asked: defaultdict[type[models.Model], set[int]] = defaultdict(set)
    for row in rows:
        model = _models().get(row.table_name)
        for column, key in (*_image(row.before).items(), *_image(row.after).items()):
            if column not in _UNREAD and key and (other := _pointed_at(model, column)):
                asked[other].add(key)
    called = [_called(place, model, keys, entity_id) for place, (model, keys) in enumerate(asked.items())]
    if not called:
        return {}
    found = called[0].union(*called[1:], all=True) if len(called) > 1 else called[0]
    order = list(asked)
    return {(order[place], key): name for place, key, name in found}


def _called(
    place: int, model: type[models.Model], keys: set[int], entity_id: int | None
) -> "models.QuerySet[Any, Any]":
    """Rows by their place in the question, key and name; of what several entities share, the name in this one."""
    within = getattr(model, "named_within", None)
    name = Cast(within(entity_id) if within else _name_column(model), models.TextField())
    rows = model._base_manager.filter(pk__in=keys).annotate(told_in=models.Value(place), told_as=name)
    return rows.order_by().values_list("told_in", "pk", "told_as")


def _pointed_at(model: type[models.Model] | None, column: str) -> type[models.Model] | None:
    """The model that a column points at, where its rows have a name that a person reads."""
    field = _field(model, column)
    other = field.related_model if field is not None and field.is_relation else None
    return other if isinstance(other, type) and _name_column(other) else None


@cache
def _name_column(model: type[models.Model]) -> str:
    columns = {field.column for field in model._meta.concrete_fields}
    return next((name for name in NAMED if name in columns), "")


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
    """What the column held, as its field gives it; as it was kept where the field is gone. SQLite keeps a moment of UTC
    without saying so."""
    field = _field(model, column)
    if field is None or value is None or isinstance(field, models.JSONField):
        return value
    try:
        held = field.to_python(value)
    except (ValueError, TypeError):
        return value
    return held.replace(tzinfo=UTC) if isinstance(held, datetime) and held.tzinfo is None else held


def _field(model: type[models.Model] | None, column: str) -> "models.Field[Any, Any] | None":
    if model is None:
        return None
    return next((field for field in model._meta.concrete_fields if field.column == column), None)
