"""Tables kept by columns (Parquet): written from rows, and asked in SQL, by DuckDB, which the extra `analytics` brings.

Only whole numbers are added here. DuckDB divides and averages as binary fractions, so a question asks for sums, and who
asked divides them exactly.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ENGINE = "duckdb"
SEPARATOR = "\x1f"
"""Stands between the texts of a list while it is on its way to its column."""
LIST = "VARCHAR[]"
# Nothing is fetched from anywhere while a question is asked, and nothing is read but the files that are named.
_ALONE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

Value = str | int | bool | None | Sequence[str]


class EngineMissing(Exception):
    """The extra that brings the engine is not installed."""


def engine_installed() -> bool:
    """Whether tables can be kept by columns here."""
    return find_spec(ENGINE) is not None


def write_columns(place: Path, columns: Mapping[str, str], rows: Iterable[Sequence[Value]]) -> tuple[int, str]:
    """Writes rows, one at a time, as a Parquet file of columns by name and SQL type; the same rows give the same bytes.

    How many they were, and the SHA-256 of what they say, whichever program and edition wrote the bytes.
    """
    told = hashlib.sha256()
    count = 0
    with tempfile.NamedTemporaryFile("wb", suffix=".rows", dir=place.parent) as lines:
        for row in rows:
            line = _line(row)
            told.update(line)
            lines.write(line)
            count += 1
        lines.flush()
        with _engine() as engine:
            engine.execute(_SPLIT)
            engine.execute(
                f"COPY (SELECT {_chosen(columns)} FROM read_csv({_quoted(lines.name)}, {_AS_WRITTEN}, "  # noqa: S608
                f"columns = {_texts(columns)})) TO {_quoted(place)} (FORMAT parquet, COMPRESSION zstd)"
            )
    return count, told.hexdigest()


_SPLIT = f"CREATE MACRO listed(told) AS CASE WHEN told = '' THEN []::{LIST} ELSE string_split(told, '{SEPARATOR}') END"
_AS_WRITTEN = (
    "auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', "
    "allow_quoted_nulls = false, parallel = false, max_line_size = 16000000"
)


def _chosen(columns: Mapping[str, str]) -> str:
    return ", ".join(f"listed({name}) AS {name}" if kind == LIST else name for name, kind in columns.items())


def _texts(columns: Mapping[str, str]) -> str:
    """The columns as they stand in the lines, where a list is still one text."""
    kinds = (f"'{name}': '{'VARCHAR' if kind == LIST else kind}'" for name, kind in columns.items())
    return f"{{{', '.join(kinds)}}}"


class Columns:
    """Parquet files as one table, `told`, that is asked in SQL; to be used in a `with`."""

    def __init__(self, places: Iterable[Path], *, memory: str = "1GB", threads: int | None = None) -> None:
        self._engine = _engine(memory, threads)
        listed = [str(place) for place in places]
        self._engine.execute("SET VARIABLE places = ?", [listed])
        self._engine.execute("CREATE VIEW told AS SELECT * FROM read_parquet(getvariable('places'))")

    def __enter__(self) -> "Columns":
        return self

    def __exit__(self, *error: object) -> None:
        self._engine.close()

    def ask(self, question: str, facts: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows that answer a question; its `$facts` are never part of its text."""
        return [*self._engine.execute(question, dict(facts or {})).fetchall()]


def _engine(memory: str = "1GB", threads: int | None = 1) -> Any:
    if not engine_installed():
        raise EngineMissing
    import duckdb

    limits: dict[str, Any] = {"memory_limit": memory, **_ALONE}
    return duckdb.connect(config=limits if threads is None else {**limits, "threads": threads})


def _line(row: Sequence[Value]) -> bytes:
    return (",".join(map(_told, row)) + "\n").encode()


def _told(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = value if isinstance(value, str) else SEPARATOR.join(value)
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _quoted(place: Path | str) -> str:
    return "'" + str(place).replace("'", "''") + "'"
