"""Database triggers on both engines: the history of every row, and guards over what must not change.

They are installed after each migrate and removed before it, because SQLite rebuilds tables and refuses otherwise, and
around the flush of transactional tests. The verb line in force travels to the trigger through the connection: a
function on SQLite (`rumbo_verb_line()`), a transaction setting on PostgreSQL (`rumbo.verb_line`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

M = TypeVar("M", bound=type[models.Model])


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses an operation on a row for which `when` holds. `when` is SQL over OLD and NEW that both engines read.

    A guard against DELETE also refuses TRUNCATE on PostgreSQL; SQLite fires it for what REPLACE takes away, too.
    """

    operation: str
    when: str
    message: str


def kept(message: str, *, once: str = "1 = 1") -> tuple[Guard, Guard]:
    """Guards over rows that are neither changed nor removed: from the start, or once a condition on OLD holds."""
    return Guard("UPDATE", once, message), Guard("DELETE", once, message)


@dataclass(frozen=True, slots=True)
class Watched:
    """A table under audit: whether its rows are kept, and its guards."""

    model: type[models.Model]
    rows: bool = True
    guards: tuple[Guard, ...] = ()


@dataclass
class _Watch:
    tables: list[Watched] = field(default_factory=list)


_watch = _Watch()


def audited(*, rows: bool = True, guards: tuple[Guard, ...] = ()) -> Callable[[M], M]:
    """Puts a model under audit: keeps before and after of its rows, and guards it."""

    def watch(model: M) -> M:
        _watch.tables.append(Watched(model, rows, guards))
        return model

    return watch


def watched() -> tuple[Watched, ...]:
    """Every table under audit."""
    return tuple(_watch.tables)


def install(using: str = "default") -> None:
    """Puts the triggers in place, replacing those that stand. Tables that do not exist yet are passed over."""
    connection = connections[using]
    remove(using)
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if not {"audit_rowchange"} <= existing:
            return
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTIONS)
        for table in watched():
            if table.model._meta.db_table in existing:
                for statement in _statements(connection, cursor, table):
                    cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Takes away every trigger of ours and leaves the rest alone."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _installed(connection, cursor):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def unwatched(using: str = "default") -> list[str]:
    """The tables under audit whose triggers are not in place."""
    connection = connections[using]
    with connection.cursor() as cursor:
        placed = {table for _name, table in _installed(connection, cursor)}
    watched_tables = {each.model._meta.db_table for each in watched() if each.rows or each.guards}
    return sorted(watched_tables - placed)


def _installed(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'rumbo\\_%' AND NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rumbo\\_%' ESCAPE '\\'"
        )
    return [(str(name), str(table)) for name, table in cursor.fetchall()]


def _statements(connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: Watched) -> list[str]:
    name = table.model._meta.db_table
    if connection.vendor == "postgresql":
        guards = [_postgres_guard(name, number, guard) for number, guard in enumerate(table.guards)]
        return [*(_postgres_rows(name) if table.rows else ()), *guards, *_postgres_truncation(name, table)]
    rows = _sqlite_rows(name, _sqlite_columns(cursor, name)) if table.rows else []
    return rows + [_sqlite_guard(name, number, guard) for number, guard in enumerate(table.guards)]


def _sqlite_columns(cursor: CursorWrapper, table: str) -> list[str]:
    """Asked of SQLite itself: Django's own description parses the whole statement that made the table, of every table
    at every start."""
    cursor.execute("SELECT name FROM pragma_table_xinfo(%s) WHERE hidden <> 1 ORDER BY cid", [table])
    return [str(name) for (name,) in cursor.fetchall()]


def _sqlite_rows(table: str, columns: list[str]) -> list[str]:
    def image(row: str) -> str:
        return "json_object(" + ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) + ")"

    def keep(operation: str, row: str, before: str, after: str) -> str:
        # An update that changes nothing the row shows is not history: the trigger passes over it.
        when = f"WHEN {image('OLD')} IS NOT {image('NEW')} " if operation == "UPDATE" else ""
        values = f"rumbo_verb_line(), '{table}', {row}.id, '{operation}', {before}, {after}"
        return (
            f'CREATE TRIGGER "rumbo_{operation.lower()}_{table}" AFTER {operation} ON "{table}" {when}BEGIN '
            + "INSERT INTO audit_rowchange (verb_line_id, table_name, row_id, operation, before, after, at) "
            + f"VALUES ({values}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')); END"
        )

    return [
        keep("INSERT", "NEW", "NULL", image("NEW")),
        keep("UPDATE", "NEW", image("OLD"), image("NEW")),
        keep("DELETE", "OLD", image("OLD"), "NULL"),
    ]


def _sqlite_guard(table: str, number: int, guard: Guard) -> str:
    message = guard.message.replace("'", "''")
    return (
        f'CREATE TRIGGER "rumbo_guard{number}_{table}" BEFORE {guard.operation} ON "{table}" '
        f"WHEN {guard.when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgres_rows(table: str) -> list[str]:
    kept = f'CREATE TRIGGER "rumbo_rows_{table}" AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
    return [kept + "FOR EACH ROW EXECUTE FUNCTION rumbo_keep_row()"]


def _postgres_guard(table: str, number: int, guard: Guard) -> str:
    """A trigger with its own function: the condition of a trigger itself may not look into other tables."""
    message, name = guard.message.replace("'", "''"), f"rumbo_guard{number}_{table}"
    gone = "OLD" if guard.operation == "DELETE" else "NEW"
    return (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
        f"IF {guard.when} THEN "
        f"RAISE EXCEPTION USING MESSAGE = '{message}', ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {gone}; END $guard$; "
        f'CREATE TRIGGER "{name}" BEFORE {guard.operation} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    )


def _postgres_truncation(table: str, watched_table: Watched) -> list[str]:
    """Emptying a guarded table at once passes no row trigger: it has a trigger of its own."""
    messages = [guard.message for guard in watched_table.guards if guard.operation == "DELETE"]
    if not messages:
        return []
    message = messages[0].replace("'", "''")
    return [
        f'CREATE TRIGGER "rumbo_truncate_{table}" BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION rumbo_refuse('{message}')"
    ]


_POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION rumbo_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  INSERT INTO audit_rowchange (verb_line_id, table_name, row_id, operation, before, after, at) VALUES (
    NULLIF(current_setting('rumbo.verb_line', true), '')::bigint, TG_TABLE_NAME,
    CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END, TG_OP,
    CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD)::text END,
    CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW)::text END,
    to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION rumbo_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def carry(connection: BaseDatabaseWrapper, verb_line: int | None) -> None:
    """Tells the connection which verb line its next changes belong to; None for none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('rumbo.verb_line', %s, true)",
                ["" if verb_line is None else str(verb_line)],
            )
    else:
        connection.rumbo_verb_line = verb_line  # type: ignore[attr-defined]


def prepare_connection(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Gives a new SQLite connection the function its triggers ask for the verb line in force.

    Without recursive triggers REPLACE would take rows away past every guard.
    """
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA recursive_triggers = ON")
        connection.connection.create_function(
            "rumbo_verb_line", 0, lambda: getattr(connection, "rumbo_verb_line", None)
        )
