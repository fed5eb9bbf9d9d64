"""`rumbo audit` seals what was done, and says when somebody touched it or wrote all of it anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from typer.testing import CliRunner

from rumbo.apps.audit import queries, triggers
from rumbo.apps.audit.models import Seal
from rumbo.faces.cli.main import app
from tests.apps.changing.asking import asked, opined
from tests.characters import House

pytestmark = pytest.mark.django_db


def test_the_trail_is_sealed_once_and_tampering_ends_in_1(house: House, monkeypatch: Any) -> None:
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(queries.timezone, "now", lambda: later)
    answer = CliRunner().invoke(app, ["audit", "seal"])
    assert answer.exit_code == 0, answer.output
    assert "Sellos nuevos: 2." in answer.output
    sealed = Seal.objects.count()
    assert "Sellos nuevos: 0." in CliRunner().invoke(app, ["audit", "seal"]).output
    assert Seal.objects.count() == sealed
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_verbline SET actor_name = 'Otra' WHERE entity_id IS NOT NULL")
    triggers.install()
    answer = CliRunner().invoke(app, ["audit", "seal"])
    assert answer.exit_code == 1
    assert "El rastro fue alterado" in answer.output


def test_a_trail_written_anew_with_its_seals_is_caught_by_a_printed_head(house: House, monkeypatch: Any) -> None:
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(queries.timezone, "now", lambda: later)
    CliRunner().invoke(app, ["audit", "seal"])
    printed = Seal.objects.filter(entity_id=house.entity.pk).latest("last_line").digest
    assert CliRunner().invoke(app, ["audit", "verify", "--head", printed[:16].upper()]).exit_code == 0
    triggers.remove()
    with connection.cursor() as cursor:
        last = "(SELECT MAX(id) FROM audit_verbline WHERE verb <> 'audit.trail.seal')"
        cursor.execute(f"DELETE FROM audit_rowchange WHERE verb_line_id = {last}")
        cursor.execute(f"DELETE FROM audit_verbline WHERE id = {last}")
        cursor.execute("DELETE FROM audit_seal")
    triggers.install()
    CliRunner().invoke(app, ["audit", "seal"])
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 0, "the chain holds in itself"
    answer = CliRunner().invoke(app, ["audit", "verify", "--head", printed])
    assert answer.exit_code == 1
    assert "no es el que se imprimió" in answer.output


def test_a_request_or_its_opinion_altered_behind_the_back_is_named(house: House) -> None:
    request = opined(house, asked(house))
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 0
    for statement in (
        "UPDATE changing_changestep SET favourable = NOT favourable",
        "UPDATE changing_changerequest SET new_text = '9'",
    ):
        triggers.remove()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        triggers.install()
        answer = CliRunner().invoke(app, ["audit", "verify"])
        assert answer.exit_code == 1
        assert f"La solicitud {request.uid}" in answer.output


def test_a_head_too_short_to_tell_anything_is_no_head(house: House) -> None:
    assert CliRunner().invoke(app, ["audit", "verify", "--head", "ab"]).exit_code == 1
