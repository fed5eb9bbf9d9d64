"""What is decided of thousands of cells at once is kept together, and a cell decided alone is one row."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.audit.models import RowChange
from rumbo.apps.intake.actions import accept_suggestions, correct_cells, overrule_findings, receive_file
from rumbo.apps.intake.bridge import Cell, Reading, reading_of
from rumbo.apps.intake.models import CellDecision, Intake
from tests.characters import House

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "plan-de-accion-2024.txt"
NUMBER, OFFICIAL = "alignment.number_and_name", "alignment.unofficial_name"


def brought(house: House, times: int) -> Intake:
    """The example with its lines so many times over."""
    rows = EXAMPLE.read_text(encoding="utf-8").splitlines()
    lines = [row for row in rows if row.split("\t")[0].isdecimal()]
    head = rows[: rows.index(lines[0])]
    text = "\n".join([*head, *lines * times])
    return receive_file(house.pilar.actor, house.entity, text.encode(), f"plan-{times}.txt")


def count_of(intake: Intake, code: str) -> int:
    return sum(finding.code == code for finding in reading_of(intake).open_findings)


def test_deciding_about_all_findings_of_a_kind_costs_the_same_for_few_and_for_many(house: House) -> None:
    pilar, costs = house.pilar.actor, []
    for times in (1, 4):
        intake = brought(house, times)
        asked = count_of(intake, NUMBER), count_of(intake, OFFICIAL)
        assert all(asked)
        with CaptureQueriesContext(connection) as accepting:
            accept_suggestions(pilar, intake, code=NUMBER)
        assert count_of(intake, NUMBER) == 0
        left = count_of(intake, OFFICIAL)
        with CaptureQueriesContext(connection) as overruling:
            assert overrule_findings(pilar, intake, code=OFFICIAL, reason="Así lo imprime el decreto") == left
        assert count_of(intake, OFFICIAL) == 0
        costs.append((len(accepting), len(overruling)))
        assert CellDecision.objects.filter(intake=intake, kind="overruled").count() == left
        assert RowChange.objects.filter(table_name="intake_celldecision").count() >= left
    assert costs[0] == costs[1]


def test_a_decision_about_all_stands_in_place_of_what_was_decided_before(house: House) -> None:
    pilar, intake = house.pilar.actor, brought(house, 1)
    reading = reading_of(intake)
    numbered = [each for each in reading.open_findings if each.code == NUMBER and each.where]
    spots = [reading.spot(each.where) for each in numbered if each.where]
    cell, other = next((a, b) for a in spots for b in spots if a and b and a[2] == b[2] and differ(reading, a, b))
    (mended,) = correct_cells(pilar, intake, {cell: reading.text_at(other)})
    assert accept_suggestions(pilar, intake, code=NUMBER)
    decided = CellDecision.objects.get(intake=intake, part=cell[0], row=cell[1], column=cell[2])
    assert (decided.pk, decided.uid, decided.kind) == (mended.pk, mended.uid, "accepted")
    assert decided.text != mended.text
    history = RowChange.objects.filter(table_name="intake_celldecision", row_id=mended.pk).order_by("pk")
    assert [each.operation for each in history] == ["INSERT", "UPDATE"]


def differ(reading: Reading, one: Cell, other: Cell) -> bool:
    return reading.text_at(one) != reading.text_at(other)


def test_mending_one_cell_of_many_writes_one_row(house: House) -> None:
    intake = brought(house, 30)
    reading = reading_of(intake)
    (part, row), _ = next(iter(reading.line_at.items()))
    before = RowChange.objects.count()
    correct_cells(house.pilar.actor, intake, {(part, row, 7): "Otra acción"})
    changed = RowChange.objects.filter(table_name="intake_celldecision")
    assert changed.count() == 1
    # The decision and the count of changes of the document: nothing of what was read is kept or written again.
    assert RowChange.objects.count() - before == 2
