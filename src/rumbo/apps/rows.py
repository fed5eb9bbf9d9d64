"""Rows by the thousand, written without compiling a statement for each handful of them.

Compiling takes three times what the database takes; while it lasts, on SQLite, nobody else can save.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, connections, models

M = TypeVar("M", bound=models.Model)

PLAIN = frozenset((str, int, bool, type(None)))
"""What a database driver takes as it is, in a column of texts, numbers or yes and no."""


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes rows in one statement, each told by column name (`unit_id`, not `unit`); a column that a row does not
    tell gets its default. What a model does when it is saved one by one does not happen; the triggers of the database
    see every row."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [_told(field) for field in fields]
    _insert(model, fields, [tuple(column(row) for column in columns) for row in rows])


def insert_objects(objects: Iterable[M]) -> list[M]:
    """The same with objects, which are given their keys: as `bulk_create`, for those that nothing computes."""
    made = list(objects)
    if made:
        fields = made[0]._meta.concrete_fields
        for each, key in zip(made, _keys(type(made[0]), len(made)), strict=True):
            each.pk = key
            each._state.adding, each._state.db = False, connection.alias
        columns = [_held(field) for field in fields]
        _insert(type(made[0]), fields, [tuple(column(each) for column in columns) for each in made])
    return made


def _insert(model: type[models.Model], fields: Sequence[models.Field[Any, Any]], values: list[tuple[Any, ...]]) -> None:
    if not values:
        return
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})", values)  # noqa: S608


def _keys(model: type[models.Model], count: int) -> list[int]:
    """Keys that nobody else is given: a sequence gives each once. SQLite, where whoever writes is alone until the
    transaction ends, counts on from the largest that the table ever held."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(asked, [connection.ops.quote_name(table), key, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + count))


def _told(field: models.Field[Any, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """What takes the value of a column out of a row, as the database keeps it."""
    name, default, kept = field.attname, field.get_default, _kept(field)
    if isinstance(field, models.ForeignKey):
        return lambda row: row.get(name)
    return lambda row: kept(row[name] if name in row else default())


def _held(field: models.Field[Any, Any]) -> Callable[[models.Model], Any]:
    """What takes the value of a column out of an object, as the database keeps it."""
    value, kept = attrgetter(field.attname), _kept(field)
    if field.primary_key or isinstance(field, models.ForeignKey):
        return value
    return lambda each: kept(value(each))


def _kept(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What turns a value into what the database keeps."""
    wrapped = connections[connection.alias]
    return lambda value: value if type(value) in PLAIN else field.get_db_prep_save(value, wrapped)
