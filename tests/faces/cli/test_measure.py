"""`rumbo measure` prints what the screen shows, and `--verify` names what was changed."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from rumbo.apps.audit.models import VerbLine
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import sheet_of
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import PERCENT, answer, open_quarter
from tests.apps.measurement.test_verification import sql
from tests.characters import House


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["measure", *arguments])


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    return close_period(house.pilar.actor, followup)


def test_it_prints_the_figures_of_the_screen(closed: Followup) -> None:
    answered = run("--entity", "primera", "--plan", "plan de acción", "--period", "2024-T1", "--format", "json")
    assert answered.exit_code == 0
    (told,) = json.loads(answered.stdout)
    sheet = sheet_of(closed)
    for row, standing in zip(told["rows"], (sheet.plan, *sheet.rows), strict=True):
        assert row["name"] == standing.name
        assert row["figures"]["year"]["value"] == standing.value("year")
    assert 40 * PERCENT in [row["figures"]["year"]["value"] for row in told["rows"]]
    text = run("--entity", "primera")
    assert text.exit_code == 0
    assert "40\N{NO-BREAK SPACE}%" in text.output
    assert "I trimestre de 2024 (cerrado)" in " ".join(text.output.split())


def test_it_tells_how_the_year_would_end_when_asked(closed: Followup) -> None:
    (told,) = json.loads(run("--entity", "primera", "--projection", "--format", "json").stdout)
    row = next(row for row in told["rows"] if row["figures"]["year"]["value"] == 40 * PERCENT and row["number"] == "1")
    assert (row["projection"]["way"], row["projection"]["trend"]) == ("linear", "unknown")
    assert row["projection"]["value"] == 160 * PERCENT
    assert "160\N{NO-BREAK SPACE}%" in run("--entity", "primera", "--projection").output


def test_what_was_not_found_is_told(closed: Followup) -> None:
    for asked in (("--entity", "nadie"), ("--period", "2024-T9"), ("--period", "ayer"), ("--plan", "otro")):
        assert run(*asked).exit_code == 2
    assert run("--format", "pdf").exit_code == 2


def test_verify_agrees_and_names_what_was_changed(closed: Followup) -> None:
    assert run("--verify").exit_code == 0
    figure = Figure.objects.get(followup=closed, placement__number="1", measure="year")
    sql("UPDATE measurement_figure SET value = 7 WHERE id = %s", figure.pk)
    answered = run("--verify")
    assert answered.exit_code == 1
    assert "Realizar diez seguimientos" in answered.output
    assert "I trimestre de 2024" in answered.output
    assert "(Avance del año): la cifra guardada no es la que da el cálculo: 0,0000000007" in answered.output
    english = run("--verify", "--language", "en").output
    assert "40%" in english
    assert not {"figure:", "quarterly", "year)"} & set(english.split())
    assert json.loads(run("--verify", "--format", "json").stdout)[0]["what"] == "figure"
    line = VerbLine.objects.filter(verb="measurement.period.differs").latest("pk")
    assert (line.entity_id, line.origin) == (closed.entity_id, "cli")
    assert "Realizar diez seguimientos" in line.reason
