"""The product as an installation runs it: a server process of its own, on a database of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

GRANIAN = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws", "--log-level", "warning"]
PATIENCE = 60


@dataclass(frozen=True)
class Installation:
    """A migrated database and the environment of every process that works on it."""

    environment: dict[str, str]

    def run(self, code: str) -> str:
        """What a process of its own prints."""
        told = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(told, env=self.environment, check=True, capture_output=True, text=True).stdout.strip()


def installed(folder: Path, **variables: str) -> Installation:
    """An installation on a migrated SQLite database in the folder, or on the database that the variables name."""
    database = folder / "rumbo.sqlite3"
    if "RUMBO_DATABASE_URL" not in variables:
        database.write_bytes(_migrated())
        return unmigrated(folder, RUMBO_DATABASE_URL=f"sqlite:///{database}", **variables)
    installation = unmigrated(folder, **variables)
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=installation.environment, check=True)
    return installation


@cache
def _migrated() -> bytes:
    """A SQLite database with every migration in it, which takes long: made once, by the command of every installer."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rumbo.sqlite3"
        installed(Path(folder), RUMBO_DATABASE_URL=f"sqlite:///{database}")
        return database.read_bytes()


def unmigrated(folder: Path, **variables: str) -> Installation:
    """An installation on the database that the variables name, as it stands."""
    plain = {
        "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        "RUMBO_SECRET_KEY": "known-to-everybody-and-used-by-tests-only",
        "RUMBO_DATA_DIR": str(folder),
        "RUMBO_HTTPS": "0",
        "RUMBO_DEBUG": "0",
        "RUMBO_STATIC_COLLECTED": "0",
        "RUMBO_LOG_LEVEL": "ERROR",
    }
    return Installation(os.environ | plain | variables)


@contextmanager
def own_database(called: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, beside the one of the tests, that goes when it is done with."""
    import psycopg

    server, name = os.environ["RUMBO_DATABASE_URL"], f"{called}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as clerk:
        clerk.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        clerk.execute(f"DROP DATABASE {name}")  # type: ignore[call-overload]


@contextmanager
def served(installation: Installation) -> Iterator[tuple[str, int]]:
    """Host and port where granian serves an installation."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host, port = probe.getsockname()
    told = [sys.executable, "-m", *GRANIAN, "--port", str(port), "rumbo.config.wsgi:application"]
    process = subprocess.Popen(told, env=installation.environment)
    try:
        _wait(f"http://{host}:{port}/healthz", process)
        yield host, port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server does not answer")
