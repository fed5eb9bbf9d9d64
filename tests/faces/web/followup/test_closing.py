"""The act of a closing prints the head of the trail, and who cuts the trail short afterwards is caught by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.audit.actions import seal_trail
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.people.actions import rename_unit
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import open_quarter
from tests.characters import House

pytestmark = pytest.mark.django_db
AT_ONCE = timedelta(seconds=-1)


def test_the_printed_head_of_a_closing_catches_a_trail_cut_short(house: House) -> None:
    seal_trail(house.system, settled_after=AT_ONCE)
    rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], "Jurídica")
    seal = seal_trail(house.system, settled_after=AT_ONCE)
    assert seal is not None
    closed = close_period(house.pilar.actor, open_quarter(house, 1))
    browser = house.pilar.browser()
    assert seal.digest in browser.get(f"/seguimiento/{closed.uid}/").content.decode()
    printed = browser.get(f"/seguimiento/{closed.uid}/acta-de-cierre.html").content.decode()
    assert seal.digest in printed
    assert "Pilar Planeación" in printed
    assert CliRunner().invoke(app, ["audit", "verify", "--head", seal.digest]).exit_code == 0
    triggers.remove()
    with connection.cursor() as cursor:
        first = f"id >= {seal.first_line}"
        cursor.execute(f"DELETE FROM audit_rowchange WHERE verb_line_{first}")
        cursor.execute(f"DELETE FROM audit_verbline WHERE {first}")
        cursor.execute(f"DELETE FROM audit_seal WHERE id = {seal.pk}")
    triggers.install()
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 0, "what is left holds in itself"
    answer = CliRunner().invoke(app, ["audit", "verify", "--head", seal.digest])
    assert answer.exit_code == 1
    assert "no es el que se imprimió" in answer.output


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_the_act_is_of_what_is_closed(house: House, ester: Any, form: str) -> None:
    followup = open_quarter(house, 1)
    address, browser = f"/seguimiento/{followup.uid}/acta-de-cierre.{form}", house.pilar.browser()
    assert browser.get(address).status_code == 404
    close_period(house.pilar.actor, followup)
    assert browser.get(address).status_code == 200
    assert ester.browser().get(address).status_code == 404
    assert "todavía sin sellos" in browser.get(f"/seguimiento/{followup.uid}/").content.decode()
