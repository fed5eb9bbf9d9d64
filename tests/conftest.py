"""What every test may ask for: the seeds, a browser, and a database that can be emptied although it is guarded."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "client", "admin_user"}
LONGEST = (
    *(
        f"tests/journeys/test_{name}.py"
        for name in ("tour", "project_sheet", "tour_of_documents", "mapping", "records")
    ),
    *(f"tests/journeys/test_{name}.py" for name in ("seeds", "river", "documents_of_parts", "story")),
    "tests/faces/web/test_english.py",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "no Chromium that can be driven on this machine: the browser journeys need one "
    "(Debian, Ubuntu: apt install chromium libatomic1; Fedora: dnf install chromium libatomic; "
    "macOS: brew install --cask chromium)"
)

# A suite makes garbage without end and keeps half a million things that are none: looking through them again and again
# took a seventh of its time. Nothing is looked through while all is imported, and seldom after.
gc.disable()
SELDOM = (50_000, 20, 20)

settings.register_profile("default", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, max_examples=3000, suppress_health_check=list(HealthCheck))
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Pictures are taken only when a folder is given (`make pictures`)."""
    parser.addoption("--screenshots", metavar="DIR", help="let the journeys take the pictures of the documents")


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs a database, which then runs on both engines unless it says that any will do, and what drives a
    browser, which runs on one.

    The files that take longest come first: no worker is left alone with one of them at the end.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "chromium" in fixtures:
            item.add_marker(pytest.mark.journey)
        elif item.get_closest_marker("any_engine"):
            continue
        elif item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.uses_db)
    yield
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT).as_posix(), len(LONGEST)))


def pytest_collection_finish() -> None:
    """What was imported stays: from here on only what the tests make is looked through."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and the reference catalogues, which stand beside the repository where there are any."""
    folder = Path(os.environ.get("RUMBO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(
            "the published plans that Rumbo was built on are not on this machine (RUMBO_SHARED names their folder)"
        )
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless browser of this machine (a playwright `Browser`). In CI a missing one is a failure."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(NO_BROWSER) if IN_CI else pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    # Playwright's loop makes Django believe that it runs inside async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        playwright = sync_playwright().start()
    except Exception:  # noqa: BLE001 - the driver dies without a word where a library that it is linked with is missing
        pytest.fail(NO_BROWSER) if IN_CI else pytest.skip(NO_BROWSER)
    browser = playwright.chromium.launch(executable_path=path, args=_browser_arguments())
    yield browser
    browser.close()
    playwright.stop()


def _browser_arguments() -> list[str]:
    quiet = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    # Chromium refuses its sandbox to root, who is who runs in a container.
    return [*quiet, "--no-first-run", "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@pytest.fixture(autouse=True)
def _no_job_is_left() -> Iterator[None]:
    """What a job last said of itself stands beside the database: the next test, whose entity may have the same number,
    would believe that somebody is at it."""
    yield
    caches["progress"].clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transactional test empties every table at its end, which the guards over the rows would refuse.

    A flush takes them away and puts them back, which takes longer than most tests. SQLite puts the whole database back
    as it was before the first test, guards and all; PostgreSQL deletes while no trigger looks.
    """
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as empty, pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            if connection.vendor == "sqlite":
                connection.connection.backup(empty)
            emptied = _put_back(empty) if connection.vendor == "sqlite" else _deleted()
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


def _put_back(empty: sqlite3.Connection) -> Callable[[TransactionTestCase], None]:
    def emptied(_case: TransactionTestCase) -> None:
        connection.ensure_connection()
        empty.backup(connection.connection)

    return emptied


def _deleted() -> Callable[[TransactionTestCase], None]:
    """From all tables but those that were filled as they were made. Small tables are deleted from sooner than they are
    truncated."""
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' FROM (SELECT 1 FROM \"{table}\" LIMIT 1)" for table in tables)
        )
        filled = {table for (table,) in cursor.fetchall()}
    deletes = "; ".join(f'DELETE FROM "{table}"' for table in tables if table not in filled)

    def emptied(_case: TransactionTestCase) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL session_replication_role = replica; {deletes}")

    return emptied
