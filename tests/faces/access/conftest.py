"""Two entities with a record of each kind, built once for all that is asked of every address."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.faces.access.town import Town


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Nothing here is changed but inside of a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town()
        transaction.set_rollback(True)
