"""`rumbo seal` seals what was done and says when somebody touched it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from typer.testing import CliRunner

from rumbo.apps.audit import queries, triggers
from rumbo.apps.audit.models import Seal
from rumbo.faces.cli.main import app
from tests.characters import House

pytestmark = pytest.mark.django_db


def test_the_trail_is_sealed_once_and_tampering_ends_in_1(house: House, monkeypatch: Any) -> None:
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(queries.timezone, "now", lambda: later)
    answer = CliRunner().invoke(app, ["seal"])
    assert answer.exit_code == 0, answer.output
    assert "Sellos nuevos: 2." in answer.output
    sealed = Seal.objects.count()
    assert "Sellos nuevos: 0." in CliRunner().invoke(app, ["seal"]).output
    assert Seal.objects.count() == sealed
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_verbline SET actor_name = 'Otra' WHERE entity_id IS NOT NULL")
    triggers.install()
    answer = CliRunner().invoke(app, ["seal"])
    assert answer.exit_code == 1
    assert "El rastro fue alterado" in answer.output
