"""What many tests begin with: made once a process by the actions a user calls, then put back as it was written.

The statements that wrote it are kept, each with the verb line it belonged to, and run again in the transaction of the
test, triggers and guards included; nothing is decided anew, which is what takes the time. What was kept fits only a
database that stands, in the tables concerned, where that one stood when the making began. Any other is written live.
"""

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField

P = ParamSpec("P")
R = TypeVar("R")
# What writes; the last two take keys from a sequence or set one, and one says which verb line is in force.
WRITES = ("INSERT", "UPDATE", "DELETE", "SELECT SET_CONFIG", "SELECT NEXTVAL", "SELECT SETVAL")


@dataclass
class _Kept:
    """The writes of one making, the keys its tables had reached and given before it, and what it answered."""

    writes: list[tuple[str, Any, bool, int | None]] = field(default_factory=list)
    reached: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    answer: bytes = b""
    script: str = ""

    def keep(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            line = getattr(connection, "rumbo_verb_line", None)
            self.writes.append((sql, [*map(tuple, params)] if many else params and tuple(params), many, line))
        return execute(sql, params, many, context)

    def fits(self) -> bool:
        return self.reached == _reached(self.reached)

    def put_back(self) -> Any:
        outer = getattr(connection, "rumbo_verb_line", None)
        with connection.cursor() as cursor:
            _give_on_from(cursor, self.given)
            if connection.vendor == "postgresql":
                self.script = self.script or _script(self.writes)
                cursor.execute(self.script)
            else:
                for sql, params, many, line in self.writes:
                    connection.rumbo_verb_line = line  # type: ignore[attr-defined]
                    (cursor.executemany if many else cursor.execute)(sql, params)
        connection.rumbo_verb_line = outer  # type: ignore[attr-defined]
        return pickle.loads(self.answer)


_kept: dict[tuple[str, bytes], list[_Kept]] = {}


def made_once(make: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function wrote, and its answer, for whoever calls it with the same arguments on the same ground."""

    @wraps(make)
    def through(*args: P.args, **kwargs: P.kwargs) -> R:
        if not connection.in_atomic_block:
            return make(*args, **kwargs)
        known = _kept.setdefault((f"{make.__module__}.{make.__qualname__}", pickle.dumps((args, kwargs))), [])
        for kept in known:
            if kept.fits():
                return kept.put_back()  # type: ignore[no-any-return]
        kept, answer = _make(lambda: make(*args, **kwargs))
        known.append(kept)
        return answer

    return through


def _make(make: Callable[[], R]) -> tuple[_Kept, R]:
    kept = _Kept()
    before, given = _reached(_tables()), _given()
    with connection.execute_wrapper(kept.keep):
        answer = make()
    after = _reached(before)
    kept.reached = {table: key for table, key in before.items() if after[table] != key}
    kept.given = {table: key for table, key in given.items() if table in kept.reached}
    kept.answer = pickle.dumps(answer)
    return kept, answer


def _script(writes: list[tuple[str, Any, bool, int | None]]) -> str:
    """All of it in one question to the server."""
    from psycopg import ClientCursor

    with ClientCursor(connection.connection) as cursor:
        rows = ((sql, row) for sql, params, many, _line in writes for row in (params if many else [params]))
        return "; ".join(cursor.mogrify(sql, row) for sql, row in rows)


def _tables() -> list[str]:
    """The tables that number their rows themselves."""
    models = (model._meta for model in apps.get_models(include_auto_created=True))
    return [meta.db_table for meta in models if isinstance(meta.pk, AutoField) and meta.managed and not meta.proxy]


def _reached(tables: Iterable[str]) -> dict[str, int]:
    """The last key that stands in each table; 0 where it is empty."""
    return _asked([f"SELECT '{table}', coalesce(max(id), 0) FROM \"{table}\"" for table in tables])


def _given() -> dict[str, int]:
    """The last key that each table gave, which no rollback takes back on PostgreSQL; 0 where it gave none."""
    if connection.vendor == "postgresql":
        last = "CASE WHEN is_called THEN last_value ELSE 0 END"
        return _asked([f"SELECT '{table}', {last} FROM \"{table}_id_seq\"" for table in _tables()])
    return dict.fromkeys(_tables(), 0) | _asked(["SELECT name, seq FROM sqlite_sequence"])


def _asked(questions: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        return dict(cursor.fetchall())


def _give_on_from(cursor: CursorWrapper, given: Mapping[str, int]) -> None:
    """The next rows get the keys they got when they were first written."""
    if connection.vendor == "postgresql":
        each = [f"setval('\"{table}_id_seq\"', {max(key, 1)}, {key > 0})" for table, key in given.items()]
        cursor.execute(f"SELECT {', '.join(each)}")
    else:
        cursor.execute(f"DELETE FROM sqlite_sequence WHERE name IN ({', '.join(['%s'] * len(given))})", [*given])
        cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [*given.items()])
