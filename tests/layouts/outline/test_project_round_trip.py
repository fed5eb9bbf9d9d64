"""What the layout of a project sheet prints and reads again is the same sheet."""

import pytest
from hypothesis import given, settings

from rumbo.domain.project.sheet import Activity, Passage, ProjectGoal, ProjectSheet, Schedule
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.project import KEY, sheets


@pytest.mark.parametrize("form", FORMS)
@given(sheet=sheets)
@settings(max_examples=settings().max_examples // 4, deadline=None)
def test_a_project_sheet_comes_back_as_it_was(form: str, sheet: ProjectSheet) -> None:
    draft = read_document(read_bytes(written(sheet, KEY, form), f"ficha.{form}"), layout_key=KEY)
    assert draft.content == sheet  # type: ignore[union-attr]


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    assert draft.content == ProjectSheet(schedule=Schedule(tuple(f"Mes {at}" for at in range(1, 13))))  # type: ignore[union-attr]


def test_signs_tell_two_activities_apart_and_a_sign_stays_in_its_item() -> None:
    goals = (ProjectGoal("", "Mantener"),), (ProjectGoal("", "Sembrar"),)
    sheet = ProjectSheet(
        name="Agua de la vereda",
        antecedents=(Passage("item", "+ agua"), Passage("item", "- polvo")),
        activities=(Activity("Lograr agua", goals[0], "1"), Activity("Lograr +agua", goals[1])),
    )
    assert read_document(read_bytes(written(sheet, KEY, "csv"), "a.csv"), layout_key=KEY).content == sheet  # type: ignore[union-attr]
