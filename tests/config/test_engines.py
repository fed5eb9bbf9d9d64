"""Both engines behave as the settings promise, and a guarded database can be emptied between tests."""

import pytest
from django.db import IntegrityError, connection, transaction

from rumbo.apps.audit import triggers


@pytest.mark.django_db
def test_sqlite_is_set_as_a_real_database() -> None:
    if connection.vendor == "postgresql":
        assert connection.pg_version >= 150000
        return
    with connection.cursor() as cursor:
        answers = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert answers == ["wal", 1, 1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_guards_stand_again_after_each_flush(turn: int) -> None:
    """The second turn runs after the flush of the first: it finds an empty table, and its triggers."""
    from rumbo.apps.audit.models import RowChange

    assert not RowChange.objects.exists()
    with connection.cursor() as cursor:
        assert triggers._installed(connection, cursor)
    _keep_one_row()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_rowchange")


def _keep_one_row() -> None:
    from django.contrib.auth import get_user_model

    from rumbo.apps.audit.models import RowChange

    get_user_model()(email="ana@entidad.test").save()
    if not RowChange.objects.exists():
        from rumbo.apps.people.models import Entity

        Entity.objects.create(name="Entidad")
    assert RowChange.objects.exists()
