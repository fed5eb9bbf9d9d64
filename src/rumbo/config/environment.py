"""What the environment of the process may say, and how each word is read.

Every setting an operator may touch begins with RUMBO_ and is read through these functions, so that a wrong word is
answered with the variable's name and what it expects.
"""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on", "si", "sí"})
NO = frozenset({"", "0", "false", "no", "off"})

# WAL lets readers go on while one writes; NORMAL is safe with WAL and far quicker than FULL. The cache, in KiB, holds
# what a large plan changes: with the 2 MiB of SQLite it spills to the disk while everybody else waits.
SQLITE_AT_CONNECT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;"
)


def text(name: str, default: str = "") -> str:
    """The variable as written, without blanks around it."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """Yes or no; anything else is refused."""
    word = os.environ.get(name)
    if word is None:
        return default
    if word.strip().lower() in YES:
        return True
    if word.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}")


def whole(name: str, default: int) -> int:
    """A whole number, not negative."""
    word = text(name)
    if not word:
        return default
    if not word.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {word!r}")
    return int(word)


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, *, pooled: bool) -> dict[str, Any]:
    """One entry of DATABASES from `sqlite:///path`, `sqlite:////absolute/path` or `postgresql://user:pass@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(url, pooled=pooled)
    raise ImproperlyConfigured("RUMBO_DATABASE_URL must begin with sqlite:/// or postgresql://")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path or ":memory:",
        "OPTIONS": {
            # A transaction that will write asks for the lock at once and waits its turn: with Django's default the
            # second of two writers fails in the middle instead.
            "transaction_mode": "IMMEDIATE",
            # Longer than a plan of 10,000 lines takes to be written on a busy machine: who saves meanwhile waits.
            "timeout": 60,
            "init_command": SQLITE_AT_CONNECT,
        },
    }


def _postgresql(url: str, *, pooled: bool) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # A socket folder cannot stand in the host part of an address: it comes as ?host=/folder.
    host = options.pop("host", None) or unquote(parts.hostname or "")
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def email(url: str) -> Mapping[str, Any]:
    """Django's EMAIL_ settings from `console:`, `file:///folder` or `smtp://user:pass@host:port/?tls=1` (`?ssl=1`)."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme == "smtp":
        query = dict(parse_qsl(parts.query))
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or 25,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": query.get("tls") in YES,
            "EMAIL_USE_SSL": query.get("ssl") in YES,
        }
    raise ImproperlyConfigured("RUMBO_EMAIL_URL must begin with smtp://, file:/// or be console:")
