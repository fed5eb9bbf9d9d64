"""What the layout of a project sheet prints and reads again is the same sheet."""

import pytest
from hypothesis import given, settings

from rumbo.domain.project.sheet import ProjectSheet, Schedule
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.forms import FORMS, written
from tests.layouts.outline.project import KEY, sheets


@pytest.mark.parametrize("form", FORMS)
@given(sheet=sheets)
@settings(max_examples=15, deadline=None)
def test_a_project_sheet_comes_back_as_it_was(form: str, sheet: ProjectSheet) -> None:
    draft = read_document(read_bytes(written(sheet, KEY, form), f"ficha.{form}"), layout_key=KEY)
    assert draft.content == sheet  # type: ignore[union-attr]


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    assert draft.content == ProjectSheet(schedule=Schedule(("Mes 1",)))  # type: ignore[union-attr]
