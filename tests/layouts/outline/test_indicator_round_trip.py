"""What the layout of an indicator sheet prints and reads again is the same sheet."""

import pytest
from hypothesis import given, settings

from rumbo.domain.indicators.sheet import IndicatorSheet
from rumbo.domain.shapes import as_plain, from_plain
from rumbo.layouts import print_outline_template, read_document
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks
from tests.layouts.outline.indicator import KEY, printed, sheets


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "docx"])
@given(sheet=sheets)
@settings(max_examples=15, deadline=None)
def test_an_indicator_sheet_comes_back_as_it_was(form: str, sheet: IndicatorSheet) -> None:
    draft = read_document(read_bytes(printed(sheet, form), f"hoja.{form}"), layout_key=KEY)
    assert draft.content == sheet  # type: ignore[union-attr]


@given(sheets)
def test_its_json_is_read_back(sheet: IndicatorSheet) -> None:
    assert from_plain(IndicatorSheet, as_plain(sheet)) == sheet


def test_the_empty_template_is_known_and_reads_as_nothing() -> None:
    draft = read_document(read_bytes(write_csv_blocks(print_outline_template(KEY)), "plantilla.csv"))
    assert draft.recognition.layout == KEY
    assert draft.content == IndicatorSheet()  # type: ignore[union-attr]
