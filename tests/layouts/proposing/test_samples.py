"""Real workbooks that no code of ours knows: what they are and what their columns are is proposed, and mostly right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rumbo.layouts import Known, read_plan
from rumbo.layouts.documents import tables_followed
from rumbo.layouts.engine.mapping import mapping_text, own_layout
from rumbo.layouts.proposing import mapping_of, propose_mapping
from rumbo.papers.reading import read_file

EXPECTED: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_workbook_nobody_described_is_understood_for_the_most_part(shared: Path, name: str) -> None:
    wanted = EXPECTED[name]
    (found,) = propose_mapping(read_file(shared / "samples" / name))
    assert (found.kind, list(found.header_rows)) == (wanted["kind"], wanted["header"])
    assert found.kinds[0].complete
    right = [at for at, field in wanted["fields"].items() if found.taken.get(at) == field]
    assert len(right) / len(wanted["fields"]) >= wanted["share"], set(wanted["fields"]) - set(right)
    wrong = {at: field for at, field in found.taken.items() if at not in wanted["fields"]}
    assert len(wrong) <= 1, wrong
    for column in found.columns:
        assert not column.chosen or column.chosen.why, "no proposal without its reason"


def test_the_followup_of_a_secretariat_is_read_by_what_was_proposed(shared: Path) -> None:
    document = read_file(shared / "samples" / "cali-2024-q1-cuadro1s-gobierno.csv")
    (found,) = propose_mapping(document)
    own = own_layout(mapping_text(mapping_of(found, "Cuadro 1S")))
    draft = read_plan(document, Known(layouts=(own,)))
    statements = [line.statement for line in draft.matrix.lines if line.indicator]
    assert "Elaborar 1 documento de Política" in statements
    assert draft.recognition.mapping == own.key
    assert {name for line in draft.matrix.lines for name in line.units} == {"Secretaría de Gobierno"}


def test_the_levels_among_its_rows_are_what_its_actions_stand_under(shared: Path) -> None:
    document = read_file(shared / "samples" / "cali-2024-q1-cuadro1s-gobierno.csv")
    (found,) = propose_mapping(document)
    assert found.levels
    assert found.levels.fills == {"D": "", "L": "objective", "P": "programme", "I": "", "Pr": ""}
    draft = read_plan(document, Known(layouts=(own_layout(mapping_text(mapping_of(found, "Cuadro 1S"))),)))
    line, read = next(
        (at, each) for at, each in enumerate(draft.matrix.lines) if each.statement == "Elaborar 1 documento de Política"
    )
    assert read.objective == "Transición hacia Distrito Especial"
    assert read.programme == "Cooperación Técnica para el Desarrollo Distrital"
    assert draft.where(line, "programme").cell.startswith("22:"), "its place is the row that names the level"
    assert draft.where(line, "statement").cell.startswith("25:")
    levels = [told for told in draft.findings if " · D · " in str(told.facts) or " · L · " in str(told.facts)]
    assert not levels, "a level is no action without its text"


def test_a_followup_with_money_is_no_execution_of_the_budget_by_itself(shared: Path) -> None:
    document = read_file(shared / "samples" / "cali-2024-q1-cuadro1s-gobierno.csv")
    assert not tables_followed(document), "its projects, goals and advances would be lost: a person says what it is"
    assert tables_followed(read_file(shared / "samples" / "cali-2025-q2-organismos.csv"))
