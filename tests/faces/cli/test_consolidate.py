"""`rumbo consolidate` says what many entities reached, how it came about and what it could not read."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.models import ClosingFile, Figure
from rumbo.domain.measurement.recomputing import holds
from rumbo.domain.measurement.trace import from_plain
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli import consolidate
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House


@pytest.fixture
def closed(house: House, other_house: House) -> list[Any]:
    followups = []
    for each, quantity in ((house, 4), (other_house, 7)):
        followup = open_quarter(each, 1)
        answer(each, followup, "1", quantity=Quantity.of(quantity))
        followups.append(close_period(each.pilar.actor, followup))
    return followups


def run(*asked: str) -> Any:
    return CliRunner().invoke(app, ["consolidate", *asked])


def test_two_entities_are_consolidated_and_what_lacks_is_said_and_written(closed: list[Any]) -> None:
    before = run("--format", "json")
    assert before.exit_code == 1
    assert json.loads(before.stdout)["read"]["lacking"] == 2
    assert run("--write").exit_code == 0
    told = json.loads(run("--by", "entity", "--format", "json", "--closings").stdout)
    assert [each["entities"] for each in told["groups"]] == [1, 1]
    assert len(told["closings"]) == told["read"]["closings"] == told["whole"]["entities"] == 2
    kept = Figure.objects.filter(followup__in=closed, measure="year", placement__counts=True)
    measured = [min(each.value, 10**12) for each in kept if each.value is not None]
    assert told["whole"]["sums"]["weighted_total"] == str(sum(measured))
    assert told["whole"]["targets"] == kept.count()
    assert all(holds(from_plain(each["trace"])) for each in (told["whole"], *told["groups"]))


def test_the_same_as_text_and_as_a_table_of_whole_numbers(closed: list[Any]) -> None:
    run("--write")
    lines = list(csv.DictReader(io.StringIO(run("--by", "ods", "--format", "csv", "--weights", "stated").stdout)))
    assert lines[-1]["entities"] == "2"
    text = run("--period", "2024-T1")
    assert text.exit_code == 0
    assert "cierres leídos: 2" in " ".join(text.stdout.split())


@pytest.mark.parametrize("axis", ["ods", "entity", "band"])
def test_a_book_of_it_is_handed_on_with_the_same_numbers_and_every_closing(
    closed: list[Any], tmp_path: Path, axis: str
) -> None:
    run("--write")
    place = tmp_path / "consolidado.xlsx"
    done = run("--by", axis, "--weights", "stated", "--format", "json", "--output", str(place))
    assert done.exit_code == 0, done.output
    told, book = json.loads(done.stdout), load_workbook(place)
    assert len(book.worksheets) == 3
    rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    (whole,) = (row for row in rows if "Todo" in row and told["whole"]["sums"]["weighted_total"] in row)
    sums = told["whole"]["sums"]
    assert {2, told["whole"]["targets"], sums["weights"], sums["counted"]} <= set(whole)
    assert any(isinstance(each, float) and round(each, 4) == round(told["whole"]["mean"]["value"] / 10**12, 4)
               for each in whole)  # fmt: skip
    texts = {cell for row in rows for cell in row if isinstance(cell, str)}
    assert {told["read"]["digest"], *(each["digest"] for each in told["closings"])} <= texts
    assert all(any(line in text for text in texts) for line in told["whole"]["explanation"])
    for each in told["groups"]:
        assert any(each["name"] in row and each["sums"]["weights"] in row for row in rows)


@pytest.mark.parametrize("name", ["consolidado.pdf", "consolidado.docx", "consolidado.html"])
def test_it_is_handed_on_in_the_other_forms_too(closed: list[Any], tmp_path: Path, name: str) -> None:
    run("--write")
    assert run("--output", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).stat().st_size > 1000


def test_a_book_that_cannot_be_written_ends_with_a_sentence(closed: list[Any], tmp_path: Path) -> None:
    run("--write")
    for name in ("consolidado.exe", "no/such/folder.xlsx"):
        assert run("--output", str(tmp_path / name)).exit_code == 2


def test_a_damaged_file_is_not_counted_until_it_is_written_again(closed: list[Any]) -> None:
    run("--write")
    file = ClosingFile.objects.order_by("pk")[0].file
    place_of(file.digest).write_bytes(b"PAR1")
    damaged = run("--format", "json")
    assert (damaged.exit_code, json.loads(damaged.stdout)["whole"]["entities"]) == (1, 1)
    assert run("--write").exit_code == 0
    assert run().exit_code == 0


@pytest.mark.parametrize("asked", [("--measure", "x"), ("--period", "2024"), ("--weights", "x"), ("--format", "x")])
def test_what_cannot_be_asked_is_refused(db: None, asked: tuple[str, str]) -> None:
    assert run(*asked).exit_code == 2


def test_without_the_engine_it_says_how_to_install_it(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rumbo.papers.columns.find_spec", lambda name: None)
    told = run()
    assert told.exit_code == 2
    assert "make analytics" in told.output
    assert consolidate.INSTALL
