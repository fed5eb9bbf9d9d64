"""A plan and a follow-up changed in one way at a time: draft and findings change there and nowhere else.

On the invented twins, which are always here, and on the published documents where they are.
"""

import random
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import settings

from rumbo.domain.plan.matrix import PlanLine
from tests.layouts.changing import (
    Written,
    columns_moved,
    read,
    renamed,
    taken_apart,
    told,
    with_digit,
    with_level,
    without_row,
)
from tests.layouts.tables import EXAMPLES

TIMES = min(100, settings().max_examples // 5)
"""Changes tried of each kind: four, or a hundred in a soak."""
DOCUMENTS = ("plan-de-accion-2024", "seguimiento-2024-t2", "000", "001")
# What a rule says of a row by comparing it with others may come and go with these.
BETWEEN_ROWS = {"plan.served_target_differs", "plan.numbering_gap", "plan.numbering_duplicate"}


@pytest.fixture(params=DOCUMENTS)
def written(request: pytest.FixtureRequest) -> Written:
    name: str = request.param
    if name.isdecimal():
        shared: Path = request.getfixturevalue("shared")
        return taken_apart(next((shared / "seeds").glob(f"{name}_*.txt")))
    return taken_apart(EXAMPLES / f"{name}.txt")


def changed(line: PlanLine, other: PlanLine) -> set[str]:
    return {each.name for each in fields(line) if getattr(line, each.name) != getattr(other, each.name)}


def of_cell(field: str) -> set[str]:
    """The fields of a line that the cell of a column may change; columns of catalogues fill the alignments."""
    own = {each.name for each in fields(PlanLine)}
    return {field.partition(".")[0]} & own or {"alignments"}


def elsewhere(found: Counter[tuple[str, int]], row: int) -> Counter[tuple[str, int]]:
    """What is told of other rows by looking at each of them alone."""
    return Counter({key: many for key, many in found.items() if key[1] != row and key[0] not in BETWEEN_ROWS})


def test_it_is_taken_apart_as_it_was_read(written: Written) -> None:
    draft = read(written)
    assert len(draft.matrix.lines) == len(written.rows) >= 9
    assert all(written.fields)


def test_columns_in_any_order_say_the_same(written: Written) -> None:
    draft, chance = read(written), random.Random(1)
    for _ in range(TIMES):
        moved = columns_moved(written, chance)
        again = read(moved)
        assert again.matrix == draft.matrix, moved.heads
        assert told(again, moved) == told(draft, written)


def test_headers_by_any_of_their_names_say_the_same(written: Written) -> None:
    draft, chance = read(written), random.Random(2)
    for _ in range(TIMES):
        other = renamed(written, chance)
        again = read(other)
        assert again.matrix == draft.matrix, other.heads
        assert told(again, other) == told(draft, written), other.heads


def test_one_digit_changes_its_cell_and_what_is_said_of_its_row(written: Written) -> None:
    draft, chance = read(written), random.Random(3)
    for _ in range(3 * TIMES):
        other, row, column = with_digit(written, chance)
        again = read(other)
        said = (written.fields[column], other.rows[row][column])
        assert replace(again.matrix, lines=()) == replace(draft.matrix, lines=())
        for at, (line, before) in enumerate(zip(again.matrix.lines, draft.matrix.lines, strict=True)):
            assert changed(line, before) <= (of_cell(said[0]) if at == row else set()), said
        assert elsewhere(told(again, other), row) == elsewhere(told(draft, written), row), said


def test_a_row_left_out_takes_away_itself_and_what_was_said_of_it(written: Written) -> None:
    draft = read(written)
    for row in range(len(written.rows)):
        other = without_row(written, row)
        again = read(other)
        lines = draft.matrix.lines
        assert again.matrix.lines == lines[:row] + lines[row + 1 :]
        found = {key: many for key, many in told(draft, written).items() if key[1] != row}
        moved = Counter({(code, at - (at > row)): many for (code, at), many in found.items()})
        assert elsewhere(told(again, other), -2) == elsewhere(moved, -2)


def test_a_level_that_nobody_knows_is_kept_and_told_once(written: Written) -> None:
    draft = read(written)
    for at in (2, len(written.heads) // 2, len(written.heads) - 1):
        other = with_level(written, at)
        again = read(other)
        assert again.matrix == draft.matrix
        more = told(again, other) - told(draft, written)
        assert sum(more.values()) == 1
        assert [found.code for found in again.findings if found not in draft.findings][:1] == ["layout.column_kept"]


def test_other_units_and_another_entity_change_only_their_names(written: Written) -> None:
    draft, at = read(written), written.fields.index("units")
    units = sorted({unit for line in draft.matrix.lines for unit in line.units}, key=len, reverse=True)
    names = {unit: f"Oficina de {word}" for unit, word in zip(units, WORDS * 9, strict=False)}
    rows = []
    for cells in written.rows:
        text = cells[at]
        for unit in units:
            text = text.replace(unit, names[unit])
        rows.append((*cells[:at], text, *cells[at + 1 :]))
    again = read(replace(written, rows=tuple(rows)))
    lines = tuple(replace(line, units=tuple(names[unit] for unit in line.units)) for line in draft.matrix.lines)
    assert again.matrix == replace(draft.matrix, lines=lines)


WORDS = [f"{one} {other}" for one in ("Agua", "Tierra", "Viento") for other in ("Norte", "Sur", "Centro", "Costa")]
