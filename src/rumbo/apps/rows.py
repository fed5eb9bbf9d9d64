"""Rows by the thousand whose keys nobody needs back: what hangs from something else, written without an object each.

Making and compiling objects takes three times what the database takes; while it lasts, on SQLite, nobody else can save.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, connections, models

PLAIN = (str, int, bool, type(None))
"""What a database driver takes as it is, in a column of texts, numbers or yes and no."""


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes rows in one statement, each told by column name (`unit_id`, not `unit`); a column that a row does not
    tell gets its default. What a model does when it is saved one by one does not happen; the triggers of the database
    see every row."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    writers = [_prepared(field) for field in fields]
    values = [tuple(write(row) for write in writers) for row in rows]
    if not values:
        return
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})", values)  # noqa: S608


def _prepared(field: models.Field[Any, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """What takes the value of a column out of a row, as the database keeps it."""
    name, default = field.attname, field.get_default
    if isinstance(field, models.ForeignKey):
        return lambda row: row.get(name)
    wrapped = connections[connection.alias]

    def take(row: Mapping[str, Any]) -> Any:
        value = row[name] if name in row else default()
        return value if type(value) in PLAIN else field.get_db_prep_save(value, wrapped)

    return take
