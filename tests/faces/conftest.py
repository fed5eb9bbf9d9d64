"""The standing characters, and the entity of the demonstration, for every test of this floor."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from rumbo.faces.cli.demo_story import Story
from tests.characters import ester, house, other_house

__all__ = ["ester", "house", "other_house"]

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """The story of the demonstration, told once for a file of tests: what a test writes on top is undone at its end.

    A test asks for `db` too, whose transaction stands inside the one of the story.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        told = Story(DAY)
        told.tell()
        yield told
        transaction.set_rollback(True)
