"""What every journey starts from: a browser, an installation that serves, and entities with people in them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from rumbo.apps.audit import triggers
from rumbo.faces.cli.demo_story import Story
from tests.characters import House, build_house
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


@pytest.fixture
def arrives(chromium: Any, live_server: LiveServer, pictures: Pictures) -> Arrives:
    """`with arrives() as visitor:` a browser of its own at an installation that the test fills."""

    def arrives(*, script: bool = True) -> Visitor:
        return Visitor(chromium, live_server.url, pictures, script=script)

    return arrives


@pytest.fixture(scope="module")
def valdeluna(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """The invented entity of the demonstration, served for all tests of a module that only look at it."""
    with django_db_blocker.unblock():
        Story(timezone.localdate()).tell()
        server = LiveServer("localhost")
        yield server
        server.stop()
        triggers.remove("default")
        # The flush puts the guards back: it sends post_migrate.
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def looks_at_valdeluna(chromium: Any, valdeluna: LiveServer, pictures: Pictures) -> Arrives:
    """`with looks_at_valdeluna() as visitor:` a browser of its own at the invented entity."""

    def arrives(*, script: bool = True) -> Visitor:
        return Visitor(chromium, valdeluna.url, pictures, script=script)

    return arrives


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def served_house(transactional_db: None) -> House:
    """The standing characters, in a database that the server sees too."""
    return build_house("primera")
