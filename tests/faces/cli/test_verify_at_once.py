"""Many closings are verified by several processes, which say the same as one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from rumbo.apps.audit import triggers
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.measurement.actions import close_period
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli import verifying
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House


def where_others_see_it(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A database in memory is seen by its own process only: the others get a copy on the disk."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(folder / "copy.sqlite3"))


@pytest.mark.django_db(transaction=True)
def test_two_processes_name_what_one_names_and_say_how_far_they_have_come(
    transactional_db: None,
    house: House,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    keys = []
    for ordinal in (1, 2, 3):
        followup = open_quarter(house, ordinal)
        answer(house, followup, "1", quantity=Quantity.of(2))
        keys.append(close_period(house.pilar.actor, followup).pk)
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE followup_reportentry SET quantity = 90000 WHERE report_id IN "
                       "(SELECT id FROM followup_report WHERE followup_id = %s)", [keys[1]])  # fmt: skip
    triggers.install()
    where_others_see_it(monkeypatch, tmp_path)
    monkeypatch.setattr(verifying, "SECONDS", 0.0)
    assert verifying.verify(keys, [], "json", processes=1) == 1
    alone = json.loads(capsys.readouterr().out)
    assert verifying.verify(keys, [], "json", processes=2) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == alone
    assert {each["period"] for each in alone} == {"2024 quarterly 2", "2024 quarterly 3"}
    assert "Comprobados 3 de 3 periodos cerrados" in told.err
    assert VerbLine.objects.filter(verb="measurement.period.differs").count() == 4


def test_nothing_that_differs_is_an_empty_list(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert verifying.verify([], [], "json") == 0
    assert json.loads(capsys.readouterr().out) == []
