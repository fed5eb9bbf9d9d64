"""What every journey starts from: a browser, an installation that serves, and entities with people in them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from rumbo.faces.cli.demo_story import Story
from tests.characters import House, build_house
from tests.journeys.mancomunidad import Mancomunidad, found_mancomunidad
from tests.journeys.pictures import Pictures
from tests.journeys.visitor import Visitor

Arrives = Callable[..., Visitor]


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Pictures:
    folder = request.config.getoption("--screenshots")
    return Pictures(Path(folder) if folder else None)


@pytest.fixture(autouse=True)
def _doors_unlocked() -> Iterator[None]:
    """What somebody tried at the door is forgotten between journeys."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _files_stay_with_the_browser() -> Iterator[None]:
    """Style, script and letters are asked for once a visitor, as in an installation, and not again on every page."""
    with pytest.MonkeyPatch.context() as patch:
        serve = StaticFilesHandler.serve

        def kept(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
            answer = serve(handler, request)
            answer["Cache-Control"] = "max-age=3600"
            return answer

        patch.setattr(StaticFilesHandler, "serve", kept)
        yield


@pytest.fixture
def arrives(chromium: Any, live_server: LiveServer, pictures: Pictures) -> Arrives:
    """`with arrives() as visitor:` a browser of its own at an installation that the test fills."""

    def arrives(*, script: bool = True) -> Visitor:
        return Visitor(chromium, live_server.url, pictures, script=script)

    return arrives


@pytest.fixture(scope="session")
def story_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is kept once the story of the demonstration was told."""
    return tmp_path_factory.mktemp("story") / "valdeluna.sqlite3"


@pytest.fixture
def valdeluna(transactional_db: None, story_kept: Path) -> None:
    """The invented entity of the demonstration; told once, then put back from what was kept."""
    connection.ensure_connection()
    if story_kept.exists():
        copy(story_kept, into=connection.connection)
        return
    Story(timezone.localdate()).tell()
    with closing(sqlite3.connect(story_kept)) as kept:
        connection.connection.backup(kept)


def copy(kept: Path, into: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(kept)) as source:
        source.backup(into)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def served_house(transactional_db: None) -> House:
    """The standing characters, in a database that the server sees too."""
    return build_house("primera")


@pytest.fixture
def mancomunidad(transactional_db: None) -> Mancomunidad:
    """The entity of the examples, before anything came in."""
    return found_mancomunidad()
